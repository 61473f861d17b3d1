"""`log witness`: one history wins, and what was answered is remembered whatever happens."""

import http.client
import random
import resource
import signal
import socket
import subprocess
import threading
import time

from merkle import Tree
from program import binary, run
from servers import Server, running, witness, witness_arguments
from witnessing import KEY, TREE, assert_cosigned, grown, open_root


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
