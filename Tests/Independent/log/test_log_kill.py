"""Nothing acknowledged is lost and no size is signed twice: after kills, failing writes and a full disk."""

import json
import os
import random
import resource
import shutil
import signal
import subprocess
import time

import kill
import pytest
import tiles
from logs import Log
from merkle import Tree
from notes import log_key, open_checkpoint
from program import binary, run
from statements import body_of, signed, statement, written

KILLS = int(os.environ.get("DAYLIGHT_KILLS", 300))


def test_kills_of_a_log_that_is_written_to(tmp_path):
    outcome = kill.drill(tmp_path, KILLS)
    print(outcome)
    # The kills met the process at every stage, or this test says nothing.
    assert outcome["nothing"] > KILLS / 20
    assert outcome["part"] > KILLS / 10
    assert outcome["duplicates"] > 0, "entries that were durable and not acknowledged"
    assert outcome["acknowledged"] > KILLS


def test_a_killed_init_leaves_nothing_in_the_way(tmp_path):
    chance = random.Random(73)
    key = log_key()
    (tmp_path / "key").write_text(key.file)
    words = [str(binary()), "log", "init", str(tmp_path / "log"), "--origin", key.name, "--key", str(tmp_path / "key")]
    began = time.monotonic()
    assert subprocess.run(words, capture_output=True).returncode == 0
    duration = time.monotonic() - began
    for _ in range(30):
        shutil.rmtree(tmp_path / "log", ignore_errors=True)
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, duration))
        process.kill()
        process.wait()
        again = subprocess.run(words, capture_output=True, text=True)
        if again.returncode == 73:  # it was made before the kill: then it is whole
            assert open_checkpoint(run("log", "checkpoint", tmp_path / "log").stdout, key).size == 0
            assert run("log", "append", tmp_path / "log", stdin=b"").status == 0
        else:
            assert again.returncode == 0, again.stderr


class Believer:
    """What a submitter of statements knows of a log."""

    def __init__(self, log):
        self.log = log
        self.acknowledged = {}  # number → index
        self.next_number = 0

    def append(self, count, padding=0, limit=None):
        """Sends new statements, with writes of the program failing behind `limit` bytes of a file; its exit status."""
        numbers = range(self.next_number, self.next_number + count)
        self.next_number += count
        lines = b"".join(written(signed(number, padding=padding)) + b"\n" for number in numbers)
        done = subprocess.run(
            [str(binary()), "log", "append", str(self.log.folder), "--json"],
            input=lines, capture_output=True, preexec_fn=limit and (lambda: limited(limit)), timeout=120,
        )  # fmt: skip
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        accepted = [(number, answer["index"]) for number, answer in zip(numbers, answers, strict=False) if answer["ok"]]
        self.acknowledged.update(accepted)
        if len(accepted) < count:
            assert done.returncode > 0, f"ended with {done.returncode} although not all was written"
            assert done.stderr or any(answer.get("reason") for answer in answers), "the failure is told"
        else:
            assert done.returncode == 0, done.stderr
        return len(accepted)

    def all_is_there(self):
        """The published log is that of its bundles, and holds what was acknowledged; read without the program."""
        head = open_checkpoint((self.log.folder / "checkpoint").read_bytes(), self.log.key)
        tree = Tree()
        for index, width in tiles.parts(head.size):
            for entry in tiles.unbundle((self.log.folder / tiles.tile_path("entries", index, width)).read_bytes()):
                tree.append(entry)
        assert head.root == tree.root(head.size)
        for number, index in self.acknowledged.items():
            assert json.loads(body_of(tree.entries[index]))["predicate"]["number"] == number
        return head.size

    def reading_goes_on(self):
        size = self.log.head().size
        index = max(self.acknowledged.values())
        assert body_of(self.log.entry(index))
        assert self.log.proof(index)
        assert run("log", "prove", self.log.folder, "--consistency", 1, size).status == 0


def limited(size):
    """A file that grows beyond `size` fails to be written, as on a full disk, after a part was written."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_failing_writes_are_told_and_lose_nothing(tmp_path):
    chance = random.Random(28)
    believer = Believer(Log(tmp_path / "log"))
    believer.append(10)
    failed = 0
    for _ in range(15):
        largest = max(path.stat().st_size for path in believer.log.folder.rglob("*") if path.is_file())
        count = chance.randrange(20, 120)
        failed += believer.append(count, limit=largest + chance.randrange(1, 60_000)) < count
        believer.all_is_there()
        believer.reading_goes_on()
        if chance.random() < 0.5:
            assert believer.append(3) == 3, "writes succeed again, and so does the log"
            believer.all_is_there()
    assert failed >= 6
    assert believer.append(1) == 1


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 2 MiB in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, text=True)
    if made.returncode != 0:
        pytest.skip(f"mounting a small tmpfs needs root: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_is_told_and_loses_nothing(small_disk):
    believer = Believer(Log(small_disk / "log"))
    rounds = 0
    while believer.append(40, padding=1_000) == 40:
        rounds += 1
        assert rounds < 100, "the disk never fills up"
    assert believer.acknowledged
    for _ in range(3):
        assert believer.append(40, padding=1_000) < 40
    size = believer.all_is_there()
    believer.reading_goes_on()
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert believer.append(20) == 20, "space returned"
    assert believer.all_is_there() >= size + 20
    receipt = small_disk.parent / "receipt.tlog-proof"
    for index in random.Random(3).sample(sorted(believer.acknowledged.values()), 10):
        receipt.write_bytes(believer.log.proof(index))
        (small_disk.parent / "entry").write_bytes(believer.log.entry(index))
        policy = believer.log.policy(small_disk.parent / "policy")
        assert run("verify", receipt, "--entry", small_disk.parent / "entry", "--policy", policy).status == 0


def test_an_entry_that_was_answered_stays_the_same(tmp_path):
    """Opening a log again changes nothing of what is published."""
    log = Log(tmp_path / "log")
    log.append(*(signed(number) for number in range(20)))
    before = {path: path.read_bytes() for path in log.folder.rglob("*") if path.is_file() and "tile" in path.parts}
    checkpoint = log.checkpoint()
    for _ in range(3):
        assert run("log", "append", log.folder, stdin=b"").status == 0
        assert log.checkpoint() == checkpoint
    assert before == {path: path.read_bytes() for path in log.folder.rglob("*") if path.is_file() and "tile" in path.parts}
    assert body_of(log.entry(3)) == statement(3)
