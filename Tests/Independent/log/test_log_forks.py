"""A drill: a log with two faces, three witnesses and a reader. One round is enough to have proof of it."""

import json
from contextlib import ExitStack, contextmanager

import pytest
import tiles
from file_server import served
from merkle import Tree
from notes import base64_of, checkpoint, log_key, note, open_checkpoint, proof_text, split_note, witness_key
from program import run
from servers import add_checkpoint, running, witness_arguments
from statements import as_stored, signer, statement

KEY = log_key()
W = [witness_key(number) for number in (1, 2, 3)]
COMMON = [as_stored(statement(number), signer(0)) for number in range(5)]
HONEST = Tree([*COMMON, *(as_stored(statement(number), signer(0)) for number in range(5, 12))])
FALSE = Tree([*COMMON, *(as_stored(statement(number), signer(0)) for number in range(105, 112))])


@pytest.fixture
def witnesses(tmp_path):
    """Three witnesses that all know the five entries that both faces share."""
    with ExitStack() as stack:
        servers = []
        for key in W:
            (tmp_path / f"{key.key_id.hex()}.key").write_text(key.file)
            words = witness_arguments(tmp_path / key.key_id.hex(), tmp_path / f"{key.key_id.hex()}.key", KEY.vkey)
            servers.append(stack.enter_context(running(*words)))
            assert show(servers[-1], HONEST, 0, 5).status == 200
        yield servers


def show(server, tree, old, size):
    return server.add(add_checkpoint(old, tree.consistency(old, size), checkpoint(KEY, size, tree.root(size))))


@pytest.fixture
def split(witnesses):
    """The log shows one face to two witnesses and the other to the third."""
    for server, tree in zip(witnesses, (HONEST, HONEST, FALSE), strict=True):
        assert show(server, tree, 5, 7).status == 200, "alone it cannot know"
    return witnesses


def policy(folder, servers):
    lines = [f"witness W{number} {key.vkey} {server.url}" for number, (key, server) in enumerate(zip(W, servers, strict=True), 1)]
    (folder / "trusted.policy").write_text("\n".join([f"log {KEY.vkey}", *lines, "group g 2 W1 W2 W3", "quorum g", ""]))
    return folder / "trusted.policy"


def assert_proves(folder, one, other, **more):
    """The two checkpoints, as files of evidence, prove the fork to somebody who has nothing else."""
    file = folder / "evidence.fork.json"
    file.write_text(json.dumps({"kind": "fork", "vkey": KEY.vkey, "checkpointsBase64": [base64_of(one), base64_of(other)], **more}))
    outcome = run("verify", file, "--json")
    assert (outcome.status, outcome.summary["verdict"]) == (0, "fork"), outcome


def test_witnesses_that_compare_have_proof(split, tmp_path):
    first, second, third = (server.monitor(KEY.name).body for server in split)
    assert open_checkpoint(first, KEY).root == open_checkpoint(second, KEY).root != open_checkpoint(third, KEY).root
    assert_proves(tmp_path, first, third)
    assert_proves(tmp_path, third, second)


def test_the_other_face_is_refused_at_once_and_the_refusal_is_proof(split, tmp_path):
    """Whoever carries one face to a witness of the other gets 422, and holds both signed heads."""
    faces = [(HONEST, FALSE), (HONEST, FALSE), (FALSE, HONEST)]
    for server, (known, other) in zip(split, faces, strict=True):
        for size in (7, 9):
            answer = show(server, other, 7, size)
            assert answer.status == 422
            recorded = server.monitor(KEY.name).body
            assert open_checkpoint(recorded, KEY).root == known.root(7)
            carried = checkpoint(KEY, size, other.root(size))
            if size == 7:
                assert_proves(tmp_path, recorded, carried)
            else:
                proof = {"proof": [step.hex() for step in other.consistency(7, size)], "prefixRoot": other.root(7).hex()}
                assert_proves(tmp_path, recorded, carried, **proof)


def test_going_on_with_either_face_does_not_heal_it(split, tmp_path):
    """Sizes differ later on; the smaller head and the larger tree prove it all the same."""
    assert show(split[0], HONEST, 7, 9).status == 200
    assert show(split[2], FALSE, 7, 12).status == 200
    smaller, larger = split[0].monitor(KEY.name).body, split[2].monitor(KEY.name).body
    proof = {"proof": [step.hex() for step in FALSE.consistency(9, 12)], "prefixRoot": FALSE.root(9).hex()}
    assert_proves(tmp_path, smaller, larger, **proof)


def test_a_false_accusation_proves_nothing(split, tmp_path):
    honest = split[0].monitor(KEY.name).body
    forged = checkpoint(log_key(seed=bytes(32)), 7, FALSE.root(7))
    grown = checkpoint(KEY, 9, HONEST.root(9))
    lie = {"proof": [step.hex() for step in FALSE.consistency(7, 9)], "prefixRoot": FALSE.root(7).hex()}
    for other, more in [(forged, {}), (honest, {}), (grown, {}), (grown, lie)]:
        file = tmp_path / "evidence.fork.json"
        file.write_text(json.dumps({"kind": "fork", "vkey": KEY.vkey, "checkpointsBase64": [base64_of(honest), base64_of(other)], **more}))
        assert run("verify", file).status == 1


