"""`daylight claims notes publish`: one status history after the other."""

import program
import tables_notes as tables
from scores_notes import rows

HOUR = 3_600_000


def publish(folder, out, now, *options):
    return program.run("claims", "notes", "publish", folder, "--out", out, "--now", now, "--diligence", "none", "--json", *options)


def take_over(folder, out):
    (folder / "noteStatusHistory-00000.tsv").write_bytes((out / "noteStatusHistory-00000.tsv").read_bytes())


def test_a_run_after_another(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    tables.write(folder, 5)
    (folder / "noteStatusHistory-00000.tsv").unlink()
    for step in range(3):
        outcome = publish(folder, out, tables.NOW - 10 * tables.DAY + step * HOUR)
        assert outcome.status == 0, outcome.stderr
        assert outcome.summary["written"]
        take_over(folder, out)
    # Nothing new: nothing changes any more.
    assert outcome.summary["changed"] == 0 and outcome.summary["held"] == 0
    found = list(rows(out / "noteStatusHistory-00000.tsv"))
    assert [row["noteId"] for row in found] == sorted((row["noteId"] for row in found), key=int)
    assert {row["currentStatus"] for row in found} <= {tables.NMR, tables.CRH, tables.CRNH}
    assert any(row["currentStatus"] == tables.CRH for row in found)
    assert all(row["timestampMillisOfCurrentStatus"] == str(tables.NOW - 10 * tables.DAY + 2 * HOUR) for row in found)


def test_too_much_changed(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    tables.write(folder, 5, notes=60)
    # Written ten days before the run and rated before the one that left the history: none is frozen, none has new ratings.
    path = folder / "notes-00000.tsv"
    header, *lines = [line.split("\t") for line in path.read_text().splitlines()]
    for line in lines:
        line[header.index("createdAtMillis")] = str(tables.NOW + 10 * tables.DAY)
    path.write_text("".join("\t".join(line) + "\n" for line in [header, *lines]))
    notes = list(rows(path))
    text = ["noteId\tcurrentStatus\ttimestampMillisOfLatestNonNMRStatus\ttimestampMillisOfCurrentStatus"]
    text += [f"{row['noteId']}\tCURRENTLY_RATED_HELPFUL\t\t{tables.NOW + 20 * tables.DAY}" for row in notes]
    (folder / "noteStatusHistory-00000.tsv").write_text("\n".join(text) + "\n")
    outcome = publish(folder, out, tables.NOW + 20 * tables.DAY)
    assert outcome.status == 1 and not outcome.summary["written"] and not out.exists()
    churn = outcome.summary["churn"]["without-new-ratings"]
    assert churn["refused"] and churn["lost"] / (churn["before"] + 100) == churn["share"] > 0.12
    early = publish(folder, out, tables.NOW + 20 * tables.DAY - 1)
    assert early.status == 65 and early.summary["error"]["field"] == "timestampMillisOfCurrentStatus"
    assert publish(folder, out, tables.NOW + 20 * tables.DAY, "--accept-churn").status == 0
    assert (out / "noteStatusHistory-00000.tsv").exists()


def test_wrong_moment(tmp_path):
    tables.write(tmp_path / "in", 1)
    assert publish(tmp_path / "in", tmp_path / "out", "yesterday").status == 64
    assert publish(tmp_path / "in", tmp_path / "out", -1).status == 64


def test_every_model_says_what_scoring_says(tmp_path):
    folder, out = tmp_path / "in", tmp_path / "out"
    tables.write(folder, 3, raters=200, notes=110)
    tables.add_parts(folder, 3)
    (folder / "noteStatusHistory-00000.tsv").unlink()
    models = ("--harassment", "own", "--groups", "own", "--topics", folder / "topics.tsv")
    now = tables.NOW - 60 * tables.DAY
    assert publish(folder, out, now, *models).status == 0
    take_over(folder, out)
    # The history says until when ratings count, so both read the same one.
    scored = program.run("claims", "notes", "score", folder, "--out", tmp_path / "scores", "--diligence", "none", *models)
    assert scored.status == 0, scored.stderr
    expected = {row["noteId"]: row["status"] for row in rows(tmp_path / "scores/note-scores.tsv")}
    assert {"GroupModel", "TopicModel"} & {row["decidedBy"] for row in rows(tmp_path / "scores/model-scores.tsv")}
    outcome = publish(folder, out, now + HOUR, *models)
    assert outcome.status == 0, outcome.stderr
    found = {row["noteId"]: row for row in rows(out / "noteStatusHistory-00000.tsv")}
    # Notes of years ago are frozen.
    free = {note: row["currentStatus"] for note, row in found.items() if not row["timestampMillisOfStatusLock"]}
    assert len(free) > 80 and free == {note: expected[note] for note in free}
    plain = publish(folder, tmp_path / "plain", now + HOUR)
    assert plain.summary != outcome.summary
