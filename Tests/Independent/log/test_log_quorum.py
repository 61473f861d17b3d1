"""A log with a policy: nothing is acknowledged or published that the quorum has not cosigned."""

import shutil
import threading
from contextlib import ExitStack, closing, contextmanager

import kill
import pytest
from logs import Log
from merkle import Tree
from notes import log_key, open_checkpoint, signature_line, split_note, witness_key
from plain_witness import PlainWitness
from program import run
from servers import running, witness_arguments
from statements import as_stored, signed, signer, statement

KEY = log_key()
W = [witness_key(number) for number in (1, 2, 3)]


def trust(witnesses, least):
    """A policy of witnesses {key: address}, of which `least` must cosign."""
    lines = [f"witness W{place} {key.vkey} {url}" for place, (key, url) in enumerate(witnesses.items(), 1)]
    members = " ".join(f"W{place}" for place in range(1, len(lines) + 1))
    return "".join(f"{line}\n" for line in [f"log {KEY.vkey}", *lines, f"group g {least} {members}", "quorum g"])


@contextmanager
def our_witness(folder, key, listen="127.0.0.1:0"):
    (folder / f"{key.key_id.hex()}.key").write_text(key.file)
    with running(*witness_arguments(folder / key.key_id.hex(), folder / f"{key.key_id.hex()}.key", KEY.vkey, listen=listen)) as server:
        yield server


@pytest.fixture
def plain():
    """Three witnesses in plain Python."""
    with ExitStack() as stack:
        yield [stack.enter_context(PlainWitness(key, KEY)) for key in W]


def made(folder, witnesses, least):
    (folder / "policy").write_text(trust({each.key: each.url for each in witnesses}, least))
    return Log(folder / "log", "--policy", folder / "policy")


def tree_of(*numbers):
    return Tree(as_stored(statement(number), signer(0)) for number in numbers)


def assert_published(log, size, least, tree=None):
    head = log.head(W)
    assert head.size == size
    assert len(head.cosignatures) >= least
    assert head.root == (tree or tree_of(*range(size))).root(size)


def test_our_log_and_our_witnesses(tmp_path):
    with ExitStack() as stack:
        servers = {key: stack.enter_context(our_witness(tmp_path, key)) for key in W}
        (tmp_path / "policy").write_text(trust({key: server.url for key, server in servers.items()}, 2))
        log = Log(tmp_path / "log", "--policy", tmp_path / "policy")
        status, answers = log.append(*(signed(number) for number in range(40)), options=["--receipts", tmp_path / "receipts"])
        assert status == 0 and [answer["index"] for answer in answers] == list(range(40))
        assert_published(log, 40, 2)
        assert sorted(server.recorded_size(KEY.name) or 0 for server in servers.values())[1:] == [40, 40]
        for index in (0, 20, 39):
            outcome = run("verify", tmp_path / f"receipts/{index}.json", "--policy", tmp_path / "policy", "--json")
            assert outcome.status == 0, outcome.stdout
            assert len(outcome.summary["cosigners"]) >= 2
        servers[W[0]].kill()
        assert log.append(signed(40))[0] == 0, "two of three are left"
        assert_published(log, 41, 2)
        servers[W[1]].kill()
        status, answers = log.append(signed(41))
        assert status == 69 and answers == []
        assert_published(log, 41, 2)
        with our_witness(tmp_path, W[0], f"127.0.0.1:{servers[W[0]].port}"):
            status, answers = log.append(signed(41), signed(42))
            assert status == 0
            assert [(answer["index"], answer["duplicate"]) for answer in answers] == [(41, True), (42, False)], "it was in the journal already"
            assert_published(log, 43, 2)


def test_our_log_and_witnesses_in_plain_python(plain, tmp_path):
    """Every request is one the protocol allows: signed, from the recorded size, with a proof that verifies."""
    log = made(tmp_path, plain, 3)
    for start, end in [(0, 1), (1, 2), (2, 7), (7, 8), (8, 300)]:
        status, _ = log.append(*(signed(number) for number in range(start, end)))
        assert status == 0
        assert_published(log, end, 3)
    tree = tree_of(*range(300))
    for each in plain:
        assert each.recorded == (300, tree.root(300))
        assert all(root == tree.root(size) for size, root in each.seen)
        assert {status for _, _, status in each.requests} <= {200, 409}


