"""`kill -9` in the middle of an import, many times in one data folder: all of it is there, or nothing."""

import collections
import hashlib
import os
import random
import signal
import time

import command
import pytest
from office import Office, dataset_of

KILLS = 50
GROUP = 6


def posts(path, number, shares=2500):
    """A few thousand shares with one group that acts as one; every number gives another file."""
    chance = random.Random(number)
    lines = ["object_id,account_id,content_id,timestamp_share"]
    share = 0
    for _ in range(shares):
        share += 1
        account = f"reader-{chance.randrange(400)}"
        lines.append(f"object-{chance.randrange(900)},{account},c{number}-{share},{1_700_000_000 + chance.randrange(800_000)}")
    for moment in range(25):
        start = 1_700_000_000 + 30_000 * moment + chance.randrange(9_000)
        for member in range(GROUP):
            share += 1
            time_shared = start + chance.randrange(8)
            lines.append(f"planted-object-{number}-{moment},planted-{number}-{member},c{number}-{share},{time_shared}")
    path.write_text("\n".join(lines) + "\n")
    return path


def identifier_of(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


class Killing:
    """One data folder through all the kills."""

    def __init__(self, folder):
        self.folder = folder
        self.office = Office(folder / "data")
        self.scratch = folder / "scratch"
        self.scratch.mkdir()
        self.entries = []

    def importing(self, file):
        return ["import", file, "--data", self.office.folder, "--json"]

    def killed(self, file, wait):
        """Starts an import, kills it when `wait` returns, and answers whether it was still running."""
        process = command.start(*self.importing(file), TMPDIR=self.scratch)
        try:
            wait(process)
        finally:
            process.send_signal(signal.SIGKILL)
            status = process.wait()
        assert status in (0, -signal.SIGKILL), f"the import of {file.name} ended by itself with {status}"
        return status != 0

    def store_is_whole(self):
        assert self.office.is_sound()
        assert self.office.strays() == {}, "rows of an import that did not happen"
        for stored in self.office.datasets().values():
            assert stored.stored_shares == stored.rows
            assert stored.stored_accounts == stored.accounts
            assert stored.findings == 1
            assert stored.envelope

    def asking_answers(self, number, is_there):
        """Works while statements wait for the log, and before anything healed the folder."""
        if not self.office.folder.exists():
            return
        outcome = command.run("ask", f"account:planted-{number}-0", "--data", self.office.folder)
        assert outcome.status == 0, outcome.said
        knows = "Nothing is known" not in outcome.stdout.split("4. ")[1].split("\n")[0]
        assert knows == is_there, outcome.stdout

    def log_answers(self):
        """The published log reads and proves as it is after a kill, and only ever grows."""
        if not (self.office.log / "checkpoint").exists():
            return
        size = self.office.log_size()
        assert size >= len(self.entries), "an entry is lost"
        for index in range(len(self.entries), size):
            self.entries.append(self.office.entry(index))
            assert self.office.proves(index)

    def open_again(self, old):
        """The next command that opens the folder: the import of a file that is there already."""
        outcome = command.run(*self.importing(old), TMPDIR=self.scratch)
        assert outcome.status == 0, outcome.said
        return '"already_there":true' in outcome.stdout

    def log_and_store_agree(self):
        self.log_answers()
        stored = self.office.datasets()
        logged = [dataset_of(entry) for entry in self.entries]
        assert sorted(logged) == sorted(stored), "each data set has its statement on the log once, and nothing else is there"
        for index, (dataset, entry) in enumerate(zip(logged, self.entries, strict=True)):
            assert stored[dataset].log_index == index
            assert stored[dataset].envelope.decode() == entry

    def nothing_is_left_behind(self):
        assert list(self.scratch.iterdir()) == [], "working files are left in TMPDIR"


def after_a_while(seconds):
    return lambda process: time.sleep(seconds)


def after_writing(path, seconds):
    """Waits until the file is written to, then a moment longer."""

    def written():
        try:
            status = path.stat()
        except FileNotFoundError:
            return 0, 0
        return status.st_size, status.st_mtime_ns

    def wait(process):
        size, moment = written()
        while process.poll() is None:
            now_size, now = written()
            # Opening alone writes a little; what is waited for is the commit, or the entry.
            if now != moment and (now_size > size or now_size > 1 << 17):
                break
            time.sleep(0.0003)
        time.sleep(seconds)

    return wait


def moments(office, duration, chance):
    """Any time; around the commit; around the entry in the log. By turns, for ever."""
    store, journal = office.folder / "daylight.sqlite-wal", office.log / "journal"
    while True:
        yield after_a_while(chance.uniform(0, duration))
        yield after_writing(store, chance.uniform(0, 0.012))
        yield after_writing(journal, chance.uniform(0, 0.006))


@pytest.fixture
def killing(tmp_path):
    return Killing(tmp_path)


def test_fifty_kills_leave_all_or_nothing(killing):
    old = posts(killing.folder / "old.csv", 0)
    first_start_is_killed(killing, old)
    began = time.monotonic()
    assert command.run(*killing.importing(old)).status == 0
    duration = time.monotonic() - began
    chance = random.Random(20291123)
    outcomes = collections.Counter()
    for number, moment in zip(range(1, KILLS + 1), moments(killing.office, duration, chance)):
        file = posts(killing.folder / f"posts-{number}.csv", number)
        was_running = killing.killed(file, moment)
        killing.store_is_whole()
        killing.nothing_is_left_behind()
        stored = killing.office.datasets().get(identifier_of(file))
        is_there = stored is not None
        assert is_there or was_running, "an import that ended well is not there"
        killing.asking_answers(number, is_there)
        killing.log_answers()
        assert killing.open_again(file if number % 5 == 0 else old) == (is_there or number % 5 != 0)
        killing.log_and_store_agree()
        file.unlink()
        outcomes[how_far(was_running, stored)] += 1
    print(dict(outcomes))
    assert outcomes["nothing"] > 0
    assert outcomes["done"] < KILLS // 2, f"the kills came too late: {outcomes}"


def how_far(was_running, stored):
    """How far an import came before it was killed."""
    if not was_running:
        return "done"
    if stored is None:
        return "nothing"
    return "stored" if stored.log_index is None else "stored and logged"


def first_start_is_killed(killing, file):
    """Also while keys, log and store are being made for the first time."""
    chance = random.Random(7)
    for _ in range(10):
        killing.killed(file, after_a_while(chance.uniform(0, 0.12)))
        killing.store_is_whole()
        killing.log_answers()


def test_an_interrupted_import_stops_and_leaves_nothing(killing):
    old = posts(killing.folder / "old.csv", 0)
    assert command.run(*killing.importing(old)).status == 0
    # Large enough to be still at work when it is interrupted, on a fast machine too.
    file = posts(killing.folder / "posts.csv", 1, shares=60_000)
    process = command.start(*killing.importing(file), TMPDIR=killing.scratch)
    time.sleep(0.15)
    process.send_signal(signal.SIGINT)
    assert process.wait(30) != 0
    killing.store_is_whole()
    killing.nothing_is_left_behind()
    assert not killing.open_again(file)
    killing.log_and_store_agree()
    assert os.listdir(killing.scratch) == []
