"""What is read, what is refused, and how it is said."""

import json

import pytest
from program import coordination, table

HEADER = "object_id,account_id,content_id,timestamp_share\n"
GOOD = "X,ann,c1,1000\nX,bob,c2,1004\n"


def write(folder, content, name="posts.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refuse(folder, path, status, *words, options=()):
    """The run ends with the status, says the words, prints nothing and leaves the table as it was."""
    out = folder / "edges.tsv"
    out.write_text("before\n")
    before = sorted(folder.iterdir())
    outcome = coordination(path, "--edges", out, "--json", *options)
    assert outcome.status == status, outcome.stderr
    assert outcome.stdout == b""
    assert out.read_text() == "before\n"
    assert sorted(folder.iterdir()) == before
    for word in words:
        assert word in outcome.stderr, (word, outcome.stderr)


def accept(folder, content, *options, name="posts.csv"):
    outcome = coordination(write(folder, content, name), "--json", *options)
    assert outcome.status == 0, outcome.stderr
    return outcome.summary, outcome.stderr


def test_missing_file(tmp_path):
    refuse(tmp_path, tmp_path / "nowhere.csv", 66, "nowhere.csv")


def test_folder_instead_of_a_file(tmp_path):
    refuse(tmp_path, tmp_path, 66, str(tmp_path))


@pytest.mark.parametrize(
    "content, words",
    [
        ("", ["empty"]),
        (HEADER.encode() + b"X,a\0nn,c1,1000\n", ["binary"]),
        ("object_id,account_id,content_id,time\n" + GOOD, ["timestamp_share", "object_id", "time"]),
        ("object_id,account_id,content_id,timestamp_share,account_id\n" + GOOD, ["account_id"]),
        (HEADER + GOOD + "X," + "a" * 1_048_600 + ",c3,1005\n", ["posts.csv:4:", "too long"]),
        (HEADER + GOOD + 'X,"cid,c3,1005\nX,dan,c4,1006\n', ["posts.csv:4:"]),
        (HEADER + "X,ann,c1,soon\nX,,c2,1004\n", ["posts.csv:2:", "timestamp_share", "posts.csv:3:", "account_id"]),
    ],
    ids=["no-byte", "binary", "column-missing", "column-twice", "row-too-long", "quote-never-closed", "no-good-row"],
)
def test_unusable_input(tmp_path, content, words):
    refuse(tmp_path, write(tmp_path, content), 65, *words)


@pytest.mark.parametrize(
    "options",
    [
        ["--window", "-1"],
        ["--window", "soon"],
        ["--min-participation", "1.5"],
        ["--edge-weight", "1.01"],
        ["--alpha", "0"],
        ["--alpha", "1"],
        ["--semantics", "other"],
        ["--memory", "lots"],
        ["--format", "xml"],
        ["--semantics", "coortweet", "--alpha", "0.01"],
        ["--semantics", "coortweet", "--flagged", "f.tsv"],
        ["--semantics", "coortweet", "--groups", "g.json"],
        ["--semantics", "coortweet", "--declared", "d.csv"],
        ["--no-such-option"],
    ],
    ids=" ".join,
)
def test_wrong_options(tmp_path, options):
    refuse(tmp_path, write(tmp_path, HEADER + GOOD), 64, options=options)


def test_output_that_cannot_be_made(tmp_path):
    path = write(tmp_path, HEADER + GOOD)
    target = tmp_path / "no-such-folder" / "edges.tsv"
    outcome = coordination(path, "--edges", target)
    assert outcome.status == 73
    assert str(target) in outcome.stderr
    assert outcome.stdout == b""


def test_no_table_is_written_when_another_cannot_be(tmp_path):
    path = write(tmp_path, HEADER + GOOD)
    outcome = coordination(path, "--edges", tmp_path / "edges.tsv", "--pairs", tmp_path / "missing" / "pairs.tsv")
    assert outcome.status == 73
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["posts.csv"]


@pytest.mark.parametrize(
    "row, column",
    [
        ("X,cid,c3", ""),
        ("X,cid,c3,1005,more", ""),
        (",cid,c3,1005", "object_id"),
        ("X,,c3,1005", "account_id"),
        ("X,cid,,1005", "content_id"),
        ("X,cid,c3,", "timestamp_share"),
        ("X,cid,c3,-5", "timestamp_share"),
        ("X,cid,c3,+5", "timestamp_share"),
        ("X,cid,c3, 5", "timestamp_share"),
        ("X,cid,c3,1e3", "timestamp_share"),
        ("X,cid,c3,5.", "timestamp_share"),
        ("X,cid,c3,.5", "timestamp_share"),
        ("X,cid,c3,5.1234567890", "timestamp_share"),
        ("X,cid,c3,1700000000000", "timestamp_share"),
        ("X,cid,c3,253402300800", "timestamp_share"),
        ("X,cid,c3,2026-02-29 10:00:00", "timestamp_share"),
        ("X,cid,c3,2026-05-04 24:00:00", "timestamp_share"),
        ("X,cid,c3,2026-05-04 10:00:60", "timestamp_share"),
        ("X,cid,c3,2026-05-04T10:00:00+02:00", "timestamp_share"),
        (b"X,ci\xffd,c3,1005", "account_id"),
    ],
)
def test_bad_row_is_reported_and_left_out(tmp_path, row, column):
    row = row if isinstance(row, bytes) else row.encode()
    summary, messages = accept(tmp_path, (HEADER + GOOD).encode() + row + b"\nX,dan,c4,1006\n")
    assert (summary["rows"], summary["bad_rows"]) == (3, 1)
    sample = summary["bad_row_samples"][0]
    assert (sample["line"], sample["column"]) == (4, column)
    assert len(sample["found"]) <= 40
    assert "posts.csv:4:" in messages
    assert "expected" in messages and "found" in messages
    assert column in messages


@pytest.mark.parametrize(
    "time, milliseconds",
    [
        ("1777888800", 0),
        ("1777888800.25", 250),
        ("1777888800.123999999", 123),
        ("2026-05-04 10:00:00", 0),
        ("2026-05-04T10:00:00Z", 0),
        ("2026-05-04 10:00:00.5Z", 500),
        ("2026-05-04T10:00:00.007", 7),
    ],
)
def test_good_times(tmp_path, time, milliseconds):
    out = tmp_path / "pairs.tsv"
    summary, _ = accept(tmp_path, HEADER + f"X,ann,c1,1777888800\nX,bob,c2,{time}\n", "--pairs", out)
    assert summary["rows"] == 2
    assert float(table(out)[1][0]["time_delta"]) == milliseconds / 1000


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + HEADER + GOOD,
        (HEADER + GOOD).replace("\n", "\r\n"),
        (HEADER + GOOD).rstrip("\n"),
        HEADER + "\n" + GOOD + "\n\n",
        "content_id,lang,timestamp_share,account_id,object_id\nc1,en,1000,ann,X\nc2,,1004,bob,X\n",
        HEADER + '"X","ann","c1","1000"\n"X",bob,c2,1004\n',
    ],
    ids=["byte-order-mark", "crlf", "no-last-line-end", "empty-lines", "other-order", "quoted"],
)
def test_spellings_of_the_same_input(tmp_path, content):
    out = tmp_path / "edges.tsv"
    summary, messages = accept(tmp_path, content, "--edges", out)
    assert (summary["rows"], summary["bad_rows"]) == (2, 0)
    row = table(out)[1][0]
    assert (row["account_a"], row["account_b"], row["weight"], row["sum_delta"]) == ("ann", "bob", "1", "4")


