"""A log that grew to 300 entries: its files, proofs and receipts are those of the tree."""

import base64
import json
import os
from concurrent.futures import ThreadPoolExecutor

import pytest
import tiles
from logs import Log
from merkle import Tree
from notes import open_checkpoint, proof_text, split_note
from program import run
from statements import as_stored, signed, signer, statement, written

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


@pytest.mark.parametrize(("index", "status"), [("01", 64), ("+1", 64), ("1 ", 64), ("0x1", 64), ("", 64), ("٠", 64), (str(2**63), 65), (str(2**64), 65), ("300", 65)])
def test_numbers_have_one_spelling(index, status, grown):
    log, _ = grown
    for verb in ("show", "prove"):
        outcome = run("log", verb, log.folder, index)
        assert outcome.status == status and outcome.stdout == b"" and outcome.stderr, verb
    assert run("log", "prove", log.folder, "--consistency", index, 300).status == (status if index != "300" else 0)
