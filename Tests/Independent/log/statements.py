"""in-toto statements in DSSE envelopes, made in plain Python."""

import base64
import functools
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from notes import base64_of

TYPE = "application/vnd.in-toto+json"


class Signer:
    """A key that signs statements."""

    def __init__(self, seed):
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        public = self.private.public_key()
        self.der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self.hex = public.public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
        self.keyid = hashlib.sha256(self.der).hexdigest()

    def sign(self, body, payload_type=TYPE):
        return self.private.sign(pae(body, payload_type))


@functools.cache
def signer(number):
    """Test signers by number; 0 is the key of the worked example."""
    return Signer(bytes(range(0x60, 0x80)) if number == 0 else bytes([0x80 + number]) * 32)


def pae(body, payload_type=TYPE):
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body)


def statement(number, padding=0, **changes):
    """The body of a small statement; every number gives another one."""
    digest = hashlib.sha256(b"thing %d" % number).hexdigest()
    fields = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": f"thing:{number}", "digest": {"sha256": digest}}],
        "predicateType": "https://daylight.example/test/number/v1",
        "predicate": {"number": number, "path": "a/b", "padding": "x" * padding},
    }
    fields.update(changes)
    kept = {name: value for name, value in fields.items() if value is not None}
    return json.dumps(kept, separators=(",", ":")).encode()


def signature(key, body, keyid=..., payload_type=TYPE):
    """A DSSE signature object; `keyid=None` leaves the hint out."""
    made = {"sig": base64_of(key.sign(body, payload_type))}
    if keyid is not None:
        made = {"keyid": key.keyid if keyid is ... else keyid, **made}
    return made


def envelope(body, *signatures, payload_type=TYPE, payload=None):
    return {"payload": payload or base64_of(body), "payloadType": payload_type, "signatures": list(signatures)}


def signed(number, *keys, padding=0):
    body = statement(number, padding=padding)
    return envelope(body, *(signature(key, body) for key in keys or (signer(0),)))


def written(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def body_of(entry):
    return base64.b64decode(json.loads(entry)["payload"], validate=True)


def as_stored(body, *keys):
    """The entry the specification asks for when these admitted keys signed: our key ids, sorted, no white space."""
    ordered = sorted(keys, key=lambda key: key.keyid)
    return written(envelope(body, *(signature(key, body) for key in ordered)))
