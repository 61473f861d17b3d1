"""`log init`, `append`, `show`, `prove` and `checkpoint` on logs of our own."""

import base64
import json
import os
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest
import tiles
from logs import Log
from merkle import Tree, leaf
from notes import log_key, open_checkpoint, proof_text, split_note, witness_key
from program import binary, run
from statements import as_stored, envelope, signature, signed, signer, statement, written

ANN, BEN, EVE = signer(0), signer(1), signer(2)


@pytest.fixture
def log(tmp_path):
    return Log(tmp_path / "log", signers=(ANN, BEN))


def test_a_new_log_is_an_empty_tree(log):
    head = log.head()
    assert (head.size, head.root) == (0, Tree().root(0))
    assert run("log", "prove", log.folder, 0).status == 65
    assert run("log", "show", log.folder, 0).status == 65


def test_the_published_checkpoint_is_printed_byte_for_byte(log):
    log.append(signed(1))
    assert log.checkpoint() == (log.folder / "checkpoint").read_bytes()


def test_without_a_key_file_a_key_is_made_inside(tmp_path):
    made = run("log", "init", tmp_path / "log", "--origin", "log.example/1", "--json")
    assert made.status == 0
    name, key_id, public = made.summary["vkey"].split("+", 2)
    assert name == made.summary["origin"] == "log.example/1"
    assert run("log", "check", stdin=written({"kind": "vkey", "vkey": made.summary["vkey"]}) + b"\n").status == 0
    files = [path for path in (tmp_path / "log").rglob("*") if path.is_file()]
    holding = [path for path in files if path.read_bytes().startswith(b"PRIVATE+KEY+")]
    assert len(holding) == 1
    assert stat.S_IMODE(holding[0].stat().st_mode) == 0o600
    data = holding[0].read_bytes()
    assert data.startswith(f"PRIVATE+KEY+{name}+{key_id}+".encode()) and data.count(b"\n") == 1 and data.endswith(b"\n")
    seed = base64.b64decode(data.split(b"+", 4)[4].removesuffix(b"\n"), validate=True)
    assert log_key(name, seed[1:]).vkey == made.summary["vkey"]


def test_init_refuses_a_folder_that_is_not_empty(tmp_path, log):
    before = log.checkpoint()
    assert run("log", "init", log.folder, "--origin", "other.example", "--json").status == 73
    assert log.checkpoint() == before
    (tmp_path / "empty").mkdir()
    assert run("log", "init", tmp_path / "empty", "--origin", "log.example/1").status == 0


def key_faults():
    key = log_key("log.example/1")
    yield "empty", ""
    yield "no newline", key.file[:-1]
    yield "two lines", key.file + key.file
    yield "carriage return", key.file.replace("\n", "\r\n")
    yield "wrong key ID", key.file.replace(key.key_id.hex(), "00000000")
    yield "key of a witness", witness_key(1).file
    yield "public key", key.vkey + "\n"
    yield "short seed", key.file[:-5] + "\n"


@pytest.mark.parametrize(("text"), [text for _, text in key_faults()], ids=[name for name, _ in key_faults()])
def test_init_refuses_a_key_file_of_another_form(text, tmp_path):
    file = tmp_path / "key"
    file.write_text(text)
    outcome = run("log", "init", tmp_path / "log", "--origin", "log.example/1", "--key", file, "--json")
    assert outcome.status == 65
    assert outcome.stdout == b"" and outcome.stderr
    assert not (tmp_path / "log").exists() or not any((tmp_path / "log").iterdir())


def test_init_says_which_file_is_missing_or_malformed(tmp_path):
    words = ["log", "init", tmp_path / "log", "--origin", "log.example/1"]
    assert run(*words, "--key", tmp_path / "nothing").status == 66
    assert run(*words, "--signer", tmp_path / "nothing").status == 66
    assert run(*words, "--policy", tmp_path / "nothing").status == 66
    (tmp_path / "tea").write_text("tea\n")
    assert run(*words, "--signer", tmp_path / "tea").status == 65
    assert run(*words, "--policy", tmp_path / "tea").status == 65