def test_nothing_is_published_without_the_quorum(plain, tmp_path):
    log = made(tmp_path, plain, 2)
    assert log.append(signed(0))[0] == 0
    before = log.checkpoint()
    for each in plain[:2]:
        each.answer = lambda _: (503, b"")
    status, answers = log.append(signed(1), signed(2))
    assert status == 69 and answers == []
    assert log.checkpoint() == before
    assert run("log", "prove", log.folder, 1).status == 65
    assert run("log", "audit", log.folder, "--vkey", KEY.vkey).status == 0
    plain[0].answer = None
    status, answers = log.append(signed(1))
    assert status == 0
    assert answers[0]["index"] == 1
    assert log.append(signed(2))[1][0]["index"] == 2, "it keeps its place, or takes it now; it never has two"
    assert_published(log, 3, 2)


def test_a_witness_that_was_away_is_caught_up(plain, tmp_path):
    log = made(tmp_path, plain, 2)
    assert log.append(signed(0))[0] == 0
    plain[2].answer = lambda _: (503, b"")
    for number in range(1, 6):
        assert log.append(signed(number))[0] == 0
    plain[2].answer, plain[0].answer = None, lambda _: (503, b"")
    assert log.append(signed(6))[0] == 0, "the third stands in for the first"
    assert plain[2].recorded == (7, tree_of(*range(7)).root(7))
    assert_published(log, 7, 2)


BAD_ANSWERS = {
    "no line": lambda _: (200, b""),
    "no signature": lambda _: (200, b"tea\n"),
    "a line of a stranger": lambda _: (200, witness_key(9).cosignature(b"x\n", 1)),
    "a cosignature on another text": lambda _: (200, W[0].cosignature(b"x\n", 1)),
    "zeros for a signature": lambda _: (200, signature_line(W[0].name, W[0].key_id, bytes(72))),
    "a great deal": lambda _: (200, b"x" * (4 << 20)),
    "400": lambda _: (400, b""),
    "403": lambda _: (403, b""),
    "404": lambda _: (404, b""),
    "422": lambda _: (422, b""),
    "429": lambda _: (429, b""),
    "500": lambda _: (500, b""),
    "409 of an older kind": lambda _: (409, b""),
    "409 without a number": lambda _: (409, b"tea\n", "text/x.tlog.size"),
    "a redirection": lambda _: (307, b""),
}


@pytest.mark.parametrize("answer", BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys())
def test_a_bad_answer_is_no_cosignature(answer, plain, tmp_path):
    log = made(tmp_path, plain[:1], 1)
    assert log.append(signed(0))[0] == 0
    requests = []

    def counted(body):
        requests.append(body)
        return answer(body)

    plain[0].answer = counted
    status, answers = log.append(signed(1))
    assert status not in (0, 1) and answers == []
    assert_published(log, 1, 1)
    assert 1 <= len(requests) <= 4, "never again and again without a pause"
    plain[0].answer = None
    status, answers = log.append(signed(1))
    if status == 0:  # after an alarm a log may refuse to go on; it may not go on with another history
        assert answers[0]["index"] == 1
        assert_published(log, 2, 1)
    assert set(plain[0].seen) <= {(size, tree_of(*range(2)).root(size)) for size in (0, 1, 2)}


def test_lines_of_others_in_an_answer_are_left_out(plain, tmp_path):
    log = made(tmp_path, plain[:1], 1)

    def talkative(body):
        status, line, *kind = plain[0].add(body)
        return (status, witness_key(9).cosignature(b"x\n", 1) + line, *kind) if status == 200 else (status, line, *kind)

    plain[0].answer = talkative
    assert log.append(signed(0))[0] == 0
    assert_published(log, 1, 1)
    names = {name for name, _, _ in split_note(log.checkpoint())[1]}
    assert names == {KEY.name, W[0].name}


