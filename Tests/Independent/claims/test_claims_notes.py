"""`daylight claims notes score`: the published samples, and what must hold for any tables."""

import hashlib
import json
import math
import os
import random
import shutil
from pathlib import Path

import pytest

import program
import tables_notes as tables
from scores_notes import compare, rows, score

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract"
needs_samples = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not at {FOLDER}")
OPEN = ("--min-note-ratings", 0, "--min-rater-ratings", 0, "--diligence", "none")


@needs_samples
def test_worked_example(tmp_path):
    expected = json.loads((FOLDER / "notes-worked/expected.json").read_text())
    assert score(FOLDER / "notes-worked", tmp_path, *OPEN)["badRows"] == 0
    for row in rows(tmp_path / "note-scores.tsv"):
        for column, value in expected["notes"][row["noteId"]].items():
            assert math.isclose(float(row[column]), value, abs_tol=1e-6)
    fit = json.loads((tmp_path / "run.json").read_text())["firstFit"]
    for name, value in expected["firstFit"].items():
        assert math.isclose(fit[name], value, abs_tol=1e-8)


@needs_samples
def test_worked_example_filtered(tmp_path):
    score(FOLDER / "notes-worked", tmp_path)
    assert {row["coreStatus"] for row in rows(tmp_path / "note-scores.tsv")} == {tables.NMR}


@needs_samples
def test_bad_rows(tmp_path):
    score(FOLDER / "notes-worked", tmp_path / "worked", *OPEN)
    outcome = program.run("claims", "notes", "score", FOLDER / "notes-bad-rows", "--out", tmp_path / "bad", "--json", *OPEN)
    assert outcome.status == 0
    assert outcome.summary["badRows"] == 5
    for line in (10, 11, 12, 13, 14):
        assert f"ratings-00000.tsv:{line}:" in outcome.stderr
    assert (tmp_path / "bad/note-scores.tsv").read_bytes() == (tmp_path / "worked/note-scores.tsv").read_bytes()


@needs_samples
def test_missing_column(tmp_path):
    outcome = program.run("claims", "notes", "score", FOLDER / "notes-missing-column", "--out", tmp_path / "out", "--json")
    assert outcome.status == 65
    assert outcome.summary["error"]["field"] == "helpfulnessLevel"
    assert outcome.summary["error"]["file"].endswith("ratings-00000.tsv")
    assert not (tmp_path / "out").exists()


@needs_samples
def test_small(tmp_path):
    answer = score(FOLDER / "notes-small", tmp_path, "--diligence", "none")
    compare(tmp_path, rows(FOLDER / "notes-small/expected-note-scores.tsv"))
    run = json.loads((tmp_path / "run.json").read_text())
    expected = json.loads((FOLDER / "notes-small/expected-run.json").read_text())
    assert answer["statuses"] == expected["statuses"]
    for fit in ("firstFit", "secondFit"):
        for name in ("mu", "loss", "ratings", "notes", "raters"):
            assert math.isclose(run[fit][name], expected[fit][name], abs_tol=1e-7)
    assert math.isclose(run["ratingsPerNote"], expected["ratingsPerNote"])
    assert all(math.isclose(run["tagThresholds"][tag], value, abs_tol=1e-6) for tag, value in expected["tagThresholds"].items())


def test_any_order_any_split_any_threads(tmp_path):
    tables.write(tmp_path / "in", 3)
    score(tmp_path / "in", tmp_path / "out", "--threads", 1)
    first = (tmp_path / "out/note-scores.tsv").read_bytes()
    shuffler = random.Random(1)
    for name in ("notes", "ratings", "noteStatusHistory"):
        header, *lines = (tmp_path / f"in/{name}-00000.tsv").read_text().splitlines()
        (tmp_path / f"in/{name}-00000.tsv").unlink()
        shuffler.shuffle(lines)
        columns = list(range(len(header.split("\t"))))
        for part in range(4):
            shuffler.shuffle(columns)
            turned = ["\t".join(line.split("\t")[column] for column in columns) for line in (header, *lines[part::4])]
            end = "\r\n" if part % 2 else "\n"
            (tmp_path / f"in/{name}-{part:05}.tsv").write_bytes((end.join(turned) + (end if part else "")).encode())
    score(tmp_path / "in", tmp_path / "again", "--threads", 2)
    assert (tmp_path / "again/note-scores.tsv").read_bytes() == first


def test_erased_rater(tmp_path):
    tables.write(tmp_path / "in", 4)
    gone = tables.some_raters(tmp_path / "in", 1)[0]
    path = tmp_path / "in/ratings-00000.tsv"
    path.write_text("".join(line for line in path.read_text().splitlines(True) if gone not in line))
    score(tmp_path / "in", tmp_path / "erased")
    tables.write(tmp_path / "never", 4, without=gone)
    score(tmp_path / "never", tmp_path / "out")
    assert (tmp_path / "erased/note-scores.tsv").read_bytes() == (tmp_path / "out/note-scores.tsv").read_bytes()