def test_entries_are_stored_as_the_specification_writes_them(log):
    status, answers = log.append(signed(1), signed(2, BEN, ANN), signed(3, ANN, EVE))
    assert status == 0
    assert [answer["index"] for answer in answers] == [0, 1, 2]
    assert log.entry(0) == as_stored(statement(1), ANN)
    assert log.entry(1) == as_stored(statement(2), ANN, BEN)
    assert [answer["leafHash"] for answer in answers] == [leaf(log.entry(index)).hex() for index in range(3)]
    third = json.loads(log.entry(2))["signatures"]
    assert third == [signature(ANN, statement(3)), signature(EVE, statement(3))], "strangers' signatures are kept, behind ours"


def test_what_the_sender_calls_a_key_does_not_matter(log):
    body = statement(1)
    lie = envelope(body, signature(ANN, body, keyid=BEN.keyid))
    status, answers = log.append(lie, signed(1))
    assert status == 0
    assert log.entry(0) == as_stored(body, ANN)
    assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(0, False), (0, True)]
    nameless = statement(2)
    assert log.append(envelope(nameless, signature(BEN, nameless, keyid=None)))[0] == 0
    assert log.entry(1) == as_stored(nameless, BEN)


def test_the_envelope_may_be_spelt_otherwise(log):
    """Blanks, other order, unknown fields and the URL alphabet are read; the entry is written our way."""
    body = statement(1, predicate={"text": "?>?>~~~ÿÿÿ"})
    url = base64.urlsafe_b64encode(body).decode()
    assert url != base64.b64encode(body).decode()
    made = {"extra": [1], "signatures": [{"x": 1, "sig": signature(ANN, body)["sig"]}], "payloadType": "application/vnd.in-toto+json", "payload": url}
    line = json.dumps(made, indent=None, separators=(" , ", " : ")).encode()
    status, answers = log.append(line)
    assert (status, answers[0]["ok"]) == (0, True), answers
    assert log.entry(0) == as_stored(body, ANN)


def test_a_repeat_is_answered_with_the_first_index(log):
    first = signed(1)
    status, answers = log.append(first, signed(2), first)
    assert status == 0
    assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(0, False), (1, False), (0, True)]
    status, answers = log.append(first)
    assert (status, answers[0]["index"], answers[0]["duplicate"], answers[0]["size"]) == (0, 0, True, 2)
    assert answers[0]["leafHash"] == leaf(log.entry(0)).hex()
    assert log.head().size == 2


def test_other_signers_make_another_statement(log):
    status, answers = log.append(signed(1, ANN), signed(1, BEN), signed(1, BEN, ANN), signed(1, ANN, BEN))
    assert status == 0
    assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(0, False), (1, False), (2, False), (2, True)]


def refusals():
    body = statement(1)
    whole = signed(1)
    yield "no JSON", b"tea", "malformed"
    yield "no object", b"[]", "malformed"
    yield "nothing signed", written(envelope(body)), "malformed"
    yield "no payload", written({key: value for key, value in whole.items() if key != "payload"}), "malformed"
    yield "no payloadType", written({key: value for key, value in whole.items() if key != "payloadType"}), "malformed"
    yield "payload is no base64", written({**whole, "payload": "!"}), "malformed"
    yield "payload is a number", written({**whole, "payload": 1}), "malformed"
    yield "signature is no base64", written({**whole, "signatures": [{"sig": "!"}]}), "malformed"
    yield "signature without sig", written({**whole, "signatures": [{"keyid": ""}]}), "malformed"
    yield "a key twice", b'{"payload":"",' + written(whole)[1:], "malformed"
    yield "not UTF-8", written(whole).replace(b"payloadType", b"payload\xff"), "malformed"
    yield "stranger", written(signed(1, EVE)), "signer"
    other = statement(2)
    yield "signature of another body", written(envelope(body, signature(ANN, other))), "signer"
    short = signature(ANN, body)["sig"][:40]
    yield "signature of 30 bytes", written(envelope(body, {"sig": short})), "signer"
    for name, changes in STATEMENT_FAULTS.items():
        wrong = statement(1, **changes)
        yield name, written(envelope(wrong, signature(ANN, wrong))), "statement"
    for name, wrong in {"no JSON in the body": b"tea", "a key twice in the body": body[:-1] + b',"predicate":{}}', "an empty body": b""}.items():
        yield name, written(envelope(wrong, signature(ANN, wrong))), "statement"
    yield "too large", written(signed(1, ANN, padding=49_000)), "too-large"


