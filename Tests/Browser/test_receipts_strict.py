"""The verifier reads proofs, policies and statements as strictly as the command line, to the last byte."""

import base64
import json
import random

import pytest
from verifying import CONTRACT, Verifier, command_line, envelope, receipt_of


@pytest.fixture(scope="module")
def window(browser, server):
    with browser.new_context(base_url=server.origin) as context:
        yield context.new_page()


@pytest.fixture
def page(window):
    window.goto("/verify")
    return window


LOG, FIRST, SECOND = (
    line.split()[-1] for line in (CONTRACT / "example.policy").read_text().splitlines() if line.startswith(("log", "witness"))
)
PROOF = json.loads((CONTRACT / "receipt.json").read_text())["proof"]
LINES = PROOF.split("\n")
HASH = LINES[2]
WITNESS_LINE = next(line for line in LINES if line.startswith("\u2014 witness.example"))
NO_WITNESS = f"log {LOG}\nquorum none\n"


def flipped(line):
    """The same line of a signature with one bit of it changed."""
    place = len(line) - 20
    return line[:place] + ("A" if line[place] != "A" else "B") + line[place + 1 :]


# What is done to the proof, and the verdict it must have under the policy of the two witnesses.
PROOFS = {
    "a line of an unknown key": (PROOF + "\u2014 stranger.example/x AAAAAAAAAAAA\n", "verified"),
    "a second line of a known key, whatever it holds": (PROOF + flipped(WITNESS_LINE) + "\n", "verified"),
    "a failing line of a known key": (PROOF.replace(WITNESS_LINE, flipped(WITNESS_LINE)), "failed"),
    "a failing line before a sound one of the same key": (
        PROOF.replace(WITNESS_LINE, flipped(WITNESS_LINE) + "\n" + WITNESS_LINE),
        "failed",
    ),
    "one witness left out": (PROOF.replace(WITNESS_LINE + "\n", ""), "failed"),
    "one witness twice instead of two": (PROOF.replace(LINES[-2], WITNESS_LINE), "failed"),
    "a line that is no signature": (PROOF + "hello\n", "failed"),
    "a line without a key": (PROOF + "\u2014 x AAAA\n", "failed"),
    "no newline at the end": (PROOF[:-1], "failed"),
    "an empty line at the end": (PROOF + "\n", "failed"),
    "line ends of another system": (PROOF.replace("\n", "\r\n"), "failed"),
    "an extra line, which is nobody's word": (PROOF.replace("index", "extra AAAA\nindex", 1), "verified"),
    "an extra line that is not base64": (PROOF.replace("index", "extra ?\nindex", 1), "failed"),
    "two extra lines": (PROOF.replace("index", "extra AAAA\nextra AAAA\nindex", 1), "failed"),
    "another header": (PROOF.replace("@v1", "@v2", 1), "failed"),
    "another index": (PROOF.replace("index 7", "index 6"), "failed"),
    "an index beyond the size": (PROOF.replace("index 7", "index 8"), "failed"),
    "an index with a leading zero": (PROOF.replace("index 7", "index 07"), "failed"),
    "an index with a sign": (PROOF.replace("index 7", "index +7"), "failed"),
    "an index above 2^63": (PROOF.replace("index 7", "index 9223372036854775808"), "failed"),
    "a hash too many": (PROOF.replace(HASH, HASH + "\n" + HASH), "failed"),
    "a hash too few": (PROOF.replace(HASH + "\n", ""), "failed"),
    "hashes in another order": (PROOF.replace(f"{LINES[2]}\n{LINES[3]}", f"{LINES[3]}\n{LINES[2]}"), "failed"),
    "a hash with unused bits set": (PROOF.replace(HASH, HASH[:-2] + chr(ord(HASH[-2]) + 1) + "="), "failed"),
    "seventy hashes": (PROOF.replace(HASH, "\n".join([HASH] * 70)), "failed"),
    "another size": (PROOF.replace("\n8\n", "\n9\n"), "failed"),
    "nothing": ("", "failed"),
}


@pytest.mark.parametrize("name", PROOFS)
def test_a_proof_is_read_strictly(page, tmp_path, name):
    proof, expected = PROOFS[name]
    receipt = json.loads((CONTRACT / "receipt.json").read_text()) | {"proof": proof}
    content, policy = json.dumps(receipt).encode(), (CONTRACT / "example.policy").read_bytes()
    verifier = Verifier(page)
    verifier.give(receipt=content.decode(), policy=policy.decode(), signers="")
    assert command_line(tmp_path, content, policy, [])[0] == expected
    assert verifier.verify() == expected


