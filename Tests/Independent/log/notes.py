"""Signed notes, checkpoints and cosignatures (C2SP), made and read in plain Python."""

import base64
import struct
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from merkle import sha256

LOG, WITNESS = 1, 4


def base64_of(data):
    return base64.b64encode(data).decode()


@dataclass(frozen=True)
class Key:
    """A named key of a log (type 1) or a witness (type 4), from its 32-byte seed."""

    name: str
    kind: int
    seed: bytes

    @property
    def private(self):
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    @property
    def public(self):
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def key_id(self):
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public)[:4]

    @property
    def vkey(self):
        return f"{self.name}+{self.key_id.hex()}+{base64_of(bytes([self.kind]) + self.public)}"

    @property
    def file(self):
        return f"PRIVATE+KEY+{self.name}+{self.key_id.hex()}+{base64_of(bytes([self.kind]) + self.seed)}\n"

    def line(self, text):
        """The signature line of a log under a text."""
        return signature_line(self.name, self.key_id, self.private.sign(text))

    def cosignature(self, text, time):
        """The signature line of a witness under a checkpoint's text."""
        message = b"cosignature/v1\ntime %d\n" % time + text
        return signature_line(self.name, self.key_id, struct.pack(">Q", time) + self.private.sign(message))


def signature_line(name, key_id, signature):
    return f"— {name} {base64_of(key_id + signature)}\n".encode()


def log_key(name="log.daylight.example/2026", seed=bytes(range(32))):
    return Key(name, LOG, seed)


def witness_key(number, name=None):
    return Key(name or f"witness{number}.example/w{number}", WITNESS, bytes([number]) * 32)


# The keys of the worked examples: public knowledge.
W1 = Key("witness.example/w1", WITNESS, bytes(range(0x20, 0x40)))
W2 = Key("witness2.example/w2", WITNESS, bytes(range(0x40, 0x60)))


def checkpoint_text(origin, size, root, extensions=()):
    return "".join(f"{line}\n" for line in [origin, size, base64_of(root), *extensions]).encode()


def note(text, *lines):
    return text + b"\n" + b"".join(lines)


def checkpoint(key, size, root, origin=None):
    text = checkpoint_text(origin or key.name, size, root)
    return note(text, key.line(text))


def split_note(data):
    """Text and signature lines [(name, key ID, signature)]; nothing is verified."""
    data.decode("utf-8")
    cut = data.rindex(b"\n\n") + 1
    lines = []
    for line in data[cut + 1 :].decode().splitlines(keepends=True):
        assert line.startswith("— ") and line.endswith("\n"), line
        name, encoded = line[2:-1].split(" ", 1)
        raw = base64.b64decode(encoded, validate=True)
        assert base64_of(raw) == encoded
        lines.append((name, raw[:4], raw[4:]))
    return data[:cut], lines


@dataclass(frozen=True)
class Opened:
    """A checkpoint whose log's signature was verified."""

    origin: str
    size: int
    root: bytes
    text: bytes
    cosignatures: dict  # name of each line of a known witness → its time


def open_checkpoint(data, key, witnesses=()):
    """Reads a checkpoint; an unsound signature of the log or of a given witness raises."""
    text, lines = split_note(data)
    log = [signature for name, key_id, signature in lines if (name, key_id) == (key.name, key.key_id)]
    assert len(log) == 1, "the log signs once"
    Ed25519PublicKey.from_public_bytes(key.public).verify(log[0], text)
    origin, size, root, *rest = text.decode().split("\n")
    assert rest == [""], "extension lines are not expected"
    assert str(int(size)) == size
    times = {}
    for name, key_id, signature in lines:
        for witness in witnesses:
            if (name, key_id) == (witness.name, witness.key_id):
                times[name] = cosignature_time(signature, text, witness)
    return Opened(origin, int(size), base64.b64decode(root, validate=True), text, times)


def cosignature_time(field, text, witness):
    assert len(field) == 72
    (time,) = struct.unpack(">Q", field[:8])
    public = Ed25519PublicKey.from_public_bytes(witness.public)
    public.verify(field[8:], b"cosignature/v1\ntime %d\n" % time + text)
    assert 0 < time < 1 << 63
    return time


def proof_text(index, path, checkpoint_bytes):
    """A `.tlog-proof` as the specification writes it."""
    head = ["c2sp.org/tlog-proof@v1", f"index {index}", *map(base64_of, path), ""]
    return "".join(f"{line}\n" for line in head).encode() + checkpoint_bytes
