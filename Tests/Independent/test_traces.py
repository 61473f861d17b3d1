"""`accounts traces` turns posts into shares: the objects by plain Python, then the whole way to edges."""

import csv
import hashlib
import io
import json
import random
import re

import pytest
from program import coordination, run, table

COLUMNS = ["content_id", "account_id", "timestamp", "text", "urls", "hashtags", "reshared_id", "reply_to_id"]
TOOLKIT_NAMES = {
    "content_id": "message_id", "account_id": "user_id", "text": "message", "reshared_id": "repost_id",
    "reply_to_id": "reply_id",
}
TRACES = ["share", "link", "hashtag", "hashtag-sequence", "reply", "text"]


def posts(seed, count=400):
    chance = random.Random(seed)
    words = ["Vote", "NOW", "@ann", "@bob,x", "#Count", "#count", "#Day2", "it's", '"quoted"', "a,b", "new\nline"]
    pages = ["https://Example.org/a/?utm_source=x&id=7", "http://example.org:80/", "https://b.example/p?fbclid=1#top", "mailto:x@y"]
    result = []
    for number in range(count):
        result.append(
            {
                "content_id": f"p{number}",
                "account_id": chance.choice(["ann", 'say "hi"', "x,y", "Zo\u00eb", "z"]),
                "timestamp": str(chance.randrange(3000)) + chance.choice(["", "", ".25"]),
                "text": "  ".join(chance.sample(words, chance.randrange(5))),
                "urls": " ".join(chance.sample(pages, chance.randrange(3))),
                "hashtags": "",
                "reshared_id": chance.choice(["", "", f"p{chance.randrange(20)}"]),
                "reply_to_id": chance.choice(["", "", f"p{chance.randrange(20)}"]),
            }
        )
    return result


def page(address):
    """The four kinds of address above, normalised by hand."""
    return {
        "https://Example.org/a/?utm_source=x&id=7": "https://example.org/a?id=7",
        "http://example.org:80/": "http://example.org",
        "https://b.example/p?fbclid=1#top": "https://b.example/p",
        "mailto:x@y": None,
    }[address]


def once(items):
    return list(dict.fromkeys(item for item in items if item))


def objects(post, trace):
    tags = [tag.lower() for tag in re.findall(r"#(\w+)", post["text"])]
    if trace == "share":
        return once([post["reshared_id"]])
    if trace == "reply":
        return once([post["reply_to_id"]])
    if trace == "link":
        return once(page(address) for address in post["urls"].split())
    if trace == "hashtag":
        return once(tags)
    if trace == "hashtag-sequence":
        return [" ".join(tags)] if len(tags) > 1 else []
    text = " ".join(re.sub(r"@\S*", "", post["text"].lower()).split())
    return [hashlib.sha256(text.encode()).hexdigest()] if text else []


def shares(rows, trace):
    return [[thing, post["account_id"], post["content_id"], post["timestamp"]] for post in rows for thing in objects(post, trace)]


def write(path, rows, names=None):
    names = names or {}
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([names.get(column, column) for column in COLUMNS if column != "hashtags"])
        writer.writerows([row[column] for column in COLUMNS if column != "hashtags"] for row in rows)
    return path


def write_lines(path, rows):
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            line = {key: value or None for key, value in row.items() if key != "hashtags"}
            file.write(json.dumps(line | {"timestamp": float(row["timestamp"]), "urls": row["urls"].split()}) + "\n")
    return path


def read(text):
    lines = list(csv.reader(io.StringIO(text, newline="")))
    assert lines[0] == ["object_id", "account_id", "content_id", "timestamp_share"]
    return lines[1:]


@pytest.mark.parametrize("trace", TRACES)
def test_objects_of_every_post(trace, tmp_path):
    rows = posts(1)
    outcome = run("accounts", "traces", write(tmp_path / "posts.csv", rows), "--trace", trace)
    assert outcome.status == 0, outcome.stderr
    wanted = shares(rows, trace)
    assert wanted
    assert read(outcome.stdout.decode()) == wanted


@pytest.mark.parametrize("trace", TRACES)
def test_every_form_of_the_posts_gives_the_same_bytes(trace, tmp_path):
    rows = posts(2)
    plain = run("accounts", "traces", write(tmp_path / "posts.csv", rows), "--trace", trace)
    toolkit = run("accounts", "traces", write(tmp_path / "toolkit.csv", rows, TOOLKIT_NAMES), "--trace", trace)
    assert toolkit.stdout == plain.stdout
    lines = [dict(row, timestamp=row["timestamp"].replace(".25", "")) for row in rows]
    assert (
        run("accounts", "traces", write_lines(tmp_path / "posts.jsonl", lines), "--trace", trace).stdout
        == run("accounts", "traces", write(tmp_path / "whole.csv", lines), "--trace", trace).stdout
    )


