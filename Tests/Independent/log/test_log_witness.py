"""`log witness`: every status of the protocol, in its order, and a memory that outlives a kill."""

import base64
import http.client
import json
import random
import resource
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from merkle import Tree, leaf, sha256
from notes import W1, base64_of, checkpoint, checkpoint_text, log_key, note, open_checkpoint, split_note, witness_key
from program import binary, run
from servers import Server, add_checkpoint, running, witness, witness_arguments

SAMPLES = Path(__file__).parent / "contract"
KEY = log_key()
SECOND = log_key("log.daylight.example/2027", bytes(range(1, 33)))
STRANGER = log_key("stranger.example/log", bytes(32))
ROTATED = log_key(KEY.name, bytes(range(2, 34)))
TREE = Tree(b"entry %d" % index for index in range(64))
FORKED = Tree([b"other", *TREE.entries[1:]])
OTHER_LINE = KEY.line(b"another text\n")


def grown(old, size, tree=TREE, key=KEY, start=None):
    """A sound request to grow from `old` to `size`."""
    return add_checkpoint(old if start is None else start, tree.consistency(old, size), checkpoint(key, size, tree.root(size)))


@pytest.fixture
def key_file(tmp_path):
    path = tmp_path / "witness.key"
    path.write_text(W1.file)
    return path


@pytest.fixture
def server(tmp_path, key_file):
    with witness(tmp_path / "state", key_file, KEY.vkey, SECOND.vkey) as server:
        yield server


@pytest.fixture(scope="module")
def at_seven(tmp_path_factory):
    """A witness that cosigned size 7; its tests must not let it grow."""
    folder = tmp_path_factory.mktemp("witness")
    (folder / "key").write_text(W1.file)
    with witness(folder / "state", folder / "key", KEY.vkey, ROTATED.vkey, SECOND.vkey) as server:
        assert server.add(grown(0, 7)).status == 200
        yield server


def assert_cosigned(answer, size, tree=TREE, key=KEY):
    """Signature lines of the witness over this checkpoint, and nothing else."""
    assert answer.status == 200, answer.body
    text = checkpoint_text(key.name, size, tree.root(size))
    opened = open_checkpoint(note(text, key.line(text), answer.body), key, [W1])
    assert list(opened.cosignatures) == [W1.name]
    names = {(name, key_id) for name, key_id, _ in split_note(note(text, answer.body))[1]}
    assert names == {(W1.name, W1.key_id)}
    return opened.cosignatures[W1.name]


def test_the_sample_session(tmp_path):
    session = json.loads((SAMPLES / "witness-session.json").read_text())
    assert session["steps"]
    with witness(tmp_path / "state", SAMPLES / "witness.key", session["log"]) as server:
        for step in session["steps"]:
            answer = server.add(base64.b64decode(step["bodyBase64"]))
            assert answer.status == step["status"], step["name"]
            if "answer" in step:
                assert answer.body.decode() == step["answer"], step["name"]
            if "contentType" in step:
                assert answer.headers["content-type"] == step["contentType"], step["name"]
            assert server.recorded_size("log.daylight.example/2026") == (step["size"] or None), step["name"]


def test_a_log_grows_and_is_cosigned(server):
    now = time.time()
    for old, size in [(0, 0), (0, 1), (1, 1), (1, 2), (2, 7), (7, 8), (8, 8), (8, 31), (31, 64)]:
        stamp = assert_cosigned(server.add(grown(old, size)), size)
        assert abs(stamp - now) < 600, "POSIX seconds"
        shown = server.monitor(KEY.name)
        assert shown.status == 200
        opened = open_checkpoint(shown.body, KEY, [W1])
        assert (opened.origin, opened.size, opened.root) == (KEY.name, size, TREE.root(size))
        assert list(opened.cosignatures) == [W1.name]