PLAIN = {name: (CONTRACT / f"receipt.{name}").read_bytes() for name in ("tlog-proof", "entry", "json")}


@pytest.mark.parametrize(
    ("receipt", "entry", "expected"),
    [
        (PLAIN["tlog-proof"], PLAIN["entry"], "verified"),
        (PLAIN["tlog-proof"], PLAIN["entry"] + b"\n", "failed"),
        (PLAIN["tlog-proof"] + b"\n", PLAIN["entry"], "failed"),
        (PLAIN["json"], PLAIN["entry"], "verified"),
        (PLAIN["json"], PLAIN["entry"] + b" ", "failed"),
    ],
)
def test_a_proof_may_come_with_its_entry_beside(page, tmp_path, receipt, entry, expected):
    policy, key = (CONTRACT / "example.policy").read_bytes(), (CONTRACT / "signer.pem").read_bytes()
    verifier = Verifier(page)
    verifier.give(policy=policy.decode(), signers=key.decode())
    for field, content in {"receipt": receipt, "entry": entry}.items():
        (tmp_path / f"given.{field}").write_bytes(content)
        verifier.open_file(field, tmp_path / f"given.{field}")
    verdict, said = command_line(tmp_path, receipt, policy, [key], entry=entry)
    assert verifier.verify() == verdict == expected
    assert verifier.sentences("proven") == said["proven"]


POLICIES = {
    "no witness asked for": (NO_WITNESS, "verified"),
    "tabs, comments and empty lines": (f"\t# x\n\nlog\t{LOG}  https://log.example\n#\nquorum \t none\n", "verified"),
    "one of two": (f"log {LOG}\nwitness a {FIRST}\nwitness b {SECOND}\ngroup g any a b\nquorum g\n", "verified"),
    "two of two": (f"log {LOG}\nwitness a {FIRST}\nwitness b {SECOND}\ngroup g 2 a b\nquorum g\n", "verified"),
    "groups of groups": (
        f"log {LOG}\nwitness a {FIRST}\nwitness b {SECOND}\ngroup x all a\ngroup g all x b\nquorum g\n",
        "verified",
    ),
    "one witness alone": (f"log {LOG}\nwitness a {FIRST}\nquorum a\n", "verified"),
    "a name that is not UTF-8": (f"log {LOG}\nwitness \udcff {FIRST}\nquorum \udcff\n", "verified"),
    "no log": ("quorum none\n", "failed"),
    "no quorum": (f"log {LOG}\n", "unusable"),
    "two quorums": (NO_WITNESS + "quorum none\n", "unusable"),
    "no newline at the end": (NO_WITNESS[:-1], "unusable"),
    "line ends of another system": (NO_WITNESS.replace("\n", "\r\n"), "unusable"),
    "an unknown word": (NO_WITNESS + "trust me\n", "unusable"),
    "the same log twice": (f"log {LOG}\n" + NO_WITNESS, "unusable"),
    "one key of two witnesses": (f"log {LOG}\nwitness a {FIRST}\nwitness b {FIRST}\nquorum a\n", "unusable"),
    "a witness's key as a log's": (f"log {FIRST}\nquorum none\n", "unusable"),
    "a log's key as a witness's": (f"log {LOG}\nwitness a {LOG}\nquorum a\n", "unusable"),
    "a key with a wrong key ID": (NO_WITNESS.replace("+31700d85+", "+31700d86+"), "unusable"),
    "a name twice": (f"log {LOG}\nwitness a {FIRST}\ngroup a all a\nquorum a\n", "unusable"),
    "a member twice": (f"log {LOG}\nwitness a {FIRST}\ngroup g all a\ngroup h all a\nquorum h\n", "unusable"),
    "a member of a later line": (f"log {LOG}\ngroup g all a\nwitness a {FIRST}\nquorum g\n", "unusable"),
    "none of one": (f"log {LOG}\nwitness a {FIRST}\ngroup g 0 a\nquorum g\n", "unusable"),
    "two of one": (f"log {LOG}\nwitness a {FIRST}\ngroup g 2 a\nquorum g\n", "unusable"),
    "an empty group": (f"log {LOG}\ngroup g all\nquorum g\n", "unusable"),
    "a witness called none": (f"log {LOG}\nwitness none {FIRST}\nquorum none\n", "unusable"),
    "a quorum of nobody": (f"log {LOG}\nquorum g\n", "unusable"),
    "nothing": ("", "unusable"),
}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_is_read_strictly(page, tmp_path, name):
    policy, expected = POLICIES[name]
    content, receipt = policy.encode(errors="surrogateescape"), (CONTRACT / "receipt.json").read_bytes()
    path = tmp_path / "given.policy"
    path.write_bytes(content)
    verifier = Verifier(page)
    verifier.give(receipt=receipt.decode(), signers="")
    verifier.open_file("policy", path)
    verdict, said = command_line(tmp_path, receipt, content, [])
    assert verdict == expected
    assert verifier.verify() == expected
    if said is not None:
        assert verifier.sentences("proven") == said["proven"]
        assert verifier.sentences("not-proven") == said["notProven"]


