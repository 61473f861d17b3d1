#!/usr/bin/env python3
"""Verify a receipt offline: verify_receipt.py RECEIPT.json TRUSTED.policy [SIGNER.pem ...]. Exit code 0: verified; 1: not."""
import base64, hashlib, json, re, sys  # Python 3.10, and beyond it only `cryptography`
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
def need(condition, fault):
    if not condition: raise ValueError(fault)
    return condition
def sha256(data): return hashlib.sha256(data).digest()
def decode(text):  # base64 with padding, nothing between and no bits left over: one text for one value
    need(base64.b64encode(data := base64.b64decode(text, validate=True)).decode() == text, f"base64: {text[:50]}")
    return data
def decimal(text): return int(need(re.fullmatch("0|[1-9][0-9]{0,17}", text), f"a number: {text[:50]}")[0])
def unique(pairs): return dict(pairs) if len(dict(pairs)) == len(pairs) else need(False, "a JSON key stands twice")
def sound(public, signature, message):
    try: return Ed25519PublicKey.from_public_bytes(public).verify(signature, message) is None
    except InvalidSignature: return False
def verifier(vkey, kind):  # C2SP signed-note; kind 1 is a log, 4 a witness
    name, key_id, data = vkey.split("+", 2)
    need(name and not re.search(r"\s", name) and decode(data)[0] == kind and len(decode(data)) == 33, f"vkey: {vkey}")
    need(key_id == sha256(name.encode(errors="surrogateescape") + b"\n" + decode(data))[:4].hex(), f"key ID: {vkey}")
    return (name, key_id), decode(data)[1:]
def read_policy(data):  # C2SP tlog-policy
    logs, witnesses, names, groups, members, quorum = {}, {}, {}, {}, [], None
    need(data.endswith(b"\n") and not re.search(rb"[^\t\n -~\x80-\xff]", data), "policy: a byte in it, or its last one")
    for line in data.decode(errors="surrogateescape").split("\n"):
        known = {*names.values(), *groups}
        match [item for item in re.split("[ \t]", line) if item]:
            case ["log", vkey] | ["log", vkey, _] if (made := verifier(vkey, 1))[1] not in logs.values(): logs.update([made])
            case ["witness", name, vkey] | ["witness", name, vkey, _] if name not in known | {"none"}:
                who, key = verifier(vkey, 4)
                witnesses[who], names[who] = need(key not in witnesses.values() and key, f"policy: a key twice: {line}"), name
            case ["group", name, least, *inside] if inside and name not in known | {"none"} and known.issuperset(inside):
                groups[name], members = ({"any": 1, "all": len(inside)}.get(least) or decimal(least), inside), members + inside
                need(1 <= groups[name][0] <= len(inside), f"policy: {line}")
            case ["quorum", name] if quorum is None and name in known | {"none"}: quorum = name
            case [first, *_]: need(first.startswith("#"), f"policy: {line}")
    return logs, witnesses, names, groups, need(len(set(members)) == len(members) and quorum, "policy: a member twice, or no quorum")
def open_note(note, logs, witnesses):  # C2SP signed-note: its lines, and which known keys signed it
    cut, signed = note.rindex(b"\n\n") + 1, set()
    text, *lines = note[:cut], *note[cut + 1 :].decode().split("\n")
    need(text.decode() and lines.pop() == "" and 1 <= len(lines) <= 100 and not re.search(rb"[^\n -\xff]", note), "note: its form")
    for dash, name, encoded in (line.split(" ", 2) for line in lines):
        field, who = decode(encoded), (name, decode(encoded)[:4].hex())
        need(dash == "\u2014" and name and not re.search(r"[\s+]", name) and len(field) > 4, f"note: the line of {name}")
        if who in signed or who not in {**logs, **witnesses}: continue
        time = int.from_bytes(field[4:12], "big")
        if who in logs: ok = sound(logs[who], field[4:], text)
        else: ok = time < 1 << 63 and sound(witnesses[who], field[12:], b"cosignature/v1\ntime %d\n" % time + text)
        signed.add(need(ok and who, f"the signature of {name} fails"))
    return text.decode().removesuffix("\n").split("\n"), signed
def read_statement(entry, keys):  # a DSSE envelope with an in-toto Statement v1, signed by one of the keys
    envelope, either = json.loads(entry.decode(), object_pairs_hook=unique), str.maketrans("-_", "+/")
    body, kind = decode(envelope["payload"].translate(either)), envelope["payloadType"].encode()
    message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body)
    signatures = [decode(signature["sig"].translate(either)) for signature in envelope["signatures"]]
    need(any(sound(key, signature, message) for key in keys for signature in signatures), "no given signer signed the statement")
    statement = json.loads(body.decode(), object_pairs_hook=unique)
    need((kind, statement["_type"]) == (b"application/vnd.in-toto+json", "https://in-toto.io/Statement/v1"), "no statement")
    return need(statement["subject"] and all(thing["digest"] for thing in statement["subject"]) and statement["predicateType"], "no subject")
def verify(receipt, policy, *signers):
    receipt, (logs, witnesses, names, groups, quorum) = json.loads(receipt, object_pairs_hook=unique), read_policy(policy)
    (head, _, checkpoint), entry = receipt["proof"].encode().partition(b"\n\n"), decode(receipt["entry"])
    form = re.fullmatch(r"c2sp\.org/tlog-proof@v1\n(?:extra (.*)\n)?index (.*)((?:\n.+){0,63})", head.decode())
    _, index, path = decode(need(form, "proof: its form")[1] or ""), decimal(form[2]), [*map(decode, form[3].split("\n")[1:])]
    (origin, size, root, *extensions), signed = open_note(checkpoint, logs, witnesses)
    need(any(who in logs and who[0] == origin for who in signed) and all(extensions), "checkpoint: its log's signature, or a line")
    cosigners = [name for who, name in names.items() if who in signed]
    def met(name): return sum(map(met, groups[name][1])) >= groups[name][0] if name in groups else name in cosigners
    need(quorum == "none" or met(quorum), f"the quorum is not met; cosigned by {cosigners}")
    inner, found = (index ^ decimal(size) - 1).bit_length(), sha256(b"\0" + entry)
    need(index < decimal(size) and [*map(len, path)] == [32] * (inner + bin(index >> inner).count("1")), "the path's length")
    for bit, step in enumerate(path): found = sha256(b"\1" + (step + found if bit >= inner or index >> bit & 1 else found + step))
    need(found == decode(root), "the path does not lead to the signed root")
    keys = [load_pem_public_key(signer).public_bytes(Encoding.Raw, PublicFormat.Raw) for signer in signers]
    return f"entry {index} of {size} in {origin}; cosigned by {cosigners}; {read_statement(entry, keys) if keys else 'no signer asked'}"
if __name__ == "__main__":
    try: print("verified:", verify(*(open(path, "rb").read() for path in sys.argv[1:])))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OSError) as fault: sys.exit(f"not verified: {fault}")