def test_logs_do_not_mix(server):
    assert server.add(grown(0, 7)).status == 200
    other = Tree(b"%d" % index for index in range(9))
    assert_cosigned(server.add(grown(0, 9, other, SECOND)), 9, other, SECOND)
    assert (server.recorded_size(KEY.name), server.recorded_size(SECOND.name)) == (7, 9)
    assert server.add(grown(7, 8)).status == 200


def test_monitoring(server):
    for origin in (KEY.name, STRANGER.name):
        assert server.monitor(origin).status == 404, "nothing was cosigned"
    assert server.add(grown(0, 7)).status == 200
    known = sha256(KEY.name.encode()).hex()
    assert known == "9fa98b3894272c2b3e41b2cd8c9fabdb3489951da1f635c425aa6af8113bb5bf"
    assert server.get(f"{known}/checkpoint").headers["content-type"].startswith("text/plain")
    for path in (f"{known.upper()}/checkpoint", f"{known[:-1]}/checkpoint", f"{known}0/checkpoint", known, f"{known}/", f"{known}/tile/0/000", f"{known}/checkpoint/"):
        assert server.get(path).status == 404, path
    assert server.monitor(STRANGER.name).status == 404


def test_sign_subtree_and_everything_else(server):
    assert server.ask("POST", "/sign-subtree", b"x").status == 404
    assert server.ask("POST", "/add-entries", b"x").status == 404
    assert server.get("").status == 404
    assert server.get("add-checkpoint").status in (404, 405)
    assert server.ask("PUT", "/add-checkpoint", grown(0, 7)).status in (404, 405)
    assert server.recorded_size(KEY.name) is None


SOUND = checkpoint(KEY, 9, TREE.root(9))
LINES = [base64_of(step) for step in TREE.consistency(7, 9)]


def body(*lines, rest=SOUND):
    return "".join(f"{line}\n" for line in lines).encode() + rest


# Row 1 of the table: what does not parse is 400, whatever else is wrong with it.
UNREADABLE = {
    "empty": b"",
    "no old line": SOUND,
    "old without a size": body("old", *LINES, ""),
    "old in capitals": body("OLD 7", *LINES, ""),
    "old with a leading zero": body("old 07", *LINES, ""),
    "old with a sign": body("old +7", *LINES, ""),
    "old with two spaces": body("old  7", *LINES, ""),
    "old with a space behind": body("old 7 ", *LINES, ""),
    "old in other digits": body("old ٧", *LINES, ""),
    "old beyond 64 bits": body(f"old {2**64 + 7}", *LINES, ""),
    "old beyond the largest size": body(f"old {2**63}", *LINES, ""),
    "a line before old": body("", "old 7", *LINES, ""),
    "no empty line": body("old 7", *LINES),
    "two empty lines": body("old 7", *LINES, "", ""),
    "64 proof lines": body("old 7", *[base64_of(leaf(b"x"))] * 64, ""),
    "a hash of 31 bytes": body("old 7", base64_of(bytes(31)), ""),
    "a hash of 33 bytes": body("old 7", base64_of(bytes(33)), ""),
    "a hash without padding": body("old 7", LINES[0].rstrip("="), *LINES[1:], ""),
    "a hash with unused bits": body("old 7", base64_of(bytes(32))[:-2] + "B=", ""),
    "a hash in hex": body("old 7", TREE.consistency(7, 9)[0].hex(), ""),
    "a hash in the URL alphabet": body("old 7", base64_of(b"\xff" * 32).replace("/", "_"), ""),
    "a blank behind a hash": body("old 7", LINES[0] + " ", *LINES[1:], ""),
    "CR LF": grown(7, 9).replace(b"\n", b"\r\n"),
    "no checkpoint": body("old 7", *LINES, "", rest=b""),
    "no signature lines": body("old 7", *LINES, "", rest=SOUND.split(b"\n\n")[0] + b"\n\n"),
    "no signature": body("old 7", *LINES, "", rest=SOUND.split(b"\n\n")[0] + b"\n"),
    "the last newline lost": grown(7, 9)[:-1],
    "a newline more": grown(7, 9) + b"\n",
    "a byte that is no UTF-8": grown(7, 9).replace(b"\n9\n", b"\n9\xff\n"),
    "a control byte": grown(7, 9).replace(b"\n9\n", b"\n9\x01\n"),
    "a signature line of no form": grown(7, 9) + b"tea\n",
    "a signature that is no base64": grown(7, 9) + "— x !\n".encode(),
    "101 signature lines": grown(7, 9) + b"".join("— x YWJjZGVm\n".encode() for _ in range(100)),
}
for size in ("09", "+9", "-9", "", "9 ", "1e1", str(2**63)):
    text = f"{KEY.name}\n{size}\n{base64_of(TREE.root(9))}\n".encode()
    UNREADABLE[f"size {size!r}"] = body("old 7", *LINES, "", rest=note(text, KEY.line(text)))
