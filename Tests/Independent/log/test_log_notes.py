"""`log check` of keys, signed notes, checkpoints and cosignatures, one fault at a time."""

import base64
import random
import struct

from checking import check, judge
from merkle import sha256
from notes import W1, W2, Key, base64_of, checkpoint_text, log_key, note, signature_line

LOG = log_key()
TEXT = checkpoint_text(LOG.name, 7, sha256(b"root"))
TIME = 1_795_420_800
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
LARGEST = 2**63 - 1


def other_last_character(encoded):
    """The same bytes in another text: an unused bit of the last character is set."""
    assert encoded.endswith("=")
    place = len(encoded.rstrip("=")) - 1
    return encoded[:place] + ALPHABET[ALPHABET.index(encoded[place]) + 1] + encoded[place + 1 :]


def encodings_that_are_none(encoded):
    yield "no padding", encoded.rstrip("=")
    yield "unused bits", other_last_character(encoded)
    yield "blank inside", encoded[:4] + " " + encoded[4:]
    yield "blank behind", encoded + " "
    yield "carriage return", encoded + "\r"
    yield "URL alphabet", encoded[:8] + "-_" + encoded[10:]
    yield "padding twice", encoded + "="
    yield "empty", ""


def vkey(name, data, key_id=None):
    return f"{name}+{key_id or sha256(name.encode() + bytes([10]) + data)[:4].hex()}+{base64_of(data)}"


def test_vkeys():
    data = b"\x01" + LOG.public
    cases = {
        "log": (LOG.vkey, dict(name=LOG.name, keyId="31700d85", type=1, publicKey=LOG.public.hex())),
        "witness": (W1.vkey, dict(name=W1.name, keyId="20324abe", type=4)),
        "name in other letters": (vkey("protokoll.example/größe", data), dict(name="protokoll.example/größe")),
        "capitals in the key ID": (W2.vkey.replace("6b18595d", "6B18595D"), False),
        "other key ID": (vkey(LOG.name, data, "31700d86"), False),
        "short key ID": (vkey(LOG.name, data, "31700d8"), False),
        "no name": (vkey("", data), False),
        "blank in the name": (vkey("log example", data), False),
        "tab in the name": (vkey("log\texample", data), False),
        "no-break space in the name": (vkey("log\u00a0example", data), False),
        "plus in the name": (vkey("log+example", data), False),
        "two parts": (LOG.vkey.rsplit("+", 2)[0], False),
        "newline behind": (LOG.vkey + "\n", False),
        "31 bytes": (vkey(LOG.name, data[:-1]), False),
        "33 bytes": (vkey(LOG.name, data + b"\0"), False),
        "no bytes": (vkey(LOG.name, b""), False),
    }
    for kind in (0, 2, 3, 5, 6, 7, 0xFA, 0xFF):
        cases[f"type {kind}"] = vkey(LOG.name, bytes([kind]) + LOG.public), False
    name, key_id, encoded = W1.vkey.split("+", 2)
    # 33 bytes need no padding, so that an unused bit and a missing sign do not exist here.
    for fault in ("blank inside", "blank behind", "carriage return", "URL alphabet", "padding twice", "empty"):
        cases[fault] = f"{name}+{key_id}+{dict(encodings_that_are_none(encoded + '='))[fault].replace('=', '', 1)}", False
    cases["padding twice"] = W1.vkey + "=", False
    judge({case: ({"kind": "vkey", "vkey": text}, wanted) for case, (text, wanted) in cases.items()})


def opened(data, *vkeys):
    return {"kind": "note", "noteBase64": base64_of(data), "vkeys": list(vkeys)}