SHA256, SHA512 = "0a" * 32, "0b" * 64
STATEMENT_FAULTS = {
    "other _type": dict(_type="https://in-toto.io/Statement/v0.1"),
    "no _type": dict(_type=None),
    "no subject": dict(subject=None),
    "empty subject": dict(subject=[]),
    "subject without digest": dict(subject=[{"name": "x"}]),
    "empty digest": dict(subject=[{"name": "x", "digest": {}}]),
    "short sha256": dict(subject=[{"digest": {"sha256": SHA256[2:]}}]),
    "capitals in sha256": dict(subject=[{"digest": {"sha256": SHA256.upper()}}]),
    "sha512 of 64 digits": dict(subject=[{"digest": {"sha512": SHA256}}]),
    "gitCommit of 41 digits": dict(subject=[{"digest": {"gitCommit": "0" * 41}}]),
    "a digest that is a number": dict(subject=[{"digest": {"sha256": 1}}]),
    "names twice": dict(subject=[{"name": "x", "digest": {"sha256": SHA256}}, {"name": "x", "digest": {"sha512": SHA512}}]),
    "no predicateType": dict(predicateType=None),
    "predicateType is a number": dict(predicateType=1),
    "predicate is a list": dict(predicate=[1]),
}


@pytest.mark.parametrize(("line", "error"), [(line, error) for _, line, error in refusals()], ids=[name for name, _, _ in refusals()])
def test_what_is_refused_and_how(line, error, log):
    status, answers = log.append(line, signed(99))
    assert status == 1
    assert answers[0]["ok"] is False and answers[0]["error"] == error and answers[0]["reason"], answers
    assert (answers[1]["ok"], answers[1]["index"]) == (True, 0), "the lines behind it are not held up"
    assert log.head().size == 1


def test_payload_of_another_type_is_refused(log):
    body = statement(1)
    status, answers = log.append(envelope(body, signature(ANN, body, payload_type="text/plain"), payload_type="text/plain"))
    assert (status, answers[0]["ok"]) == (1, False)


def test_the_largest_entry_has_65535_bytes(log):
    """As stored: what the sender writes may be longer."""
    body = statement(1, padding=48_000)

    def sized(size):
        """An envelope whose stored form has that size, by the length of a stranger's keyid."""
        bare = len(written(envelope(body, signature(ANN, body), signature(EVE, body, keyid=""))))
        return envelope(body, signature(ANN, body), signature(EVE, body, keyid="k" * (size - bare)))

    status, answers = log.append(sized(65_536), written(sized(65_535)).replace(b",", b" , "))
    assert status == 1
    assert (answers[0]["ok"], answers[0]["error"]) == (False, "too-large")
    assert (answers[1]["ok"], answers[1]["index"]) == (True, 0)
    assert len(log.entry(0)) == 65_535


def test_without_json_the_exit_status_is_the_same(log):
    assert run("log", "append", log.folder, stdin=written(signed(1)) + b"\n").status == 0
    assert run("log", "append", log.folder, stdin=b"tea\n").status == 1
    assert run("log", "append", log.folder, log.folder / "nothing", stdin=b"").status == 66
    assert run("log", "append", log.folder.parent / "nothing", stdin=b"").status == 66