for name, text in {
    "root of 31 bytes": checkpoint_text(KEY.name, 9, bytes(31)),
    "root without padding": checkpoint_text(KEY.name, 9, TREE.root(9)).replace(b"=", b""),
    "an empty extension line": checkpoint_text(KEY.name, 9, TREE.root(9), [""]),
    "two lines": f"{KEY.name}\n9\n".encode(),
}.items():
    UNREADABLE[name] = body("old 7", *LINES, "", rest=note(text, KEY.line(text)))


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_400_what_does_not_parse(data, at_seven):
    assert at_seven.add(data).status == 400
    assert at_seven.recorded_size(KEY.name) == 7


def signed_by(*lines, size=9, tree=TREE, old=7):
    return add_checkpoint(old, tree.consistency(7, size) if size > 7 else [], note(checkpoint_text(KEY.name, size, tree.root(size)), *lines))


def own_line(size=9, tree=TREE, key=KEY):
    return key.line(checkpoint_text(KEY.name, size, tree.root(size)))


ROOT0 = sha256(b"")
ZERO_OTHER_ROOT = add_checkpoint(0, [], checkpoint(KEY, 0, TREE.root(1)))

# Each case has the faults of a row and of later rows together; the first row decides.
IN_ORDER = {
    # row 1 before 2 … 7
    "unreadable, unknown origin": (400, add_checkpoint("07", [], checkpoint(STRANGER, 3, TREE.root(3)))),
    "unreadable, not signed": (400, signed_by(OTHER_LINE, old="x")),
    "unreadable, wrong old": (400, add_checkpoint(3, [b"short"], SOUND)),
    # row 2 before 3 … 7
    "unknown origin": (404, grown(0, 7, key=STRANGER)),
    "unknown origin, signed by a known log": (404, add_checkpoint(0, [], checkpoint(KEY, 7, TREE.root(7), origin=STRANGER.name))),
    "unknown origin, old beyond size": (404, add_checkpoint(9, [], checkpoint(STRANGER, 7, TREE.root(7)))),
    "unknown origin, size 0 with a root": (404, add_checkpoint(0, [], checkpoint(STRANGER, 0, TREE.root(7)))),
    # row 3 before 4 … 7
    "not signed by a known key": (403, signed_by(STRANGER.line(checkpoint_text(KEY.name, 9, TREE.root(9))))),
    "known name, unknown key": (403, signed_by(own_line(key=log_key(KEY.name, bytes(32))))),
    "signed by the key of another log": (403, signed_by(SECOND.line(checkpoint_text(KEY.name, 9, TREE.root(9))))),
    "known key, other text": (403, signed_by(OTHER_LINE)),
    "one trusted key signs, another fails": (403, signed_by(own_line(), ROTATED.line(b"another text\n"))),
    "one trusted key fails, another signs": (403, signed_by(ROTATED.line(b"another text\n"), own_line())),
    "not signed, old beyond size": (403, add_checkpoint(12, [], note(checkpoint_text(KEY.name, 9, TREE.root(9)), OTHER_LINE))),
    "not signed, wrong old": (403, signed_by(OTHER_LINE, old=3)),
    "not signed, wrong root": (403, signed_by(OTHER_LINE, tree=FORKED)),
    "not signed, size 0 with a root": (403, add_checkpoint(0, [], note(checkpoint_text(KEY.name, 0, TREE.root(3)), OTHER_LINE))),
    # row 4 before 5 … 7
    "old beyond size": (400, add_checkpoint(7, [], checkpoint(KEY, 3, TREE.root(3)))),
    "old beyond size and not recorded": (400, add_checkpoint(12, TREE.consistency(7, 9), SOUND)),
    "old beyond size 0 with a root": (400, add_checkpoint(7, [], checkpoint(KEY, 0, TREE.root(3)))),
    # row 5 before 6 and 7
    "old is not what is recorded": (409, grown(3, 9)),
    "old 0 is not what is recorded": (409, grown(0, 9)),
    "old is ahead of what is recorded": (409, grown(8, 9)),
    "wrong old, wrong proof": (409, add_checkpoint(3, [leaf(b"x")], SOUND)),
    "wrong old, other tree": (409, grown(3, 9, FORKED)),
    "wrong old, size 0 with a root": (409, ZERO_OTHER_ROOT),
    "an older size again": (409, grown(3, 3)),
    # row 7
    "proof missing": (422, add_checkpoint(7, [], SOUND)),
    "one hash missing": (422, add_checkpoint(7, TREE.consistency(7, 9)[:-1], SOUND)),
    "one hash too many": (422, add_checkpoint(7, [*TREE.consistency(7, 9), leaf(b"x")], SOUND)),
    "another hash": (422, add_checkpoint(7, [leaf(b"x"), *TREE.consistency(7, 9)[1:]], SOUND)),
    "63 hashes": (422, add_checkpoint(7, [leaf(b"x")] * 63, SOUND)),
    "a tree that begins otherwise, with a proof of its own": (422, grown(7, 9, FORKED)),
    "the same size, another root": (422, add_checkpoint(7, [], checkpoint(KEY, 7, FORKED.root(7)))),
    "the same size and root, with a proof": (422, add_checkpoint(7, [leaf(b"x")], checkpoint(KEY, 7, TREE.root(7)))),
    # no fault
    "the same size and root": (200, grown(7, 7)),
    "the same, with lines of strangers": (200, add_checkpoint(7, [], note(checkpoint_text(KEY.name, 7, TREE.root(7)), STRANGER.line(b"x\n"), own_line(7)))),
    "the same, signed by the other key of this log": (200, add_checkpoint(7, [], note(checkpoint_text(KEY.name, 7, TREE.root(7)), own_line(7, key=ROTATED)))),
}


