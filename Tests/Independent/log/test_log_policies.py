"""`log check` of trust policies, of proofs under them, and of forks."""

import itertools
import json
import random

import pytest
from checking import check, judge
from merkle import Tree, leaf
from notes import LOG, WITNESS, Key, base64_of, checkpoint, checkpoint_text, log_key, note, proof_text, witness_key
from program import run

KEY = log_key()
W = [witness_key(number) for number in range(1, 6)]
LOG_LINE = f"log {KEY.vkey}"
WITNESSES = [f"witness W{number} {key.vkey}" for number, key in enumerate(W, 1)]


def policy(*lines, cosigned=None, end="\n"):
    text = end.join([*lines, ""])
    made = {"kind": "policy", "policyBase64": base64_of(text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape"))}
    return made if cosigned is None else {**made, "cosigned": cosigned}


def renamed(key, name):
    return Key(name, key.kind, key.seed).vkey


MET, UNMET = dict(satisfied=True), dict(satisfied=False)


def test_valid_policies():
    head = [LOG_LINE, *WITNESSES[:3]]
    deep = [LOG_LINE, *WITNESSES, "group a any W1 W2", "group b 2 W3 W4 W5", "group c all a b", "quorum c"]
    many = [f"witness X{number} {witness_key(number).vkey}" for number in range(1, 41)]
    members = " ".join(f"X{number}" for number in range(1, 41))
    cases = {
        "no quorum": (policy(LOG_LINE, "quorum none"), MET),
        "one witness": (policy(*head, "quorum W1", cosigned=["W1"]), MET),
        "another witness": (policy(*head, "quorum W1", cosigned=["W2", "W3"]), UNMET),
        "any": (policy(*head, "group g any W1 W2", "quorum g", cosigned=["W2"]), MET),
        "any of none": (policy(*head, "group g any W1 W2", "quorum g", cosigned=["W3"]), UNMET),
        "all": (policy(*head, "group g all W1 W2", "quorum g", cosigned=["W2", "W1"]), MET),
        "not all": (policy(*head, "group g all W1 W2", "quorum g", cosigned=["W2", "W3"]), UNMET),
        "two of three": (policy(*head, "group g 2 W1 W2 W3", "quorum g", cosigned=["W1", "W3"]), MET),
        "one of three": (policy(*head, "group g 2 W1 W2 W3", "quorum g", cosigned=["W3"]), UNMET),
        "a witness twice is one": (policy(*head, "group g 2 W1 W2 W3", "quorum g", cosigned=["W3", "W3"]), UNMET),
        "strangers do not count": (policy(*head, "group g any W1", "quorum g", cosigned=["W9", "g"]), UNMET),
        "groups of groups": (policy(*deep, cosigned=["W1", "W4", "W5"]), MET),
        "groups of groups, one short": (policy(*deep, cosigned=["W1", "W2", "W5"]), UNMET),
        "nobody": (policy(*head, "quorum W1", cosigned=[]), UNMET),
        "addresses": (policy(LOG_LINE + " https://log.example/", WITNESSES[0] + " https://w.example/", "quorum W1", cosigned=["W1"]), MET),
        "comments, blanks and tabs": (policy("# x", "", "  \t ", "\t#y", "  log\t" + KEY.vkey + "  ", "\t" + WITNESSES[0], "quorum\tW1 ", cosigned=["W1"]), MET),
        "quorum before other lines": (policy(WITNESSES[0], "quorum W1", LOG_LINE, WITNESSES[1], cosigned=["W1"]), MET),
        "quorum is also a member": (policy(*head, "group g any W1", "quorum W1", cosigned=["W1"]), MET),
        "a name in capitals is another": (policy(LOG_LINE, f"witness w {W[0].vkey}", f"witness W {W[1].vkey}", "quorum w", cosigned=["W"]), UNMET),
        "40 witnesses": (policy(LOG_LINE, *many, f"group g 40 {members}", "quorum g", cosigned=[f"X{number}" for number in range(1, 41)]), MET),
        "40 logs": (policy(*(f"log {log_key(f'log{number}', bytes([number]) * 32).vkey}" for number in range(40)), "quorum none"), MET),
        "40 groups": (policy(LOG_LINE, *many, *(f"group g{number} any X{number}" for number in range(1, 41)), "quorum g40", cosigned=["X40"]), MET),
        "two keys of one origin": (policy(LOG_LINE, f"log {log_key(KEY.name, bytes(32)).vkey}", "quorum none"), MET),
        "a name that is no UTF-8": (policy(LOG_LINE, f"witness \udcff {W[0].vkey}", "quorum \udcff", cosigned=[]), UNMET),
        "keywords as names": (policy(LOG_LINE, f"witness log {W[0].vkey}", "group any any log", "quorum any", cosigned=["log"]), MET),
    }
    judge(cases)


def test_invalid_policies():
    head = [LOG_LINE, *WITNESSES[:3]]
    cases = {
        "empty": [""],
        "no quorum": head,
        "two quorums": [*head, "quorum W1", "quorum W2"],
        "the same quorum twice": [*head, "quorum W1", "quorum W1"],
        "quorum of nobody known": [*head, "quorum W9"],
        "quorum defined later": [LOG_LINE, "quorum W1", WITNESSES[0]],
        "quorum of two": [*head, "quorum W1 W2"],
        "quorum of nothing": [*head, "quorum"],
        "quorum of a log": [*head, f"quorum {KEY.name}"],
        "member defined later": [LOG_LINE, "group g any W1", WITNESSES[0], "quorum g"],
        "group as its own member": [*head, "group g any g", "quorum g"],
        "group without members": [*head, "group g any", "quorum W1"],
        "group of 0": [*head, "group g 0 W1 W2", "quorum g"],
        "k above n": [*head, "group g 3 W1 W2", "quorum g"],
        "k with a leading zero": [*head, "group g 02 W1 W2", "quorum g"],
        "k with a sign": [*head, "group g +2 W1 W2", "quorum g"],
        "k beyond 64 bits": [*head, f"group g {2**64 + 1} W1 W2", "quorum g"],
        "k in words": [*head, "group g most W1 W2", "quorum g"],
        "ANY": [*head, "group g ANY W1 W2", "quorum g"],
        "member twice in a group": [*head, "group g 2 W1 W1 W2", "quorum g"],
        "member of two groups": [*head, "group g any W1", "group h any W1 W2", "quorum g"],
        "a log as member": [*head, f"group g any {KEY.name}", "quorum g"],
        "a name twice": [*head, f"witness W1 {W[4].vkey}", "quorum W1"],
        "a group like a witness": [*head, "group W1 any W2", "quorum W1"],
        "none as a witness": [*head, f"witness none {W[4].vkey}", "quorum none"],
        "none as a group": [*head, "group none any W1", "quorum none"],
        "none as a member": [*head, "group g any none W1", "quorum g"],
        "one key, two witnesses": [*head, f"witness X {renamed(W[0], 'other.example')}", "quorum W1"],
        "one vkey, two witnesses": [*head, f"witness X {W[0].vkey}", "quorum W1"],
        "one key, two logs": [*head, f"log {renamed(KEY, 'other.example')}", "quorum W1"],
        "one log twice": [LOG_LINE, LOG_LINE, "quorum none"],
        "a log's key as witness": [LOG_LINE, f"witness X {KEY.vkey}", "quorum none"],
        "a witness's key as log": [f"log {W[0].vkey}", "quorum none"],
        "unknown keyword": [LOG_LINE, "tea", "quorum none"],
        "keyword in capitals": [LOG_LINE.replace("log", "LOG", 1), "quorum none"],
        "log without a vkey": ["log", "quorum none"],
        "log with too much": [f"{LOG_LINE} https://log.example/ more", "quorum none"],
        "witness without a vkey": [LOG_LINE, "witness W1", "quorum none"],
        "witness with too much": [LOG_LINE, f"{WITNESSES[0]} https://w.example/ more", "quorum none"],
        "vkey with a wrong key ID": [LOG_LINE.replace("31700d85", "31700d86"), "quorum none"],
        "vkey cut short": [LOG_LINE[:-1], "quorum none"],
        "comment behind": [LOG_LINE, "quorum none # nobody"],
        "a control byte": [LOG_LINE, "# \x01", "quorum none"],
        "delete": [LOG_LINE, "# \x7f", "quorum none"],
        "a form feed": [LOG_LINE, "\x0c", "quorum none"],
    }
    asked = {name: (policy(*lines), False) for name, lines in cases.items()}
    asked["CR LF"] = policy(LOG_LINE, "quorum none", end="\r\n"), False
    asked["no newline at the end"] = {"kind": "policy", "policyBase64": base64_of(f"{LOG_LINE}\nquorum none".encode())}, False
    judge(asked)


def test_quorums_count_as_their_definition_does():
    chance = random.Random(10)
    objects, expected = [], []
    for _ in range(120):
        names = [f"W{number}" for number in range(1, 6)]
        lines, satisfied = [LOG_LINE, *WITNESSES], {}
        free = names[:]
        for number in range(chance.randrange(1, 4)):
            members = chance.sample(free, chance.randrange(1, min(4, len(free)) + 1))
            least = chance.choice(["any", "all", str(chance.randrange(1, len(members) + 1))])
            lines.append(f"group g{number} {least} {' '.join(members)}")
            satisfied[f"g{number}"] = (1 if least == "any" else len(members) if least == "all" else int(least), members)
            free = [name for name in free if name not in members] + [f"g{number}"]
        quorum = chance.choice([*names, *satisfied])
        lines.append(f"quorum {quorum}")
        cosigned = chance.sample(names, chance.randrange(6))

        def holds(name, cosigned=cosigned, satisfied=satisfied):
            if name not in satisfied:
                return name in cosigned
            least, members = satisfied[name]
            return sum(map(holds, members)) >= least

        objects.append(policy(*lines, cosigned=cosigned))
        expected.append(holds(quorum))
    assert {True, False} == set(expected)
    assert [answer["satisfied"] for answer in check(objects)] == expected


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


def fork(one, other, vkey=KEY.vkey, **more):
    return {"kind": "fork", "vkey": vkey, "checkpointsBase64": [base64_of(one), base64_of(other)], **more}


FORKED = Tree([*TREE.entries[:3], b"other", *TREE.entries[4:]])


def hexes(steps):
    return [step.hex() for step in steps]


def fork_cases():
    seven, eleven = checkpoint(KEY, 7, TREE.root(7)), checkpoint(KEY, 11, TREE.root(11))
    other7, other11 = checkpoint(KEY, 7, FORKED.root(7)), checkpoint(KEY, 11, FORKED.root(11))
    stranger = log_key(KEY.name, bytes(32))
    elsewhere = log_key("other.example", bytes(32))
    no_evidence = dict(verdict="not evidence")
    otherwise = dict(proof=hexes(FORKED.consistency(7, 11)), prefixRoot=FORKED.root(7).hex())
    yield "two roots of one size", fork(seven, other7), "fork"
    yield "two roots of one size, cosigned", fork(COSIGNED, other11), "fork"
    yield "the same twice", fork(seven, seven), "consistent"
    yield "one root, other lines", fork(COSIGNED, eleven), "consistent"
    yield "growth, without a proof", fork(seven, eleven), "inconsistent"
    yield "growth, with its proof", fork(seven, eleven, proof=hexes(TREE.consistency(7, 11))), "consistent"
    yield "larger first", fork(eleven, seven, proof=hexes(TREE.consistency(7, 11))), "consistent"
    yield "another beginning, without a proof", fork(seven, other11), "inconsistent"
    yield "another beginning, its proof alone", fork(seven, other11, proof=hexes(FORKED.consistency(7, 11))), "inconsistent"
    yield "another beginning, proven", fork(seven, other11, **otherwise), "fork"
    yield "another beginning, larger first", fork(other11, seven, **otherwise), "fork"
    yield "the prefix root without a proof", fork(seven, other11, prefixRoot=FORKED.root(7).hex()), "inconsistent"
    yield "another prefix root", fork(seven, other11, proof=otherwise["proof"], prefixRoot=TREE.root(7).hex()), "inconsistent"
    yield "the prefix that was signed", fork(seven, eleven, proof=hexes(TREE.consistency(7, 11)), prefixRoot=TREE.root(7).hex()), "consistent"
    yield "from nothing", fork(checkpoint(KEY, 0, TREE.root(0)), eleven, proof=[]), "consistent"
    yield "one not signed by the log", fork(seven, checkpoint(stranger, 7, FORKED.root(7))), no_evidence["verdict"]
    yield "both by another", fork(checkpoint(stranger, 7, TREE.root(7)), checkpoint(stranger, 7, FORKED.root(7))), no_evidence["verdict"]
    yield "another log", fork(seven, checkpoint(elsewhere, 7, FORKED.root(7))), no_evidence["verdict"]
    yield "two origins under one key", fork(seven, checkpoint(KEY, 7, FORKED.root(7), origin="other.example")), no_evidence["verdict"]
    yield "no checkpoint", fork(seven, b"tea\n"), no_evidence["verdict"]
    yield "size with a zero", fork(seven, signed_text(f"{KEY.name}\n07\n{base64_of(FORKED.root(7))}\n")), no_evidence["verdict"]
    yield "a key of a witness", fork(seven, other7, vkey=W[0].vkey), no_evidence["verdict"]
    yield "a proof of the wrong length", fork(seven, other11, proof=otherwise["proof"][:-1], prefixRoot=otherwise["prefixRoot"]), "inconsistent"


def signed_text(text):
    return note(text.encode(), KEY.line(text.encode()))


FORKS = list(fork_cases())


def test_verdicts_on_forks():
    found = check([thing for _, thing, _ in FORKS])
    assert [(name, answer["verdict"]) for (name, _, _), answer in zip(FORKS, found, strict=True)] == [(name, verdict) for name, _, verdict in FORKS]
    assert [answer["ok"] for answer in found] == [verdict == "fork" for _, _, verdict in FORKS]


@pytest.mark.parametrize(("thing", "verdict"), [(thing, verdict) for _, thing, verdict in FORKS], ids=[name for name, _, _ in FORKS])
def test_fork_evidence_files(thing, verdict, tmp_path):
    file = tmp_path / "evidence.fork.json"
    file.write_text(json.dumps(thing))
    outcome = run("verify", file, "--json")
    assert outcome.status == (0 if verdict == "fork" else 1)
    assert (outcome.summary["ok"], outcome.summary["kind"], outcome.summary["verdict"]) == (verdict == "fork", "fork", verdict)


def test_kinds_of_keys_are_told_apart():
    """The same 32 bytes as a log's and as a witness's key are two verifiers."""
    log, twin = Key("x.example", LOG, bytes(32)), Key("x.example", WITNESS, bytes(32))
    assert log.key_id != twin.key_id
    text = b"x.example\n0\n" + base64_of(Tree().root(0)).encode() + b"\n"
    lines = list(itertools.permutations([log.line(text), twin.cosignature(text, 1)]))
    cases = {str(place): ({"kind": "note", "noteBase64": base64_of(note(text, *pair)), "vkeys": [twin.vkey]}, dict(verified=["x.example"])) for place, pair in enumerate(lines)}
    judge(cases)


def test_names_are_bytes():
    """Two spellings that look alike, composed and decomposed, are two names."""
    one, other = "gr\u00f6\u00dfe", "gro\u0308\u00dfe"
    first, second = f"witness {one} {W[0].vkey}", f"witness {other} {W[1].vkey}"
    cases = {
        "two witnesses": (policy(LOG_LINE, first, second, f"group g all {one} {other}", "quorum g", cosigned=[one, other]), MET),
        "the other cosigned": (policy(LOG_LINE, first, f"quorum {one}", cosigned=[other]), UNMET),
        "the other in the quorum": (policy(LOG_LINE, first, f"quorum {other}"), False),
    }
    signing = log_key(one, bytes(32))
    text = checkpoint_text(one, 7, bytes(32))
    line = signing.line(text).replace(one.encode(), other.encode())
    cases["a line under the other name"] = {"kind": "note", "noteBase64": base64_of(note(text, line)), "vkeys": [signing.vkey]}, False
    judge(cases)