def test_files_name_nobody_and_vouch_for_each_other(tmp_path):
    tables.write(tmp_path / "in", 2)
    score(tmp_path / "in", tmp_path / "out", "--private", "--explain")
    named = ("note-scores.tsv", "run.json", "explanations.tsv")
    published = b"".join((tmp_path / "out" / name).read_bytes() for name in named)
    for row in rows(tmp_path / "in/ratings-00000.tsv"):
        assert row["raterParticipantId"].encode() not in published
    run = json.loads((tmp_path / "out/run.json").read_text())
    for folder, files in (("in", run["inputs"]), ("out", run["outputs"])):
        for file in files:
            assert hashlib.sha256((tmp_path / folder / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    assert (tmp_path / "out/rater-scores.tsv").stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted([*named, "rater-scores.tsv"])


def test_each_note_is_explained_in_a_sentence_with_the_figures_of_its_row(tmp_path):
    tables.write(tmp_path / "in", 3)
    score(tmp_path / "in", tmp_path / "out", "--explain")
    scores = {row["noteId"]: row for row in rows(tmp_path / "out/note-scores.tsv")}
    explained = list(rows(tmp_path / "out/explanations.tsv"))
    assert [row["noteId"] for row in explained] == list(scores)
    for row in explained:
        found = scores[row["noteId"]]
        assert row["status"] == found["status"]
        for side in ("negative", "positive"):
            if found[f"{side}Ratings"] and int(found["ratings"]) >= 5:
                assert f" of {found[f'{side}Ratings']}" in row["explanation"]
    shown = [row["explanation"] for row in explained if row["status"] == "CURRENTLY_RATED_HELPFUL"]
    assert all(text.startswith("Shown as helpful: found helpful by ") for text in shown)


@pytest.mark.parametrize("missing", ["notes", "ratings"])
def test_missing_table(tmp_path, missing):
    tables.write(tmp_path / "in", 1)
    (tmp_path / f"in/{missing}-00000.tsv").unlink()
    outcome = program.run("claims", "notes", "score", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert outcome.status == 66
    assert outcome.summary["error"]["file"].endswith(f"in/{missing}-00000.tsv")
    assert missing in outcome.summary["error"]["message"]
    outcome = program.run("claims", "notes", "score", tmp_path / "nowhere", "--out", tmp_path / "out", "--json")
    assert outcome.status == 66
    assert outcome.summary["error"]["file"] == str(tmp_path / "nowhere")


def test_one_file_without_number(tmp_path):
    tables.write(tmp_path / "in", 1)
    score(tmp_path / "in", tmp_path / "out")
    for name in ("notes", "ratings", "noteStatusHistory"):
        (tmp_path / f"in/{name}-00000.tsv").rename(tmp_path / f"in/{name}.tsv")
    score(tmp_path / "in", tmp_path / "again")
    assert (tmp_path / "again/note-scores.tsv").read_bytes() == (tmp_path / "out/note-scores.tsv").read_bytes()


@pytest.mark.parametrize("content", [b"", b"\n", b"\0\0\0\n", b"\xff\xfe\n", b"x" * 3_000_000])
def test_file_that_is_no_table(tmp_path, content):
    tables.write(tmp_path / "in", 1)
    (tmp_path / "in/ratings-00000.tsv").write_bytes(content)
    outcome = program.run("claims", "notes", "score", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert outcome.status == 65
    assert outcome.summary["error"]["file"].endswith("ratings-00000.tsv")
    assert not (tmp_path / "out").exists()


def test_header_only(tmp_path):
    tables.write(tmp_path / "in", 1)
    path = tmp_path / "in/ratings-00000.tsv"
    path.write_text(path.read_text().split("\n")[0])
    answer = score(tmp_path / "in", tmp_path / "out")
    assert answer["ratings"] == 0 and set(answer["statuses"]) == {tables.NMR}


def test_strange_rows_cost_only_themselves(tmp_path):
    tables.write(tmp_path / "in", 1)
    score(tmp_path / "in", tmp_path / "out")
    path = tmp_path / "in/ratings-00000.tsv"
    header, *lines = path.read_text().splitlines()
    names = header.split("\t")

    def changed(**values):
        fields = dict(zip(names, lines[0].split("\t"))) | {"noteId": "77"} | values
        return "\t".join(fields[name] for name in names)

    strange = [
        changed(noteId="12345678901234567890"), changed(noteId='"77"'), changed(noteId="7\0"), changed(createdAtMillis="1e12"),
        changed(raterParticipantId="ab" * 32), changed(helpfulnessLevel="helpful"), changed(notHelpfulOther="2"),
        changed(notHelpfulOther='"0"'), "x" * 2_000_000, "", "\t" * 3, changed(summary="") + "\textra",
    ]
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n".join(strange) + "\n")
    outcome = program.run("claims", "notes", "score", tmp_path / "in", "--out", tmp_path / "again", "--json")
    assert outcome.status == 0
    assert outcome.summary["badRows"] == len(strange)
    for line in range(len(lines) + 2, len(lines) + 2 + len(strange)):
        assert f"ratings-00000.tsv:{line}:" in outcome.stderr
    assert (tmp_path / "again/note-scores.tsv").read_bytes() == (tmp_path / "out/note-scores.tsv").read_bytes()


def test_unknown_columns_are_named(tmp_path):
    tables.write(tmp_path / "in", 1)
    score(tmp_path / "in", tmp_path / "out")
    path = tmp_path / "in/ratings-00000.tsv"
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([header + "\tweather", *(line + "\tfine" for line in lines)]) + "\n")
    outcome = program.run("claims", "notes", "score", tmp_path / "in", "--out", tmp_path / "again", "--json")
    assert outcome.status == 0 and "weather" in outcome.stderr
    assert (tmp_path / "again/note-scores.tsv").read_bytes() == (tmp_path / "out/note-scores.tsv").read_bytes()


@pytest.mark.parametrize(
    "options", [["--diligence", "theirs"], ["--threads", "0"], ["--min-note-ratings", "-1"], ["--nonsense"]])
def test_wrong_options(tmp_path, options):
    assert program.run("claims", "notes", "score", tmp_path, "--out", tmp_path / "out", *options).status == 64


def test_output_that_cannot_be_made(tmp_path):
    tables.write(tmp_path / "in", 1)
    (tmp_path / "out").write_text("a file")
    assert program.run("claims", "notes", "score", tmp_path / "in", "--out", tmp_path / "out").status == 73
    shutil.rmtree(tmp_path / "in")