def test_notes():
    log, w1, w2 = LOG.line(TEXT), W1.cosignature(TEXT, TIME), W2.cosignature(TEXT, TIME)
    other = signature_line(LOG.name, LOG.key_id, LOG.private.sign(TEXT + b"other\n"))
    stranger = log_key("stranger.example/log", bytes(32)).line(TEXT)
    ours = (LOG.vkey, W1.vkey)
    names = dict(verified=[LOG.name])
    text_with_gap = b"first\n\nlast\n"
    both = dict(verified=[LOG.name, W1.name])
    cases = {
        "log and witness": (note(TEXT, log, w1), ours, both),
        "in the order of the lines": (note(TEXT, w1, log), ours, dict(verified=[W1.name, LOG.name])),
        "unknown lines are kept apart": (note(TEXT, stranger, log, w2), ours, names),
        "a known line twice counts once": (note(TEXT, log, w1, log), ours, both),
        "the second of two is not looked at": (note(TEXT, log, other), ours, names),
        "the first of two is": (note(TEXT, other, log), ours, False),
        "a known key that fails spoils the note": (note(TEXT, other, w1), ours, False),
        "a cosignature on another text spoils it": (note(TEXT, log, W1.cosignature(TEXT + b"x\n", TIME)), ours, False),
        "a cosignature without its time": (note(TEXT, log, signature_line(W1.name, W1.key_id, W1.private.sign(TEXT))), ours, False),
        "nobody known": (note(TEXT, stranger, w2), ours, False),
        "known name, other key ID": (note(TEXT, signature_line(LOG.name, b"abcd", LOG.private.sign(TEXT))), ours, False),
        "known key, other name": (note(TEXT, signature_line("x", LOG.key_id, LOG.private.sign(TEXT))), ours, False),
        "an empty line in the text": (note(text_with_gap, LOG.line(text_with_gap)), ours, names),
        "16 signatures": (note(TEXT, *strangers(15), log), ours, names),
        "100 signatures": (note(TEXT, *strangers(99), log), ours, names),
        "101 signatures": (note(TEXT, *strangers(100), log), ours, False),
        "signatures of 5,000 bytes": (note(TEXT, signature_line("pq", b"abcd", bytes(5000)), log), ours, names),
        "a signature of one byte": (note(TEXT, signature_line("x", b"abcd", b"1"), log), ours, names),
        "no signature bytes": (note(TEXT, signature_line("x", b"abcd", b""), log), ours, False),
        "no signature lines": (TEXT + b"\n", ours, False),
        "no empty line": (TEXT + log, ours, False),
        "last newline lost": (note(TEXT, log)[:-1], ours, False),
        "a newline more": (note(TEXT, log) + b"\n", ours, False),
        "a line of text behind": (note(TEXT, log) + b"text\n", ours, False),
        "lines ended by CR LF": (note(TEXT, log).replace(b"\n", b"\r\n"), ours, False),
        "a carriage return": (note(TEXT, log.replace(b"\n", b"\r\n")), ours, False),
        "a tab in the text": (note(b"a\tb\n", LOG.line(b"a\tb\n")), ours, False),
        "a zero byte in the text": (note(b"a\0b\n", LOG.line(b"a\0b\n")), ours, False),
        "not UTF-8": (note(b"a\xff\n", LOG.line(b"a\xff\n")), ours, False),
        "a hyphen for the dash": (note(TEXT, log.replace("—".encode(), b"-")), ours, False),
        "no space after the dash": (note(TEXT, log.replace("— ".encode(), "—".encode())), ours, False),
        "two spaces": (note(TEXT, log.replace(b"2026 ", b"2026  ")), ours, False),
        "plus in a name": (note(TEXT, log, "— a+b ".encode() + b"YWJjZGVm\n"), ours, False),
        "no-break space in a name": (note(TEXT, log, "— a\u00a0b ".encode() + b"YWJjZGVm\n"), ours, False),
        "an unknown line that is malformed": (note(TEXT, log, "— stranger !\n".encode()), ours, False),
        "no keys": (note(TEXT, log), (), False),
        "empty": (b"", ours, False),
    }
    encoded = log.decode().split(" ")[2][:-1]
    for fault, text in encodings_that_are_none(encoded):
        cases["base64: " + fault] = note(TEXT, log.replace(encoded.encode(), text.encode())), ours, False
    judge({name: (opened(data, *keys), wanted) for name, (data, keys, wanted) in cases.items()})


def strangers(count):
    return [signature_line(f"stranger{number}", b"abcd", bytes(64)) for number in range(count)]


def test_any_changed_byte_of_a_note_is_noticed():
    chance = random.Random(4)
    sound = note(TEXT, LOG.line(TEXT), W1.cosignature(TEXT, TIME))
    objects = []
    for place in range(len(sound)):
        changed = bytearray(sound)
        changed[place] ^= 1 << chance.randrange(8)
        objects.append(opened(changed, LOG.vkey, W1.vkey))
    found = check(objects)
    assert not any(answer["ok"] and answer["verified"] == [LOG.name, W1.name] for answer in found)
    # A line whose name or key ID is no longer known does not spoil the note; that is all that may happen.
    assert sum(answer["ok"] for answer in found) < 100


def checkpoint(text, signed=True, origin=LOG.name, key=LOG):
    text = text if isinstance(text, bytes) else text.encode()
    line = key.line(text if signed else b"other\n")
    return {"kind": "checkpoint", "noteBase64": base64_of(note(text, line)), "vkey": LOG.vkey, "origin": origin}


