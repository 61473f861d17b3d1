"""Damaged files and hostile input: a log heals what it can derive, and otherwise stops and changes nothing."""

import json
import random
import shutil

import pytest
import tiles
from logs import Log
from merkle import Tree, leaf
from notes import checkpoint, log_key
from program import run
from statements import as_stored, signed, signer, statement, written

TREE = Tree(as_stored(statement(number), signer(0)) for number in range(40))
KEY = log_key()
SIZE = 30


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    log = Log(tmp_path_factory.mktemp("damage") / "log")
    for start, end in [(0, 3), (3, 10), (10, SIZE)]:
        assert log.append(*(signed(number) for number in range(start, end)))[0] == 0
    assert log.head().root == TREE.root(SIZE)
    return log


@pytest.fixture
def log(original, tmp_path):
    """A copy that may be damaged: of the files alone, so that every test has its own."""
    copied = Log(tmp_path / "log")
    shutil.rmtree(copied.folder)
    shutil.copytree(original.folder, copied.folder)
    return copied


def contents(log):
    return {path: path.read_bytes() for path in log.folder.rglob("*") if path.is_file() and path.name != "lock"}


def assert_heals(log):
    status, answers = log.append(signed(SIZE))
    assert (status, answers[0]["index"]) == (0, SIZE)
    assert log.head().root == TREE.root(SIZE + 1)
    for path, data in tiles.files(TREE, SIZE + 1).items():
        assert (log.folder / path).read_bytes() == data
    assert run("log", "audit", log.folder, "--vkey", KEY.vkey).status == 0


def assert_stops(log):
    before = contents(log)
    outcome = run("log", "append", log.folder, "--json", stdin=written(signed(SIZE)) + b"\n")
    assert outcome.status not in (0, 1) and outcome.stdout == b"" and outcome.stderr
    assert contents(log) == before, "nothing was changed"