def test_a_quote_inside_a_field_is_an_ordinary_character(tmp_path):
    out = tmp_path / "edges.tsv"
    summary, _ = accept(tmp_path, HEADER + 'X,a"nn",c1,1000\nX,bob,c2,1004\n', "--edges", out)
    assert summary["bad_rows"] == 0
    assert table(out)[1][0]["account_a"] == 'a"nn"'


def test_text_after_a_closing_quote_makes_a_bad_row(tmp_path):
    summary, _ = accept(tmp_path, HEADER + GOOD + '"X"y,cid,c3,1005\n')
    assert (summary["rows"], summary["bad_rows"]) == (2, 1)


def test_lines_are_physical_lines(tmp_path):
    summary, messages = accept(tmp_path, HEADER + '"X\nX",ann,c1,1000\n\nX,bob,c2,never\n' + GOOD)
    assert [sample["line"] for sample in summary["bad_row_samples"]] == [5]
    assert "posts.csv:5:" in messages


def test_twenty_bad_rows_are_shown_and_the_rest_counted(tmp_path):
    summary, messages = accept(tmp_path, HEADER + GOOD + "X,cid,c3\n" * 25)
    assert summary["bad_rows"] == 25
    assert len(summary["bad_row_samples"]) == 20
    assert "posts.csv:23:" in messages and "posts.csv:24:" not in messages
    assert "and 5 more" in messages


def test_header_alone(tmp_path):
    names = ["edges", "pairs", "flagged"]
    files = [part for name in names for part in (f"--{name}", tmp_path / name)]
    summary, _ = accept(tmp_path, HEADER, *files, "--groups", tmp_path / "groups")
    assert summary["rows"] == 0 and summary["threshold"] is None and summary["null"]["limit"] is None
    for name in names:
        assert (tmp_path / name).read_bytes().count(b"\n") == 1
    assert json.loads((tmp_path / "groups").read_text()) == []