def test_checkpoints():
    root, empty = sha256(b"root"), sha256(b"")
    encoded = base64_of(root)

    def text(size, root=encoded, rest="", origin=LOG.name):
        return f"{origin}\n{size}\n{root}\n{rest}"

    cases = {
        "size 7": (checkpoint(text(7)), dict(size=7, root=root.hex(), extensions=[])),
        "size 0": (checkpoint(text(0, base64_of(empty))), dict(size=0, root=empty.hex())),
        "largest size": (checkpoint(text(LARGEST)), dict(size=LARGEST)),
        "extension lines": (checkpoint(text(7, rest="one\n two \n")), dict(extensions=["one", " two "])),
        "size 0, other root": (checkpoint(text(0)), False),
        "beyond the largest size": (checkpoint(text(LARGEST + 1)), False),
        "beyond 64 bits": (checkpoint(text(2**64 + 7)), False),
        "an empty extension line": (checkpoint(text(7, rest="\n")), False),
        "an empty line between extensions": (checkpoint(text(7, rest="one\n\ntwo\n")), False),
        "two lines": (checkpoint(f"{LOG.name}\n7\n"), False),
        "no origin": (checkpoint(text(7, origin="")), False),
        "other origin in the text": (checkpoint(text(7, origin="other.example")), False),
        "other origin asked": (checkpoint(text(7), origin="other.example"), False),
        "origin in capitals asked": (checkpoint(text(7), origin=LOG.name.upper()), False),
        "origin composed otherwise": (checkpoint(text(7, origin="größe"), origin="gro\u0308ße"), False),
        "origin composed alike": (checkpoint(text(7, origin="größe"), origin="größe"), dict(size=7)),
        "not signed": (checkpoint(text(7), signed=False), False),
        "signed by another": (checkpoint(text(7), key=log_key(seed=bytes(32))), False),
        "root of 31 bytes": (checkpoint(text(7, base64_of(root[:31]))), False),
        "root of 33 bytes": (checkpoint(text(7, base64_of(root + b"1"))), False),
    }
    for size in ("07", "+7", "-7", "7 ", " 7", "", "7.0", "0x7", "７", "٧"):
        cases[f"size {size!r}"] = checkpoint(text(size)), False
    for fault, wrong in encodings_that_are_none(encoded):
        if "return" not in fault:
            cases["root: " + fault] = checkpoint(text(7, wrong)), False
    judge(cases)


def cosignature(line, checkpoint_bytes=None, key=W1):
    shown = checkpoint_bytes or note(TEXT, LOG.line(TEXT))
    return {"kind": "cosignature", "checkpointBase64": base64_of(shown), "line": line.decode(), "vkey": key.vkey}


def test_cosignatures():
    sound = W1.cosignature(TEXT, TIME)
    extended = TEXT + b"an extension\n"
    fields = base64.b64decode(sound.split(b" ")[2])
    longer = signature_line(W1.name, W1.key_id, fields[4:] + b"\0")
    unsigned = signature_line(LOG.name, LOG.key_id, bytes(64))
    beyond = struct.pack(">Q", LARGEST + 1) + W1.private.sign(b"cosignature/v1\ntime %d\n" % (LARGEST + 1) + TEXT)
    decimal = W1.private.sign(b"cosignature/v1\ntime 0%d\n" % TIME + TEXT)
    judge(
        {
            "sound": (cosignature(sound), dict(timestamp=TIME)),
            "long ago": (cosignature(W1.cosignature(TEXT, 1)), dict(timestamp=1)),
            "largest time": (cosignature(W1.cosignature(TEXT, LARGEST)), dict(timestamp=LARGEST)),
            "beyond the largest time": (cosignature(signature_line(W1.name, W1.key_id, beyond)), False),
            "extension lines are covered": (cosignature(W1.cosignature(extended, TIME), note(extended, LOG.line(extended))), dict(timestamp=TIME)),
            "extension lines left out": (cosignature(sound, note(extended, LOG.line(extended))), False),
            "the log's own line does not matter": (cosignature(sound, note(TEXT, unsigned)), dict(timestamp=TIME)),
            "time other than the signed one": (cosignature(signature_line(W1.name, W1.key_id, struct.pack(">Q", TIME + 1) + fields[12:])), False),
            "time signed with a leading zero": (cosignature(signature_line(W1.name, W1.key_id, struct.pack(">Q", TIME) + decimal)), False),
            "other witness": (cosignature(W2.cosignature(TEXT, TIME)), False),
            "other name": (cosignature(signature_line("x", W1.key_id, fields[4:])), False),
            "signed as a log does": (cosignature(signature_line(W1.name, W1.key_id, W1.private.sign(TEXT))), False),
            "a byte more": (cosignature(longer), False),
            "a byte less": (cosignature(signature_line(W1.name, W1.key_id, fields[4:-1])), False),
            "without its newline": (cosignature(sound[:-1]), False),
            "two lines": (cosignature(sound + sound), False),
            "a key of a log": (cosignature(LOG.line(TEXT), key=LOG), False),
        }
    )


def test_a_name_with_spaces_of_any_script_is_no_name():
    spaces = "\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    data = b"\x01" + LOG.public
    judge({f"U+{ord(space):04X}": ({"kind": "vkey", "vkey": vkey(f"a{space}b", data)}, False) for space in spaces})


def test_one_key_may_have_two_names():
    """A key ID binds name and key: the same key under another name is another verifier."""
    twin = Key("twin.example/log", 1, LOG.seed)
    judge({"twin": (opened(note(TEXT, twin.line(TEXT)), LOG.vkey), False), "both": (opened(note(TEXT, twin.line(TEXT)), LOG.vkey, twin.vkey), dict(verified=[twin.name]))})