@pytest.mark.parametrize(("status", "data"), IN_ORDER.values(), ids=IN_ORDER.keys())
def test_the_first_fault_decides(status, data, at_seven):
    answer = at_seven.add(data)
    assert answer.status == status, answer.body
    if status == 409:
        assert answer.headers["content-type"] == "text/x.tlog.size"
        assert answer.body == b"7\n"
    if status == 200:
        text = checkpoint_text(KEY.name, 7, TREE.root(7))
        assert list(open_checkpoint(note(text, KEY.line(text), answer.body), KEY, [W1]).cosignatures) == [W1.name]
    assert at_seven.recorded_size(KEY.name) == 7
    assert open_root(at_seven) == TREE.root(7)


def open_root(server):
    return base64.b64decode(server.monitor(KEY.name).body.split(b"\n")[2])


def test_before_anything_is_recorded(server):
    """Rows 5, 6 and 7 for a witness that knows size 0."""
    one = checkpoint(KEY, 1, TREE.root(1))
    assert server.add(ZERO_OTHER_ROOT).status == 422
    ahead = server.add(grown(3, 9))
    assert (ahead.status, ahead.body, ahead.headers["content-type"]) == (409, b"0\n", "text/x.tlog.size")
    assert server.add(add_checkpoint(0, [TREE.root(1)], one)).status == 422, "old 0 takes no proof"
    assert server.add(add_checkpoint(0, [TREE.root(1)], checkpoint(KEY, 0, ROOT0))).status == 422
    assert server.recorded_size(KEY.name) is None
    assert_cosigned(server.add(add_checkpoint(0, [], checkpoint(KEY, 0, ROOT0))), 0)
    assert server.add(ZERO_OTHER_ROOT).status == 422
    assert server.recorded_size(KEY.name) == 0
    assert_cosigned(server.add(add_checkpoint(0, [], one)), 1)