def test_json_lines_say_the_same_as_csv(tmp_path):
    lines = [
        {"object_id": "X", "account_id": "ann", "content_id": "c1", "timestamp_share": 1000},
        {"timestamp_share": "1004", "content_id": "c2", "account_id": "bob", "object_id": "X", "lang": None},
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    for name in ("posts.jsonl", "posts.ndjson"):
        summary, _ = accept(tmp_path, text, name=name)
        assert (summary["rows"], summary["bad_rows"], summary["edges"]) == (2, 0, 1)
    summary, _ = accept(tmp_path, text, "--format", "jsonl", name="posts.txt")
    assert summary["edges"] == 1


@pytest.mark.parametrize(
    "line, column",
    [
        ("[1, 2]", None),
        ("not json", None),
        ('{"object_id": 7, "account_id": "a", "content_id": "c", "timestamp_share": 1}', "object_id"),
        ('{"object_id": "X", "account_id": "", "content_id": "c", "timestamp_share": 1}', "account_id"),
        ('{"object_id": "X", "account_id": "a", "timestamp_share": 1}', "content_id"),
        ('{"object_id": "X", "account_id": "a", "content_id": "c", "timestamp_share": true}', "timestamp_share"),
    ],
)
def test_bad_json_lines(tmp_path, line, column):
    good = '{"object_id": "X", "account_id": "ann", "content_id": "c1", "timestamp_share": 1000}\n'
    summary, messages = accept(tmp_path, good + line + "\n" + good, name="posts.jsonl")
    assert (summary["rows"], summary["bad_rows"], summary["duplicate_rows"]) == (2, 1, 1)
    assert summary["bad_row_samples"][0]["line"] == 2
    assert "posts.jsonl:2:" in messages
    if column is not None:
        assert summary["bad_row_samples"][0]["column"] == column


def test_standard_input(tmp_path):
    outcome = coordination("-", "--json", stdin=(HEADER + GOOD).encode())
    assert outcome.status == 0, outcome.stderr
    assert outcome.summary["edges"] == 1


@pytest.mark.parametrize(
    "register, status",
    [
        ("group,account_id\nhouse,ann\nhouse,bob\nhouse,nobody\n", 0),
        ("account_id,note,group\nann,x,house\n", 0),
        ("account_id\nann\n", 65),
        ("group,account_id\nhouse,\n", 65),
    ],
    ids=["plain", "other-order", "column-missing", "empty-field"],
)
def test_register_of_declared_groups(tmp_path, register, status):
    posts = write(tmp_path, HEADER + GOOD)
    outcome = coordination(posts, "--declared", write(tmp_path, register, "declared.csv"), "--json")
    assert outcome.status == status, outcome.stderr
    if status == 65 and "group" not in register.split("\n")[0]:
        assert "group" in outcome.stderr


def test_a_window_below_a_minute_on_whole_minutes_is_warned_of(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text("object_id,account_id,content_id,timestamp_share\nX,a,1,120\nX,b,2,180\n")
    outcome = coordination(path, "--window", 59, "--json")
    assert outcome.status == 0
    assert f"{path}: WARNING: every time is a whole minute" in outcome.stderr
    assert outcome.summary["times_are_whole_minutes"] is True
    assert coordination(path, "--window", 60).stderr == ""
    path.write_text("object_id,account_id,content_id,timestamp_share\nX,a,1,120\nX,b,2,180.5\n")
    assert coordination(path, "--window", 10).stderr == ""
    path.write_text("object_id,account_id,content_id,timestamp_share\n")
    assert coordination(path, "--window", 10).stderr == ""


@pytest.mark.parametrize(
    "options",
    [
        ["--speed", "s.tsv"], ["--speed-window", 5], ["--speed", "s.tsv", "--speed-window", 10],
        ["--speed", "s.tsv", "--speed-window", 5, "--memory", "64MiB"], ["--speed-participation", 2],
    ],
    ids=lambda options: " ".join(map(str, options)),
)
def test_options_of_the_faster_subset_go_together(tmp_path, options):
    path = tmp_path / "posts.csv"
    path.write_text("object_id,account_id,content_id,timestamp_share\nX,a,1,120\nX,b,2,181\n")
    options = [tmp_path / option if option == "s.tsv" else option for option in options]
    assert coordination(path, "--semantics", "coortweet", *options).status == 64
    assert not (tmp_path / "s.tsv").exists()
    assert coordination(path, "--speed-window", 5, "--speed", tmp_path / "s.tsv").status == 64