def test_any_changed_bit_of_the_journal_stops_it(log):
    """A bad checksum is damage, unless the record was never published."""
    chance = random.Random(1)
    sound = (log.folder / "journal").read_bytes()
    for _ in range(20):
        place = chance.randrange(len(sound) * 8)
        changed = bytearray(sound)
        changed[place // 8] ^= 1 << place % 8
        (log.folder / "journal").write_bytes(changed)
        assert_stops(log)
    (log.folder / "journal").write_bytes(sound)
    assert_heals(log)


@pytest.mark.parametrize("kept", [0.0, 0.0001, 0.3, 0.5, 0.99, 0.9999])
def test_a_journal_that_lost_what_was_published_stops_it(kept, log):
    sound = (log.folder / "journal").read_bytes()
    (log.folder / "journal").write_bytes(sound[: int(len(sound) * kept)])
    assert_stops(log)


@pytest.mark.parametrize("torn", [b"x", b"garbage" * 50, bytes(5000)])
def test_a_torn_end_of_the_journal_is_cut(torn, log):
    with open(log.folder / "journal", "ab") as file:
        file.write(torn)
    assert_heals(log)


def test_half_of_the_next_record_is_cut(log):
    """What a crash in the middle of a commit leaves: the beginning of a sound record."""
    longer = Log(log.folder.parent / "longer")
    shutil.rmtree(longer.folder)
    shutil.copytree(log.folder, longer.folder)
    assert longer.append(signed(SIZE))[0] == 0
    record = (longer.folder / "journal").read_bytes()[(log.folder / "journal").stat().st_size :]
    with open(log.folder / "journal", "ab") as file:
        file.write(record[: len(record) * 2 // 3])
    assert_heals(log)


def test_tiles_are_derived_again(log):
    shutil.rmtree(log.folder / "tile")
    assert_heals(log)


@pytest.mark.parametrize("path", ["tile/0/000.p/30", "tile/entries/000.p/30"])
def test_a_damaged_tile_is_not_carried_on(path, log):
    data = bytearray((log.folder / path).read_bytes())
    data[100] ^= 1
    (log.folder / path).write_bytes(data)
    assert_heals(log)


def test_an_older_checkpoint_is_published_anew(log):
    (log.folder / "checkpoint").write_bytes(checkpoint(KEY, 10, TREE.root(10)))
    assert_heals(log)


@pytest.mark.parametrize(
    "data",
    [
        checkpoint(KEY, 33, TREE.root(33)),
        checkpoint(KEY, SIZE, leaf(b"other")),
        checkpoint(log_key(seed=bytes(32)), SIZE, TREE.root(SIZE)),
        b"tea\n",
        b"",
    ],
    ids=["of a larger tree", "of another tree", "of another key", "no note", "empty"],
)
def test_a_published_checkpoint_that_contradicts_stops_it(data, log):
    (log.folder / "checkpoint").write_bytes(data)
    assert_stops(log)


def test_a_key_that_was_exchanged_stops_it(log):
    for path in log.folder.iterdir():
        if path.is_file() and path.read_bytes().startswith(b"PRIVATE+KEY+"):
            path.write_text(log_key(seed=bytes(32)).file)
    assert_stops(log)


def test_records_twice_stop_it(log):
    journal = log.folder / "journal"
    journal.write_bytes(journal.read_bytes() * 2)
    assert_stops(log)


def test_lines_of_any_kind_are_answered(original, tmp_path):
    """What is no statement gets its answer, and what stands behind it is not lost."""
    log = Log(tmp_path / "log")
    big, deep = b"x" * 3_000_000, b"[" * 100_000
    lines = [b"\0", big, b'{"payload":"' + b"A" * 2_000_000 + b'"}', deep, b'"', b"\xff\xfe", b"{}"]
    status, answers = log.append(*lines, signed(1))
    assert status == 1
    assert [answer["ok"] for answer in answers] == [False] * len(lines) + [True]
    assert {answer["error"] for answer in answers[:-1]} <= {"malformed", "too-large"}
    outcome = run("log", "append", log.folder, "--json", stdin=b"\n\n" + written(signed(2)) + b"\r\n\n" + written(signed(3)))
    assert [json.loads(line)["index"] for line in outcome.stdout.splitlines()] == [1, 2], "empty lines do not count, the last may have no end"


def test_hostile_lines_are_told_and_the_rest_is_checked():
    sound = b'{"kind":"tile-path","path":"tile/0/000"}'
    inclusion = b'{"kind":"inclusion","index":0,"size":%s,"leafHash":"%s","root":"%s","proof":[]}'
    hostile = [
        b"\0", b"\xff\xfe", b"nul", b"[" * 200_000, b'{"kind":"tile-path","path":"\\ud800"}', b'{"kind":"tile-path","path":"x","path":"y"}',
        b'{"kind":"pae","payloadType":"x","bodyBase64":"' + b"A" * 2_000_000 + b'"}', sound + b"x", b"{" + b'"a":{' * 5000,
    ]  # fmt: skip
    unsound = [inclusion % (size, b"00" * 32, b"00" * 32) for size in (b"9223372036854775807", b"9223372036854775808", b"1" + b"0" * 400, b"-1", b"1e400")]
    lines = [line for pair in zip([*hostile, *unsound], [sound] * 20, strict=False) for line in pair]
    outcome = run("log", "check", stdin=b"\n".join(lines))
    assert outcome.status == 65
    answers = [json.loads(line) for line in outcome.stdout.splitlines()]
    assert [answer["ok"] for answer in answers] == [False, True] * (len(lines) // 2)
    assert all(answer["reason"].startswith("input: ") for answer in answers[: 2 * len(hostile) : 2])


@pytest.mark.parametrize("size", [2**40, 2**62, 2**63 - 1])
def test_a_checkpoint_of_an_immense_tree_ends_at_its_first_missing_file(size, tmp_path):
    """Signed by the log, and nothing behind it: the audit must not count to its end."""
    tiles.write(tmp_path, {"checkpoint": checkpoint(KEY, size, leaf(b"x"))})
    outcome = run("log", "audit", tmp_path, "--vkey", KEY.vkey, "--json", timeout=120)
    assert (outcome.status, outcome.summary["ok"]) == (1, False)
    assert outcome.summary["path"].startswith("tile/")