def test_the_false_face_gets_no_quorum(split, tmp_path):
    """A receipt under the face that one of three witnesses saw does not verify; one under the other does."""
    trusted = policy(tmp_path, split)
    for tree, seen_by, expected in [(HONEST, split[:2], 0), (FALSE, split[2:], 1)]:
        text, _ = split_note(checkpoint(KEY, 7, tree.root(7)))
        lines = [KEY.line(text)]
        for server in seen_by:
            lines += [line + b"\n" for line in server.monitor(KEY.name).body.split(b"\n") if b" witness" in line]
        (tmp_path / "receipt.tlog-proof").write_bytes(proof_text(6, tree.inclusion(6, 7), note(text, *lines)))
        (tmp_path / "receipt.entry").write_bytes(tree.entries[6])
        outcome = run("verify", tmp_path / "receipt.tlog-proof", "--entry", tmp_path / "receipt.entry", "--policy", trusted, "--json")
        assert outcome.status == expected, outcome


@contextmanager
def published(folder, tree, size):
    """A face of the log as its readers see it, in a folder and over HTTP."""
    tiles.write(folder, {"checkpoint": checkpoint(KEY, size, tree.root(size)), **tiles.files(tree, size)})
    with served(folder) as url:
        yield url


def follow(place, folder, trusted=None):
    words = ["--policy", trusted] if trusted else []
    return run("log", "follow", place, "--vkey", KEY.vkey, "--state", folder, *words, "--once", "--json")


def evidence_in(folder):
    return sorted(folder.rglob("*.fork.json"))


def test_a_reader_of_the_honest_face_finds_the_third_witness(split, tmp_path):
    with published(tmp_path / "face", HONEST, 7) as url:
        assert_caught(follow(url, tmp_path / "state", policy(tmp_path, split)), tmp_path / "state")


@pytest.mark.parametrize("size", [7, 8, 12])
def test_a_reader_of_the_false_face_finds_the_other_witnesses(size, split, tmp_path):
    with published(tmp_path / "face", FALSE, size) as url:
        assert_caught(follow(url, tmp_path / "state", policy(tmp_path, split)), tmp_path / "state")


@pytest.mark.parametrize("size", [7, 8, 12])
def test_a_reader_who_saw_both_faces_needs_no_witness(size, tmp_path):
    with published(tmp_path / "face", HONEST, 7):
        assert follow(tmp_path / "face", tmp_path / "state").status == 0
        assert follow(tmp_path / "face", tmp_path / "state").status == 0
    with published(tmp_path / "other", FALSE, size):
        assert_caught(follow(tmp_path / "other", tmp_path / "state"), tmp_path / "state")


def assert_caught(outcome, folder):
    assert outcome.status == 1, outcome
    files = evidence_in(folder)
    assert files, "the contradiction is written down"
    for file in files:
        verified = run("verify", file, "--json")
        assert (verified.status, verified.summary["verdict"]) == (0, "fork")
        assert json.loads(file.read_text())["kind"] == "fork"


def test_an_honest_log_is_followed(witnesses, tmp_path):
    trusted = policy(tmp_path, witnesses)
    for old, size in [(5, 6), (6, 7), (7, 12)]:
        for server in witnesses:
            assert show(server, HONEST, old, size).status == 200
        with published(tmp_path / "face", HONEST, size) as url:
            outcome = follow(url, tmp_path / "state", trusted)
            assert outcome.status == 0, outcome
    assert evidence_in(tmp_path / "state") == []




def test_a_log_that_shrinks_is_suspicious_and_proves_nothing_yet(tmp_path):
    """An older head of the same history may come from a cache; of another history it may become proof, never a false one."""
    with published(tmp_path / "face", HONEST, 9):
        assert follow(tmp_path / "face", tmp_path / "state").status == 0
    for number, tree in enumerate((HONEST, FALSE)):
        with published(tmp_path / f"shrunk{number}", tree, 7):
            assert follow(tmp_path / f"shrunk{number}", tmp_path / "state").status == 1
        for file in evidence_in(tmp_path / "state"):
            assert tree is FALSE and run("verify", file).status == 0
    with published(tmp_path / "grown", HONEST, 12):
        assert follow(tmp_path / "grown", tmp_path / "state").status == 0, "the honest history goes on from the largest head"


def test_a_log_whose_entries_are_not_under_its_head_is_suspicious(tmp_path):
    with published(tmp_path / "face", HONEST, 7):
        assert follow(tmp_path / "face", tmp_path / "state").status == 0
    with published(tmp_path / "next", HONEST, 9):
        bundle = tmp_path / "next/tile/entries/000.p/9"
        entries = tiles.unbundle(bundle.read_bytes())
        bundle.write_bytes(tiles.bundle([*entries[:8], entries[0]]))
        assert follow(tmp_path / "next", tmp_path / "state").status == 1
        assert evidence_in(tmp_path / "state") == [], "one served entry is no proof of two histories"


def test_nothing_to_follow(tmp_path):
    assert follow(tmp_path / "nothing", tmp_path / "state").status == 66
    with published(tmp_path / "face", HONEST, 7) as url:
        pass
    assert follow(url, tmp_path / "state").status == 69
    with published(tmp_path / "face", HONEST, 7) as url:
        assert follow(url, tmp_path / "state").status == 0
        (tmp_path / "broken.policy").write_text("tea\n")
        assert follow(url, tmp_path / "state", tmp_path / "broken.policy").status == 65
        (tmp_path / "face/checkpoint").write_bytes(checkpoint(log_key(seed=bytes(32)), 7, HONEST.root(7)))
        assert follow(url, tmp_path / "state").status == 1
    assert evidence_in(tmp_path / "state") == []
