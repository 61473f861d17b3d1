"""`log check` of `.tlog-proof` files under a policy."""

import random

from checking import check, judge
from merkle import Tree, leaf
from notes import base64_of, checkpoint, checkpoint_text, log_key, note, proof_text, witness_key

KEY = log_key()
W = [witness_key(number) for number in range(1, 6)]
LOG_LINE = f"log {KEY.vkey}"
WITNESSES = [f"witness W{number} {key.vkey}" for number, key in enumerate(W, 1)]
ENTRY = b"entry 6"
TREE = Tree(b"entry %d" % index for index in range(11))
TEXT = checkpoint_text(KEY.name, 11, TREE.root(11))
TIME = 1_795_420_800
COSIGNED = note(TEXT, KEY.line(TEXT), *(key.cosignature(TEXT, TIME) for key in (W[2], W[0])))
TRUST = "\n".join([LOG_LINE, *WITNESSES[:3], "group g 2 W1 W2 W3", "quorum g", ""]).encode()
PROOF = proof_text(6, TREE.inclusion(6, 11), COSIGNED)


def proof(data=PROOF, entry=ENTRY, trust=TRUST):
    return {"kind": "proof", "proofBase64": base64_of(data), "entryBase64": base64_of(entry), "policyBase64": base64_of(trust)}


def test_proofs():
    head, path = b"c2sp.org/tlog-proof@v1\n", TREE.inclusion(6, 11)
    lines = PROOF.split(b"\n\n", 1)[0].split(b"\n")
    result = dict(origin=KEY.name, index=6, size=11, leafHash=leaf(ENTRY).hex(), cosigners=["W1", "W3"])
    alone = note(TEXT, KEY.line(TEXT))
    other_log = log_key("other.example", bytes(32))
    other_text = checkpoint_text(other_log.name, 11, TREE.root(11))
    single = Tree([ENTRY])
    cases = {
        "sound": (proof(), result),
        "with an extra line": (proof(PROOF.replace(head, head + b"extra dGVh\n")), result),
        "with an empty extra line": (proof(PROOF.replace(head, head + b"extra \n")), None),
        "no quorum asked": (proof(proof_text(6, path, alone), trust=f"{LOG_LINE}\nquorum none\n".encode()), dict(cosigners=[])),
        "cosigners of the policy only": (proof(trust=f"{LOG_LINE}\n{WITNESSES[0]}\nquorum W1\n".encode()), dict(cosigners=["W1"])),
        "the only entry": (proof(proof_text(0, [], checkpoint(KEY, 1, single.root(1))), trust=f"{LOG_LINE}\nquorum none\n".encode()), dict(index=0, size=1)),
        "other entry": (proof(entry=ENTRY + b" "), False),
        "empty entry": (proof(entry=b""), False),
        "quorum not met": (proof(proof_text(6, path, note(TEXT, KEY.line(TEXT), W[0].cosignature(TEXT, TIME)))), False),
        "one witness twice": (proof(proof_text(6, path, note(TEXT, KEY.line(TEXT), W[0].cosignature(TEXT, TIME), W[0].cosignature(TEXT, TIME + 1)))), False),
        "not signed by the log": (proof(proof_text(6, path, note(TEXT, *(key.cosignature(TEXT, TIME) for key in W[:3])))), False),
        "signed by a log outside the policy": (proof(proof_text(6, path, note(other_text, other_log.line(other_text)))), False),
        "origin of another log": (proof(proof_text(6, path, checkpoint(KEY, 11, TREE.root(11), origin="other.example")), trust=f"{LOG_LINE}\nquorum none\n".encode()), False),
        "an unsound cosignature of a witness": (proof(proof_text(6, path, COSIGNED + W[1].cosignature(b"other\n", TIME))), False),
        "policy is none": (proof(trust=b"tea\n"), False),
        "index as large as the size": (proof(proof_text(11, path, COSIGNED)), False),
        "other index": (proof(proof_text(7, path, COSIGNED)), False),
        "no header": (proof(PROOF.replace(head, b"")), False),
        "other version": (proof(PROOF.replace(b"@v1", b"@v2")), False),
        "header with a blank": (proof(PROOF.replace(b"@v1\n", b"@v1 \n")), False),
        "two extra lines": (proof(PROOF.replace(head, head + b"extra dGVh\nextra dGVh\n")), False),
        "extra is no base64": (proof(PROOF.replace(head, head + b"extra tea\n")), False),
        "extra behind the index": (proof(PROOF.replace(b"index 6\n", b"index 6\nextra dGVh\n")), False),
        "no index": (proof(PROOF.replace(b"index 6\n", b"")), False),
        "index with a zero": (proof(PROOF.replace(b"index 6\n", b"index 06\n")), False),
        "index with a sign": (proof(PROOF.replace(b"index 6\n", b"index +6\n")), False),
        "a hash less": (proof(proof_text(6, path[:-1], COSIGNED)), False),
        "a hash more": (proof(proof_text(6, [*path, leaf(b"x")], COSIGNED)), False),
        "64 hashes": (proof(proof_text(6, [leaf(b"x")] * 64, COSIGNED)), False),
        "a hash of 31 bytes": (proof(proof_text(6, [path[0][:31], *path[1:]], COSIGNED)), False),
        "a hash without padding": (proof(PROOF.replace(lines[2], lines[2].rstrip(b"="))), False),
        "no empty line": (proof(PROOF.replace(b"\n\n", b"\n", 1)), False),
        "two empty lines": (proof(PROOF.replace(b"\n\n", b"\n\n\n", 1)), False),
        "CR LF": (proof(PROOF.replace(b"\n", b"\r\n")), False),
        "newline lost": (proof(PROOF[:-1]), False),
        "newline more": (proof(PROOF + b"\n"), False),
        "no checkpoint": (proof(PROOF.split(b"\n\n", 1)[0] + b"\n\n"), False),
        "empty": (proof(b""), False),
    }
    judge(cases)


def test_any_changed_byte_of_a_proof_is_noticed():
    chance = random.Random(9)
    objects = []
    for place in range(len(PROOF)):
        changed = bytearray(PROOF)
        changed[place] ^= 1 << chance.randrange(8)
        objects.append(proof(bytes(changed)))
    assert not any(answer["ok"] for answer in check(objects))
