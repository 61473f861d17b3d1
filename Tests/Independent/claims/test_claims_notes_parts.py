"""Populations, modelling groups and topics: against the text of the reference, and what must hold for any tables."""

import random

import pytest

import program
import specification_notes_parts as specification
import tables_notes as tables
from scores_notes import compare, rows, same, score

ALL = ("--diligence", "none", "--groups", "own")


def write(folder, seed):
    tables.write(folder, seed, raters=200, notes=110)
    tables.add_parts(folder, seed)


@pytest.fixture(scope="module")
def deciders():
    """Who decided in any of the generated sets: each must have, or nothing was tested."""
    found = set()
    yield found
    assert found == {
        "CoreModel", "ExpansionModel", "ExpansionPlusModel", "GroupModel", "TopicModel", "InsufficientExplanation"}


@pytest.mark.parametrize("seed", range(5))
def test_generated(tmp_path, deciders, seed):
    write(tmp_path / "in", seed)
    score(tmp_path / "in", tmp_path / "out", *ALL, "--topics", tmp_path / "in/topics.tsv")
    ensemble = specification.Ensemble(tmp_path / "in", tables.TOPICS)
    compare(tmp_path / "out", list(ensemble.results.values()))
    core = {row["noteId"]: row for row in rows(tmp_path / "out/note-scores.tsv")}
    for row in rows(tmp_path / "out/model-scores.tsv"):
        note = int(row["noteId"])
        deciders.add(row["decidedBy"])
        assert row["decidedBy"] == ensemble.decided[note]
        group, status, i, f = ensemble.groups.get(note, ("", "", None, None))
        assert (row["modelingGroup"], row["groupStatus"]) == (str(group), status)
        assert same(row["groupIntercept"], i and str(i), "interceptFirst") and same(row["groupFactor"], f and str(f), "factorFirst")
        topic, i, f, confident = ensemble.topics.get(note, ("", None, None, None))
        assert row["topic"] == topic and row["topicConfident"] == ("" if confident is None else str(int(confident)))
        assert same(row["topicIntercept"], i and str(i), "interceptFirst") and same(row["topicFactor"], f and str(f), "factorFirst")
        # A group lifts only what its own model leaves open between 0.3 and 0.4, a topic lifts nothing.
        if row["decidedBy"] == "GroupModel":
            assert 0.3 < float(core[row["noteId"]]["intercept"]) < 0.4
            assert core[row["noteId"]]["coreStatus"] in (tables.NMR, tables.NYH)
        if row["decidedBy"] == "TopicModel":
            assert core[row["noteId"]]["status"] == tables.NMR


def test_any_order_any_split_any_threads(tmp_path):
    write(tmp_path / "in", 3)
    options = (*ALL, "--harassment", "own", "--explain", "--topics", tmp_path / "in/topics.tsv")
    score(tmp_path / "in", tmp_path / "out", *options)
    names = ("note-scores.tsv", "model-scores.tsv", "explanations.tsv")
    first = [(tmp_path / "out" / name).read_bytes() for name in names]
    shuffler = random.Random(1)
    for name in ("notes", "ratings", "noteStatusHistory", "userEnrollment"):
        header, *lines = (tmp_path / f"in/{name}-00000.tsv").read_text().splitlines(True)
        shuffler.shuffle(lines)
        for part in range(3):
            (tmp_path / f"in/{name}-{part:05}.tsv").write_text("".join([header, *lines[part::3]]))
    score(tmp_path / "in", tmp_path / "again", *options, "--threads", 2)
    assert [(tmp_path / "again" / name).read_bytes() for name in names] == first


def test_files_name_nobody(tmp_path):
    write(tmp_path / "in", 1)
    score(tmp_path / "in", tmp_path / "out", *ALL, "--harassment", "own", "--explain", "--topics", tmp_path / "in/topics.tsv")
    published = b"".join(path.read_bytes() for path in (tmp_path / "out").iterdir())
    for row in rows(tmp_path / "in/ratings-00000.tsv"):
        assert row["raterParticipantId"].encode() not in published


def test_without_the_options_nothing_changes(tmp_path):
    tables.write(tmp_path / "in", 5)
    score(tmp_path / "in", tmp_path / "out", "--diligence", "none")
    assert not (tmp_path / "out/model-scores.tsv").exists()
    # Without an enrolment table all raters are one, and there are no groups.
    score(tmp_path / "in", tmp_path / "again", "--diligence", "none", "--groups", "own")
    assert (tmp_path / "again/note-scores.tsv").read_bytes() == (tmp_path / "out/note-scores.tsv").read_bytes()


@pytest.mark.parametrize("content", ["war\n", "war\ta\tb\n", "bad name\ta\n", "\ta\n", "war\t...\n", "war\ta b c d e f g h i\n"])
def test_topics_that_are_none(tmp_path, content):
    tables.write(tmp_path / "in", 1)
    (tmp_path / "topics.tsv").write_text("peace\tpeace\n" + content)
    outcome = program.run(
        "claims", "notes", "score", tmp_path / "in", "--out", tmp_path / "out", "--topics", tmp_path / "topics.tsv", "--json")
    assert outcome.status == 65
    assert outcome.summary["error"]["line"] == 2
    assert not (tmp_path / "out").exists()