def test_extension_lines_are_cosigned_and_shown(server):
    text = checkpoint_text(KEY.name, 3, TREE.root(3), ["an extension"])
    answer = server.add(add_checkpoint(0, [], note(text, KEY.line(text))))
    assert answer.status == 200
    thing = {"kind": "cosignature", "checkpointBase64": base64_of(note(text, KEY.line(text))), "line": answer.body.decode(), "vkey": W1.vkey}
    assert run("log", "check", stdin=json.dumps(thing).encode()).status == 0
    assert server.monitor(KEY.name).body.startswith(text + b"\n")


def test_413_a_body_above_65536_bytes(server):
    padding = "— stranger {}\n"
    filler = padding.format(base64_of(bytes(4) + bytes(3000))).encode()
    sound = grown(0, 7)
    few = sound + filler * ((65_536 - len(sound)) // len(filler))
    assert server.add(few).status == 200
    assert server.add(few + filler * 3).status == 413
    assert server.add(b"x" * 65_537).status == 413
    assert server.add(b"x" * 65_536).status == 400
    assert server.recorded_size(KEY.name) == 7


def test_a_body_in_chunks_is_bounded_too(server):
    def chunked(data):
        connection = http.client.HTTPConnection(server.host, server.port, timeout=30)
        try:
            connection.request("POST", "/add-checkpoint", iter([data[:100], data[100:]]), {"Transfer-Encoding": "chunked"}, encode_chunked=True)
            return connection.getresponse().status
        finally:
            connection.close()

    assert chunked(b"x" * 65_537) == 413
    assert chunked(grown(0, 7)) == 200


def test_what_cannot_be_stored_is_not_cosigned(tmp_path, key_file):
    """A state that cannot be written answers 5xx, shows what it showed before, and recovers."""
    server = Server(*witness_arguments(tmp_path / "state", key_file, KEY.vkey), preexec=lambda: signal.signal(signal.SIGXFSZ, signal.SIG_IGN))
    try:
        assert server.add(grown(0, 7)).status == 200
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        for _ in range(3):
            assert server.add(grown(7, 9)).status >= 500
            assert server.recorded_size(KEY.name) == 7
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        assert_cosigned(server.add(grown(7, 9)), 9)
    finally:
        server.kill()
    with witness(tmp_path / "state", key_file, KEY.vkey) as again:
        assert again.recorded_size(KEY.name) == 9


def test_one_state_has_one_witness(tmp_path, key_file):
    with witness(tmp_path / "state", key_file, KEY.vkey) as server:
        second = run(*witness_arguments(tmp_path / "state", key_file, KEY.vkey), timeout=60)
        assert second.status == 69 and second.stdout == b"" and second.stderr
        other = run(*witness_arguments(tmp_path / "other", key_file, KEY.vkey, listen=f"127.0.0.1:{server.port}"), timeout=60)
        assert other.status == 69, "the address is taken"
        assert server.add(grown(0, 7)).status == 200
        assert server.stop() == 0
    with witness(tmp_path / "state", key_file, KEY.vkey) as server:
        assert server.recorded_size(KEY.name) == 7
        assert server.add(grown(7, 9)).status == 200


def test_files_that_are_missing_or_of_another_form(tmp_path, key_file):
    def status(key, *vkeys):
        outcome = run(*witness_arguments(tmp_path / "state", key, *vkeys), timeout=60)
        assert outcome.stdout == b"" and outcome.stderr
        return outcome.status

    assert status(tmp_path / "nothing", KEY.vkey) == 66
    for name, text in {
        "key of a log": KEY.file,
        "public key": W1.vkey + "\n",
        "wrong key ID": W1.file.replace(W1.key_id.hex(), "00000000"),
        "no newline": W1.file[:-1],
        "short": W1.file[:-6] + "\n",
    }.items():
        (tmp_path / "wrong").write_text(text)
        assert status(tmp_path / "wrong", KEY.vkey) == 65, name
    assert status(key_file, "tea") in (64, 65)


def test_the_name_is_that_of_the_key_file(tmp_path):
    named = witness_key(9, "zeugin.example/größe")
    (tmp_path / "key").write_text(named.file)
    with witness(tmp_path / "state", tmp_path / "key", KEY.vkey) as server:
        answer = server.add(grown(0, 7))
        assert answer.body.startswith(f"— {named.name} ".encode())
        assert list(open_checkpoint(server.monitor(KEY.name).body, KEY, [named]).cosignatures) == [named.name]


def test_of_many_at_once_one_history_wins(server):
    """Steps 5 to 8 are one transaction: two sizes may not both follow 0, nor may two roots of one size."""
    trees = [Tree([b"%d" % side, *TREE.entries]) for side in range(8)]
    answers = [None] * 32

    def ask(place):
        size = 5 + place // 8
        answers[place] = server.add(grown(0, size, trees[place % 8])).status

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(answers)) == [200, 409]
    assert answers.count(200) == 1
    won = answers.index(200)
    assert server.recorded_size(KEY.name) == 5 + won // 8
    assert open_root(server) == trees[won % 8].root(5 + won // 8)


def test_what_was_answered_outlives_kills(tmp_path, key_file):
    """The witness is killed again and again while a log grows and a fork of it tries to get in."""
    chance = random.Random(7)
    tree = Tree(b"%d" % number for number in range(4000))
    fork = Tree([b"fork", *tree.entries[1:]])
    size, served = 0, 0
    for _ in range(40):
        server = Server(*witness_arguments(tmp_path / "state", key_file, KEY.vkey))
        recorded = server.recorded_size(KEY.name) or 0
        assert size <= recorded <= served, "what was answered with 200 is remembered"
        size = recorded
        if size:
            assert open_root(server) == tree.root(size)
            assert server.add(grown(0, 3, fork)).status == 409
            assert server.add(grown(size, size + 1, fork)).status == 422
        killer = threading.Timer(chance.uniform(0.001, 0.12), server.process.kill)
        killer.start()
        try:
            while True:
                served = size + chance.randrange(1, 4)
                answer = server.add(grown(size, served, tree), timeout=10)
                assert_cosigned(answer, served, tree)
                size = served
        except (OSError, http.client.HTTPException):
            pass  # killed
        killer.join()
        server.kill()
    assert size > 40


def test_a_fresh_state_that_is_killed_at_once(tmp_path, key_file):
    chance = random.Random(5)
    for _ in range(15):
        process = subprocess.Popen(
            [str(binary()), *map(str, witness_arguments(tmp_path / "state", key_file, KEY.vkey))], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0, 0.08))
        process.kill()
        process.wait()
    with running(*witness_arguments(tmp_path / "state", key_file, KEY.vkey)) as server:
        assert server.add(grown(0, 7)).status == 200


def test_clients_that_never_finish_hold_up_nobody(server):
    """Idle connections, half a request and a body that never comes."""
    held, head = [], b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\nContent-Length: "
    for start in [b"", b"POST /add-che", head + b"500\r\n\r\nold 7\n", head + b"5\r\n"] * 10:
        connection = socket.create_connection((server.host, server.port), timeout=10)
        connection.sendall(start)
        held.append(connection)
    try:
        assert server.add(grown(0, 7)).status == 200
        assert server.recorded_size(KEY.name) == 7
    finally:
        for connection in held:
            connection.close()
