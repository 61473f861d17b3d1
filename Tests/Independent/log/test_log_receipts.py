"""Receipts under `daylight verify` and under the short verifier of the documentation: both must say the same."""

import base64
import copy
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from logs import Log
from merkle import Tree
from notes import base64_of, checkpoint, checkpoint_text, log_key, note, proof_text, witness_key
from program import PACKAGE, run
from statements import as_stored, envelope, signature, signed, signer, statement, written

VERIFIER = PACKAGE / "Documentation/verify_receipt.py"
SAMPLES = Path(__file__).parent / "contract"
KEY = log_key()
W = [witness_key(number) for number in range(1, 5)]
ANN, EVE = signer(0), signer(2)
SIZE = 11
TREE = Tree(as_stored(statement(number), ANN) for number in range(SIZE))
TEXT = checkpoint_text(KEY.name, SIZE, TREE.root(SIZE))
TRUST = "".join(
    f"{line}\n"
    for line in [
        "# whom we trust", f"log {KEY.vkey} https://log.example/", *(f"witness W{number} {key.vkey}" for number, key in enumerate(W, 1)),
        "group inner any W1 W2", "group outer 2 inner W3 W4", "quorum outer",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def verifier():
    """The documentation's verifier as a module, so that thousands of receipts can be shown to it."""
    sys.path.insert(0, str(VERIFIER.parent))
    try:
        import verify_receipt
    finally:
        sys.path.pop(0)
    return verify_receipt


def cosigned(*witnesses, text=TEXT):
    return note(text, KEY.line(text), *(key.cosignature(text, 1_795_420_800) for key in witnesses))


def receipt(index=6, head=None, entry=None, tree=TREE):
    proof = proof_text(index, tree.inclusion(index, len(tree.entries)), head or cosigned(W[2], W[0]))
    return written({"entry": base64_of(tree.entries[index] if entry is None else entry), "proof": proof.decode()})


def accepts(verifier, data, trust, signers):
    """What the short verifier says, as its command line would."""
    try:
        return bool(verifier.verify(data, trust, *(key.pem for key in signers)))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return False


def assert_both_say(expected, verifier, folder, data, trust=TRUST.encode(), signers=()):
    files = {"receipt.json": data, "trusted.policy": trust, **{f"{place}.pem": key.pem for place, key in enumerate(signers)}}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    words = [word for place in range(len(signers)) for word in ("--signer", folder / f"{place}.pem")]
    outcome = run("verify", folder / "receipt.json", "--policy", folder / "trusted.policy", *words, "--json")
    assert accepts(verifier, data, trust, signers) == (outcome.status == 0) == expected, outcome
    return outcome


def test_the_verifier_is_short():
    assert len(VERIFIER.read_text().splitlines()) <= 80


@pytest.mark.parametrize("index", range(SIZE))
def test_sound_receipts(index, verifier, tmp_path):
    found = assert_both_say(True, verifier, tmp_path, receipt(index), signers=[ANN]).summary
    assert (found["index"], found["size"], found["cosigners"]) == (index, SIZE, ["W1", "W3"])
    assert found["statement"]["signature"] == "verified"


def test_the_command_of_the_documentation(tmp_path):
    (tmp_path / "receipt.json").write_bytes(receipt())
    (tmp_path / "trusted.policy").write_text(TRUST)
    (tmp_path / "signer.pem").write_bytes(ANN.pem)
    words = [sys.executable, VERIFIER, tmp_path / "receipt.json", tmp_path / "trusted.policy", tmp_path / "signer.pem"]
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, ""), done
    assert done.stdout.startswith(f"verified: entry 6 of {SIZE} in {KEY.name}")
    (tmp_path / "signer.pem").write_bytes(EVE.pem)
    done = subprocess.run(words, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "") and done.stderr.startswith("not verified: ")
    assert subprocess.run([*words[:2], tmp_path / "nothing", words[3]], capture_output=True).returncode == 1


TAMPERED = {
    "another entry": receipt(entry=TREE.entries[5]),
    "another index": receipt(5, entry=TREE.entries[6]),
    "one witness short": receipt(head=cosigned(W[2])),
    "two that count as one": receipt(head=cosigned(W[0], W[1])),
    "nobody cosigned": receipt(head=cosigned()),
    "one witness twice": receipt(head=cosigned(W[2], W[2])),
    "cosigned another text": receipt(head=cosigned(W[2]) + W[0].cosignature(TEXT + b"x\n", 1)),
    "an unsound cosignature beside enough sound ones": receipt(head=cosigned(W[2], W[0]) + W[3].cosignature(b"x\n", 1)),
    "signed by a stranger": receipt(head=note(TEXT, log_key(seed=bytes(32)).line(TEXT), *(key.cosignature(TEXT, 1) for key in W))),
    "another origin": receipt(head=checkpoint(KEY, SIZE, TREE.root(SIZE), origin="other.example")),
    "an empty extension line": receipt(head=cosigned(*W, text=checkpoint_text(KEY.name, SIZE, TREE.root(SIZE), [""]))),
    "a size with a zero": receipt(head=cosigned(*W, text=TEXT.replace(b"\n11\n", b"\n011\n"))),
    "no entry": written({"proof": json.loads(receipt())["proof"]}),
    "entry is no base64": written({**json.loads(receipt()), "entry": "!"}),
    "entry has unused bits": written({**json.loads(receipt()), "entry": "YR=="}),
    "proof is a list": written({**json.loads(receipt()), "proof": []}),
    "no object": b"[]",
    "no JSON": b"tea",
    "a key twice": b'{"entry":"",' + receipt()[1:],
    "header of another kind": receipt().replace(b"c2sp.org", b"c2spxorg"),
    "two hashes on a line": written({**json.loads(receipt()), "proof": json.loads(receipt())["proof"].replace("=\n", "= ", 1)}),
}


@pytest.mark.parametrize("data", TAMPERED.values(), ids=TAMPERED.keys())
def test_tampered_receipts(data, verifier, tmp_path):
    assert_both_say(False, verifier, tmp_path, data)


def test_extension_lines_and_extra_lines_are_read(verifier, tmp_path):
    extended = checkpoint_text(KEY.name, SIZE, TREE.root(SIZE), ["one", "two"])
    assert_both_say(True, verifier, tmp_path, receipt(head=cosigned(W[2], W[0], text=extended)))
    extra = json.loads(receipt())
    extra["proof"] = extra["proof"].replace("index", "extra dGVh\nindex", 1)
    assert_both_say(True, verifier, tmp_path, written(extra))


def test_changed_bytes_are_noticed_by_both(verifier):
    """One changed bit anywhere in the proof's text or the entry."""
    chance = random.Random(13)
    made = json.loads(receipt())
    proof, entry = made["proof"].encode(), base64.b64decode(made["entry"])
    objects = []
    for data, field in ((proof, "proof"), (entry, "entry")):
        for place in range(len(data)):
            changed = bytearray(data)
            changed[place] ^= 1 << chance.randrange(8)
            objects.append((bytes(changed), entry) if field == "proof" else (proof, bytes(changed)))
    asked = [
        {"kind": "proof", "proofBase64": base64_of(proof), "entryBase64": base64_of(entry), "policyBase64": base64_of(TRUST.encode())} for proof, entry in objects
    ]
    outcome = run("log", "check", stdin=b"".join(written(thing) + b"\n" for thing in asked))
    assert [json.loads(line)["ok"] for line in outcome.stdout.splitlines()] == [False] * len(objects)
    for proof, entry in objects:
        shown = {"entry": base64_of(entry), "proof": proof.decode("utf-8", "surrogateescape")}
        assert not accepts(verifier, json.dumps(shown).encode(), TRUST.encode(), [])


POLICY_FAULTS = {
    "quorum of three": TRUST.replace("2 inner", "3 inner"),
    "quorum of four": TRUST.replace("2 inner", "4 inner"),
    "quorum of none": TRUST.replace("2 inner", "0 inner"),
    "quorum with a zero": TRUST.replace("2 inner", "02 inner"),
    "another log": TRUST.replace(KEY.vkey, log_key(seed=bytes(32)).vkey),
    "key ID of another": TRUST.replace("31700d85", "31700d86"),
    "member of two": TRUST.replace("2 inner W3 W4", "2 inner W3 W4 W1"),
    "member unknown": TRUST.replace("W3 W4\n", "W3 W5\n"),
    "no quorum": TRUST.replace("quorum outer\n", ""),
    "two quorums": TRUST + "quorum outer\n",
    "a witness twice": TRUST.replace("group inner", f"witness X {W[0].vkey}\ngroup inner"),
    "a log twice": TRUST + f"log {KEY.vkey}\n",
    "name twice": TRUST.replace("group inner", f"witness W1 {witness_key(9).vkey}\ngroup inner"),
    "witness called none": TRUST.replace("group inner", f"witness none {witness_key(9).vkey}\ngroup inner"),
    "quorum first": "quorum outer\n" + TRUST.replace("quorum outer\n", ""),
    "a witness as log": TRUST + f"log {witness_key(9).vkey}\n",
    "unknown word": TRUST + "tea\n",
    "CR LF": TRUST.replace("\n", "\r\n"),
    "last newline lost": TRUST[:-1],
    "empty": "",
}


@pytest.mark.parametrize("trust", POLICY_FAULTS.values(), ids=POLICY_FAULTS.keys())
def test_policies_that_do_not_hold(trust, verifier, tmp_path):
    assert_both_say(False, verifier, tmp_path, receipt(), trust.encode())


@pytest.mark.parametrize(
    "trust",
    [
        f"log {KEY.vkey}\nquorum none\n",
        "\n \t\n\t# x\n" + TRUST.replace(" ", "\t"),
        TRUST.replace("2 inner W3", "any inner W3"),
        TRUST.replace("group inner any", "group inner 1"),
        TRUST + f"log {log_key('größe.example', bytes(32)).vkey}\n",
    ],
)
def test_policies_that_hold(trust, verifier, tmp_path):
    assert_both_say(True, verifier, tmp_path, receipt(), trust.encode())


def entries():
    """Entries, who is asked to have signed, what the signature is called, and whether all holds."""
    body = statement(1)
    garbage = {"sig": base64_of(bytes(64))}
    yield "two signers", envelope(body, signature(EVE, body), signature(ANN, body)), [ANN, EVE], "verified"
    yield "one of two", envelope(body, signature(ANN, body)), [EVE, ANN], "verified"
    yield "beside a failing one", envelope(body, garbage, signature(ANN, body)), [ANN], "verified"
    yield "another's keyid", envelope(body, signature(ANN, body, keyid=EVE.keyid)), [ANN], "verified"
    yield "somebody else", envelope(body, signature(EVE, body, keyid=ANN.keyid)), [ANN], "failed"
    yield "another body", envelope(body, signature(ANN, statement(2))), [ANN], "failed"
    yield "a key twice", b'{"payload":"",' + written(signed(1))[1:], [ANN], "none"
    yield "no envelope", b"tea", [ANN], "none"
    yield "nobody asked", envelope(body, garbage), [], "not checked"
    yield "no envelope, nobody asked", b"tea", [], "none"


ENTRIES = list(entries())


@pytest.mark.parametrize(("made", "signers", "called"), [row[1:] for row in ENTRIES], ids=[row[0] for row in ENTRIES])
def test_the_signatures_of_the_statement(made, signers, called, verifier, tmp_path):
    entry = made if isinstance(made, bytes) else written(made)
    tree = Tree([entry])
    data = receipt(0, head=checkpoint(KEY, 1, tree.root(1)), tree=tree)
    expected = called == "verified" or not signers
    outcome = assert_both_say(expected, verifier, tmp_path, data, f"log {KEY.vkey}\nquorum none\n".encode(), signers)
    assert outcome.summary["statement"]["signature"] == called
    if len(signers) == 2:
        words = ["--signer", tmp_path / "0.pem", "--signer", tmp_path / "1.pem", "--threshold", 2]
        both = run("verify", tmp_path / "receipt.json", "--policy", tmp_path / "trusted.policy", *words)
        assert both.status == (0 if made["signatures"][1:] else 1)


def test_receipts_of_our_own_log(verifier, tmp_path):
    log = Log(tmp_path / "log")
    log.append(*(signed(number) for number in range(20)), options=["--receipts", tmp_path / "receipts"])
    trust = log.policy(tmp_path / "policy").read_bytes()
    for index in range(20):
        data = (tmp_path / f"receipts/{index}.json").read_bytes()
        assert accepts(verifier, data, trust, [ANN])
        other = copy.deepcopy(json.loads(data))
        other["entry"] = base64_of(as_stored(statement(index + 1), ANN))
        assert not accepts(verifier, written(other), trust, [ANN])
