"""Verdicts on two checkpoints, by `log check` and by `daylight verify`."""

import json

import pytest
from checking import check
from merkle import Tree
from notes import base64_of, checkpoint, checkpoint_text, log_key, note, witness_key
from program import run

KEY = log_key()
W = [witness_key(number) for number in range(1, 6)]
TREE = Tree(b"entry %d" % index for index in range(11))
TEXT = checkpoint_text(KEY.name, 11, TREE.root(11))
TIME = 1_795_420_800
COSIGNED = note(TEXT, KEY.line(TEXT), *(key.cosignature(TEXT, TIME) for key in (W[2], W[0])))


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