def test_a_slow_witness_does_not_hold_up_the_others(plain, tmp_path):
    log, released = made(tmp_path, plain, 2), threading.Event()

    def held(_):
        released.wait()
        return 503, b""

    plain[0].answer = held
    try:
        assert log.append(signed(0))[0] == 0, "it comes back while the third is still asked"
        assert_published(log, 1, 2)
    finally:
        released.set()


def heads_in(log):
    """Every checkpoint in the files of a log."""
    finder = kill.notes_of(log.origin)
    data = b"".join(path.read_bytes() for path in log.folder.glob("journal*"))
    return {(head.size, head.root) for head in (open_checkpoint(found[0], log.key) for found in finder.finditer(data))}


def test_a_witness_ahead_of_the_log_stops_it(plain, tmp_path):
    """A log restored from an old copy must not sign a second history of the sizes it gave out before."""
    log = made(tmp_path, plain, 2)
    assert log.append(signed(0), signed(1))[0] == 0
    shutil.copytree(log.folder, tmp_path / "backup")
    assert log.append(signed(2), signed(3))[0] == 0
    first = heads_in(log)
    shutil.rmtree(log.folder)
    shutil.copytree(tmp_path / "backup", log.folder)
    for _ in range(2):
        status, answers = log.append(signed(9))
        assert status == 69 and answers == []
        assert log.head().size == 2
    both = first | heads_in(log) | {head for each in plain for head in each.seen}
    assert len(both) == len({size for size, _ in both}), "no size has two roots"
    assert run("log", "show", log.folder, 1).status == 0, "reading goes on"


def test_an_answer_beyond_the_log_stops_it(plain, tmp_path):
    log = made(tmp_path, plain[:1], 1)
    assert log.append(signed(0))[0] == 0
    plain[0].answer = lambda _: (409, b"1000\n", "text/x.tlog.size")
    status, answers = log.append(signed(1))
    assert status not in (0, 1) and answers == []
    assert_published(log, 1, 1)


def test_kills_while_witnesses_cosign(tmp_path):
    """The drill of test_log_kill, with two of three witnesses asked for each publication."""
    with ExitStack() as stack:
        servers = {key: stack.enter_context(our_witness(tmp_path, key)) for key in W}
        (tmp_path / "policy").write_text(trust({key: server.url for key, server in servers.items()}, 2))
        (tmp_path / "drill").mkdir()
        drill = stack.enter_context(closing(kill.Drill(tmp_path / "drill", options=["--policy", tmp_path / "policy"])))
        for _ in range(40):
            drill.round()
            published = (drill.log.folder / "checkpoint").read_bytes()
            head = open_checkpoint(published, KEY, W)
            assert head.size == 0 or len(head.cosignatures) >= 2
        drill.finish()
        tree = drill.tree
        for server in servers.values():
            shown = open_checkpoint(server.monitor(KEY.name).body, KEY)
            assert shown.root == tree.root(shown.size)
        assert len(drill.acknowledged) > 40


def test_an_old_copy_that_woke_up_alone_never_publishes(plain, tmp_path):
    """Restored while no witness answers, the log may write, but what it wrote never meets the world as a second history."""
    log = made(tmp_path, plain, 2)
    assert log.append(signed(0), signed(1))[0] == 0
    shutil.copytree(log.folder, tmp_path / "backup")
    assert log.append(signed(2))[0] == 0
    shutil.rmtree(log.folder)
    shutil.copytree(tmp_path / "backup", log.folder)
    recorded = [each.recorded for each in plain]
    for each in plain:
        each.silent = True
    status, answers = log.append(signed(9))
    assert status == 69 and answers == []
    for each in plain:
        each.silent = False
    for number in (9, 10):
        status, answers = log.append(signed(number))
        assert status == 69 and answers == []
        assert log.head().size == 2
    assert recorded == [each.recorded for each in plain]