BODY = base64.b64decode(json.loads(base64.b64decode(json.loads((CONTRACT / "receipt.json").read_text())["entry"]))["payload"])
ORDER = 2**252 + 27742317777372353535851937790883648493


def again(envelope, **changes):
    return json.dumps(envelope | changes).encode()


def above_the_order(signature):
    """The same signature with its scalar raised by the order of the group, which a lax verifier takes as well."""
    found = base64.b64decode(signature)
    scalar = int.from_bytes(found[32:], "little") + ORDER
    return base64.b64encode(found[:32] + scalar.to_bytes(32, "little")).decode()


def nested(depth):
    return b"[" * depth + b"]" * depth


# What the envelope is made into, and the verdict when its signer is asked for.
ENTRIES = {
    "as it is": (lambda signed: again(signed), "verified"),
    "white space": (lambda signed: json.dumps(signed, indent=1).encode(), "verified"),
    "members nobody knows": (lambda signed: again(signed, more={"a": [1, -2.5e3, None, "\U0001f305"]}), "verified"),
    "a failing signature beside": (lambda signed: again(signed, signatures=[{"sig": "AAAA"}, *signed["signatures"]]), "verified"),
    "a hint to another key": (lambda signed: again(signed, signatures=[signed["signatures"][0] | {"keyid": "00"}]), "verified"),
    "no padding": (lambda signed: again(signed, payload=signed["payload"].rstrip("=")), "verified"),
    "the other alphabet": (
        lambda signed: again(signed, signatures=[{"sig": signed["signatures"][0]["sig"].translate({43: 45, 47: 95})}]),
        "verified",
    ),
    "another type": (lambda signed: again(signed, payloadType="text/plain"), "failed"),
    "a scalar above the order": (
        lambda signed: again(signed, signatures=[{"sig": above_the_order(signed["signatures"][0]["sig"])}]),
        "failed",
    ),
    "a byte more in the signature": (
        lambda signed: again(
            signed,
            signatures=[{"sig": base64.b64encode(base64.b64decode(signed["signatures"][0]["sig"]) + b"\0").decode()}],
        ),
        "failed",
    ),
    "another body": (lambda signed: again(signed, payload="aGVsbG8="), "failed"),
    "no signature": (lambda signed: again(signed, signatures=[]), "failed"),
    "64 signatures": (lambda signed: again(signed, signatures=[{"sig": "AAAA"}] * 63 + signed["signatures"]), "verified"),
    "65 signatures": (lambda signed: again(signed, signatures=[{"sig": "AAAA"}] * 64 + signed["signatures"]), "failed"),
    "a hint that is no text": (lambda signed: again(signed, signatures=[signed["signatures"][0] | {"keyid": 7}]), "failed"),
    "a signature that is no object": (lambda signed: again(signed, signatures=[None, *signed["signatures"]]), "failed"),
    "a body that is no text": (lambda signed: again(signed, payload=7), "failed"),
    "a name twice": (lambda signed: again(signed)[:-1] + b', "payload": ""}', "failed"),
    "a name twice in two spellings": (lambda signed: again(signed)[:-1] + b', "p\\u0061yload": ""}', "failed"),
    "half a surrogate": (lambda signed: again(signed)[:-1] + b', "x": "\\ud83c"}', "failed"),
    "an escape with a sign": (lambda signed: again(signed)[:-1] + b', "x": "\\u-000"}', "failed"),
    "63 levels inside": (lambda signed: again(signed)[:-1] + b', "x": ' + nested(63) + b"}", "verified"),
    "64 levels inside": (lambda signed: again(signed)[:-1] + b', "x": ' + nested(64) + b"}", "failed"),
    "a number that is none": (lambda signed: again(signed)[:-1] + b', "x": 01}', "failed"),
    "a comma too many": (lambda signed: again(signed)[:-1] + b",}", "failed"),
    "something after the end": (lambda signed: again(signed) + b"{}", "failed"),
    "a byte order mark": (lambda signed: b"\xef\xbb\xbf" + again(signed), "failed"),
    "bytes that are not UTF-8": (lambda signed: again(signed)[:-1] + b', "x": "\xff"}', "failed"),
    "a control character in text": (lambda signed: again(signed)[:-1] + b', "x": "\t"}', "failed"),
    "no JSON": (lambda signed: b"hello", "failed"),
    "nothing": (lambda signed: b"", "failed"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_statement_is_read_strictly(page, tmp_path, name):
    change, expected = ENTRIES[name]
    receipt = receipt_of(page, change(envelope(page, BODY)))
    key, policy = (CONTRACT / "signer.pem").read_bytes(), NO_WITNESS.encode()
    verifier = Verifier(page)
    for signers, verdict in ([key], expected), ([], "verified"):
        verifier.give(receipt=receipt.decode(), policy=NO_WITNESS, signers="".join(key.decode() for key in signers))
        found, said = command_line(tmp_path, receipt, policy, signers)
        assert found == verdict
        assert verifier.verify() == verdict
        assert verifier.sentences("proven") == said["proven"]
        assert verifier.sentences("not-proven") == said["notProven"]
        if "reason" in said:
            assert verifier.reason == f"Why: {said['reason']}"


@pytest.mark.parametrize("payload_type", ["application/vnd.in-toto+json", "text/plain"])
@pytest.mark.parametrize("body", [BODY, b"hello", b'{"_type": 1, "_type": 2}'])
def test_what_two_have_signed(page, tmp_path, body, payload_type):
    receipt = receipt_of(page, json.dumps(envelope(page, body, (0x60, 0x80), payload_type)).encode())
    keys = [(CONTRACT / name).read_bytes() for name in ("signer.pem", "stranger.pem")]
    verifier = Verifier(page)
    for threshold, verdict in (1, "verified"), (2, "verified"), (3, "failed"):
        verifier.give(
            receipt=receipt.decode(), policy=NO_WITNESS, signers=b"".join(keys).decode(), threshold=str(threshold)
        )
        found, said = command_line(tmp_path, receipt, NO_WITNESS.encode(), keys, threshold)
        # What is no statement is not believed, whoever signed it.
        assert verifier.verify() == found == (verdict if payload_type != "text/plain" else "failed")
        assert verifier.sentences("proven") == said["proven"]
        assert verifier.sentences("not-proven") == said["notProven"]


def mutated(generator, content):
    """The content with one to three bytes changed, removed or doubled."""
    content = bytearray(content)
    for _ in range(generator.randint(1, 3)):
        place = generator.randrange(len(content))
        way = generator.randrange(3)
        if way == 0:
            content[place] = generator.choice(b'abcXYZ019+/= \n"\\{}:,\xe2\x00\t\r-')
        elif way == 1:
            del content[place]
        else:
            content.insert(place, content[place])
    return bytes(content)


@pytest.mark.parametrize("damaged", ["receipt", "policy"])
def test_damage_gets_the_same_verdict_as_on_the_command_line(page, tmp_path, damaged):
    generator = random.Random(f"damage to the {damaged}")
    sound = {"receipt": (CONTRACT / "receipt.json").read_bytes(), "policy": (CONTRACT / "example.policy").read_bytes()}
    verifier = Verifier(page)
    verifier.give(signers=(CONTRACT / "signer.pem").read_text())
    seen = set()
    for number in range(60):
        given = sound | {damaged: mutated(generator, sound[damaged])}
        for field, content in given.items():
            path = tmp_path / f"{number}.{field}"
            path.write_bytes(content)
            verifier.open_file(field, path)
        expected, said = command_line(tmp_path, given["receipt"], given["policy"], [(CONTRACT / "signer.pem").read_bytes()])
        assert verifier.verify() == expected, f"{given[damaged]!r}: {verifier.text}"
        if said is not None:
            assert verifier.sentences("proven") == said["proven"]
        seen.add(expected)
    assert len(seen) >= 2, "the damage was all of one kind"
