"""`daylight claims notes watch`: statuses while ratings come in."""

import json
import subprocess

import program
import tables_notes as tables


def watch(folder, rows):
    outcome = program.run("claims", "notes", "watch", folder, stdin=("\n".join(rows) + "\n").encode())
    return outcome, [json.loads(line) for line in outcome.stdout.splitlines()]


def split(folder, seed):
    """Tables without their last 200 ratings, the header line and those ratings."""
    tables.write(folder, seed)
    path = folder / "ratings-00000.tsv"
    header, *lines = path.read_text().splitlines()
    path.write_text("\n".join([header, *lines[:-200]]) + "\n")
    return header, lines[-200:]


def test_one_answer_a_rating(tmp_path):
    header, coming = split(tmp_path / "in", 5)
    outcome, answers = watch(tmp_path / "in", [header, *coming])
    assert outcome.status == 0
    known = {answer["noteId"] for answer in answers}
    asked = [line.split("\t")[0] for line in coming if says_something(line)]
    assert len(answers) > 150
    assert [answer["noteId"] for answer in answers] == [note for note in asked if note in known]
    assert {answer["status"] for answer in answers} <= {tables.NMR, tables.CRH, tables.CRNH}
    for row in coming:
        assert row.split("\t")[1] not in outcome.stdout.decode()


def says_something(line):
    _, _, _, level, helpful, _, *_ = line.split("\t")
    return level != "" or helpful == "1"


def test_answers_come_at_once(tmp_path):
    header, coming = split(tmp_path / "in", 6)
    listed = {
        line.split("\t")[0] for line in (tmp_path / "in/notes-00000.tsv").read_text().splitlines()
        if line.endswith(tables.CLASSES[0])}
    process = subprocess.Popen(
        [program.binary(), "claims", "notes", "watch", tmp_path / "in"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True)
    print(header, file=process.stdin, flush=True)
    lines = [line for line in coming if line.split("\t")[0] in listed and says_something(line)]
    assert len(lines) > 50
    for line in lines[:20]:
        print(line, file=process.stdin, flush=True)
        assert json.loads(process.stdout.readline())["noteId"] == line.split("\t")[0]
    process.stdin.close()
    assert process.wait(timeout=60) == 0


def test_bad_rows_and_unknown_notes_are_named(tmp_path):
    header, coming = split(tmp_path / "in", 7)
    outcome, answers = watch(tmp_path / "in", [header, "no row", "7" + coming[0][19:]])
    assert outcome.status == 0 and answers == []
    assert "-:2:" in outcome.stderr and "not known" in outcome.stderr


def test_input_without_header(tmp_path):
    split(tmp_path / "in", 8)
    outcome, answers = watch(tmp_path / "in", ["noteId\tnothing else"])
    assert outcome.status == 65 and "raterParticipantId" in outcome.stderr