def test_a_second_writer_is_turned_away(log):
    writer = subprocess.Popen([str(binary()), "log", "append", str(log.folder), "--json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        writer.stdin.write(written(signed(1)) + b"\n")
        writer.stdin.flush()
        # Answers do not wait for the end of the input.
        assert json.loads(writer.stdout.readline())["index"] == 0
        outcome = run("log", "append", log.folder, "--json", stdin=written(signed(2)) + b"\n")
        assert outcome.status == 69 and outcome.stdout == b"" and outcome.stderr
        assert log.head().size == 1, "reading needs no lock"
        assert run("log", "show", log.folder, 0).status == 0
    finally:
        writer.stdin.close()
        assert writer.wait(30) == 0


SOME = [*range(0, 300, 13), 1, 127, 128, 254, 255, 256, 257, 298]


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A log that grew to 300 entries in batches, and the tree it must be."""
    folder = tmp_path_factory.mktemp("grown")
    log = Log(folder / "log")
    tree = Tree()
    heads = {0: log.head().root}
    for start, end in [(0, 1), (1, 3), (3, 255), (255, 256), (256, 257), (257, 300)]:
        status, answers = log.append(*(signed(number) for number in range(start, end)), options=["--receipts", folder / "receipts"])
        assert status == 0
        assert [answer["index"] for answer in answers] == list(range(start, end))
        assert all(end >= answer["size"] > answer["index"] for answer in answers)
        for number in range(start, end):
            tree.append(as_stored(statement(number), signer(0)))
        heads[end] = log.head().root
    assert heads == {size: tree.root(size) for size in heads}
    return log, tree


def test_the_files_are_those_of_the_tree(grown):
    log, tree = grown
    for path, data in tiles.files(tree, 300).items():
        assert (log.folder / path).read_bytes() == data, path


def test_a_proof_is_the_only_one(grown):
    """An inclusion proof has one form; the program's must be it, byte for byte. (The receipts below are all 300.)"""
    log, tree = grown
    checkpoint = log.checkpoint()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for index, found in zip(SOME, pool.map(log.proof, SOME), strict=True):
            assert found == proof_text(index, tree.inclusion(index, 300), checkpoint)
        for index, found in zip(SOME, pool.map(log.entry, SOME), strict=True):
            assert found == tree.entries[index]
    assert run("log", "prove", log.folder, 300).status == 65
    assert run("log", "show", log.folder, 300).status == 65


@pytest.mark.parametrize(("old", "new"), [(0, 0), (0, 300), (1, 1), (1, 300), (6, 7), (128, 256), (255, 257), (256, 300), (299, 300), (300, 300)])
def test_growth_is_proven_between_any_two_sizes(old, new, grown):
    log, tree = grown
    outcome = run("log", "prove", log.folder, "--consistency", old, new)
    assert outcome.status == 0, outcome.stderr
    wanted = {
        "kind": "consistency",
        "oldSize": old,
        "newSize": new,
        "oldRoot": tree.root(old).hex(),
        "newRoot": tree.root(new).hex(),
        "proof": [step.hex() for step in tree.consistency(old, new)],
    }
    assert wanted.items() <= outcome.summary.items()
    assert run("log", "check", stdin=outcome.stdout).status == 0


@pytest.mark.parametrize(("old", "new"), [(2, 1), (0, 301), (301, 301)])
def test_growth_beyond_the_tree_is_not_proven(old, new, grown):
    log, _ = grown
    outcome = run("log", "prove", log.folder, "--consistency", old, new)
    assert outcome.status == 65 and outcome.stdout == b""


def test_every_receipt_verifies(grown):
    log, tree = grown
    policy = log.policy(log.folder.parent / "trusted.policy")
    receipts = log.folder.parent / "receipts"
    assert sorted(path.name for path in receipts.iterdir()) == sorted(f"{index}.json" for index in range(300))
    objects = []
    for index in range(300):
        receipt = json.loads((receipts / f"{index}.json").read_bytes())
        assert receipt.keys() == {"entry", "proof"}
        assert base64.b64decode(receipt["entry"], validate=True) == tree.entries[index]
        _, _, checkpoint = receipt["proof"].partition("\n\n")
        head = open_checkpoint(checkpoint.encode(), log.key)
        assert head.root == tree.root(head.size)
        assert receipt["proof"].encode() == proof_text(index, tree.inclusion(index, head.size), checkpoint.encode())
        proof = base64.b64encode(receipt["proof"].encode()).decode()
        objects.append({"kind": "proof", "proofBase64": proof, "entryBase64": receipt["entry"], "policyBase64": base64.b64encode(policy.read_bytes()).decode()})
    outcome = run("log", "check", stdin=b"".join(written(thing) + b"\n" for thing in objects))
    assert outcome.status == 0
    answers = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [answer["index"] for answer in answers] == list(range(300))
    assert run("verify", receipts / "255.json", "--policy", policy, "--signer", log.folder.parent / "log.signer0.pem").status == 0


def test_a_checkpoint_is_signed_by_the_log_alone(grown):
    log, _ = grown
    _, lines = split_note(log.checkpoint())
    assert [(name, key_id) for name, key_id, _ in lines] == [(log.key.name, log.key.key_id)]