def test_hashtags_that_are_listed_are_taken_as_they_are(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_text('content_id,account_id,timestamp,hashtags,text\n1,ann,5,"#Vote, \uff26inal",#other\n2,bob,6,,#other\n')
    outcome = run("accounts", "traces", path, "--trace", "hashtag")
    assert read(outcome.stdout.decode()) == [["vote", "ann", "1", "5"], ["final", "ann", "1", "5"]]


@pytest.mark.parametrize("trace", TRACES)
def test_coordination_takes_the_shares(trace, tmp_path):
    rows = posts(3)
    out, edges = tmp_path / "shares.csv", tmp_path / "edges.tsv"
    outcome = run("accounts", "traces", write(tmp_path / "posts.csv", rows), "--trace", trace, "--output", out, "--json")
    assert outcome.status == 0, outcome.stderr
    wanted = shares(rows, trace)
    assert outcome.summary["shares"] == len(wanted)
    assert outcome.summary["posts_with_trace"] == len({row[2] for row in wanted})
    read_again = coordination(out, "--window", 60, "--edges", edges, "--json")
    assert read_again.status == 0, read_again.stderr
    assert read_again.summary["rows"] == len(wanted)
    assert read_again.summary["bad_rows"] == 0
    assert table(edges)[1]


def test_bad_posts_are_named_and_the_good_ones_kept(tmp_path):
    path = tmp_path / "posts.csv"
    path.write_bytes(
        b"content_id,account_id,timestamp,reshared_id\n1,ann,5,x\n2,bob,soon,x\n3,,7,x\n4,dan,8\n5,eve,9,\xff\n6,fay,-1,x\n7,gus,9,\n"
    )
    outcome = run("accounts", "traces", path, "--trace", "share", "--output", tmp_path / "out.csv", "--json")
    assert outcome.status == 0
    samples = [(sample["line"], sample["column"]) for sample in outcome.summary["bad_row_samples"]]
    assert samples == [(3, "timestamp"), (4, "account_id"), (5, ""), (6, "reshared_id"), (7, "timestamp")]
    assert f"{path}:3: timestamp: expected" in outcome.stderr
    assert (outcome.summary["posts"], outcome.summary["posts_with_trace"]) == (2, 1)


@pytest.mark.parametrize(
    "content, status, words",
    [
        (b"", 65, ["empty"]),
        (b"content_id,account_id,timestamp\n", 65, ["reshared_id: expected", "or repost_id", "account_id, timestamp"]),
        (b"content_id,message_id,account_id,timestamp,reshared_id\n", 65, ["content_id", "once"]),
        (b"content_id,account_id,timestamp,reshared_id\n1,ann,soon,x\n", 65, ["not one good row", "timestamp"]),
        (b"content_id,account_id,timestamp,reshared_id\n1,ann,5,x\n2,bob,6,\"y\n", 65, [":3:", "closing quote"]),
        (b"content_id,account_id,timestamp,reshared_id\n1,ann,5,x\n2,bob,6," + b"y" * 2_000_000, 65, [":3:", "too long"]),
        (b"PK\x03\x04\x00", 65, ["binary"]),
    ],
    ids=["empty", "no-column", "column-twice", "no-good-row", "open-quote", "long-row", "binary"],
)
def test_what_cannot_be_read_leaves_nothing_behind(content, status, words, tmp_path):
    path, out = tmp_path / "posts.csv", tmp_path / "out.csv"
    path.write_bytes(content)
    out.write_text("before")
    for options in ([], ["--output", out]):
        outcome = run("accounts", "traces", path, "--trace", "share", *options)
        assert outcome.status == status, outcome.stderr
        assert outcome.stdout == b""
        for word in words:
            assert word in outcome.stderr
    assert out.read_text() == "before"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["out.csv", "posts.csv"]


def test_a_share_row_is_never_longer_than_a_reader_takes(tmp_path):
    path, out = tmp_path / "posts.csv", tmp_path / "out.csv"
    path.write_text("content_id,account_id,timestamp,reshared_id\n1,ann,5,x" + '"' * 600_000 + "\n2,bob,6,y\n")
    outcome = run("accounts", "traces", path, "--trace", "share", "--output", out, "--json")
    assert outcome.status == 0, outcome.stderr
    assert outcome.summary["bad_row_samples"][0]["column"] == "reshared_id"
    assert coordination(out, "--json").summary["rows"] == 1


def test_times_before_1970_can_be_read_again(tmp_path):
    path, out = tmp_path / "posts.csv", tmp_path / "out.csv"
    path.write_text("content_id,account_id,timestamp,reshared_id\n1,ann,1969-12-31 23:59:59.5,x\n2,bob,0,x\n")
    assert run("accounts", "traces", path, "--trace", "share", "--output", out).status == 0
    assert coordination(out, "--window", 1, "--json").summary["pair_rows"] == 1


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "posts.csv"
    with open(path, "w") as file:
        file.write("content_id,account_id,timestamp,text\n")
        for number in range(60_000):
            file.write(f"p{number},a{number},{number},{'word ' * 150}#tag{number} #end\n")
    assert path.stat().st_size > 40 << 20
    import resource
    import subprocess

    import program

    child = subprocess.run(
        [program.binary(), "accounts", "traces", path, "--trace", "hashtag", "--output", tmp_path / "out.csv"],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (48 << 20, 48 << 20)),
        capture_output=True,
    )
    assert child.returncode == 0, child.stderr
    assert b"120000 shares" in child.stdout
