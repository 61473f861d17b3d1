"""The gate at a Unix socket: what it answers there is what it answers on a pipe."""

import json
import os
import random
import signal
import socket
import stat
import subprocess
import threading

import pytest
import specification_bids

import program

CLIENTS = 64


@pytest.fixture
def gate(tmp_path):
    """A gate that runs; after the test it ends by SIGTERM with 0 and takes its socket with it."""
    path = tmp_path / "gate.sock"
    process = subprocess.Popen([program.binary(), "ads", "gate", "--socket", path], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == f"listening on {path}\n"
    yield path
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert not path.exists()


def lines(count, seed):
    chance = random.Random(seed)
    made = [json.dumps(specification_bids.pair(chance, 2)).encode() for _ in range(count)]
    made[count // 2] = b'{"request":' if count > 1 else made[0]
    return b"".join(line + b"\n" for line in made)


def connect(path):
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(60)
    client.connect(str(path))
    return client


def exchange(client, sent):
    """What comes back until the gate closes its side."""
    with client:
        writer = threading.Thread(target=lambda: (client.sendall(sent), client.shutdown(socket.SHUT_WR)))
        writer.start()
        answers = b"".join(iter(lambda: client.recv(65536), b""))
        writer.join()
    return answers


def on_a_pipe(sent):
    outcome = program.run("ads", "gate", "--json", stdin=sent)
    assert outcome.status == 0, outcome.stderr
    return outcome.stdout


def test_many_clients_are_each_answered_as_on_a_pipe(gate):
    sent = [lines(40, seed) for seed in range(8)]
    answers = [b""] * len(sent)

    def ask(number):
        answers[number] = exchange(connect(gate), sent[number])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(sent))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number, answer in enumerate(answers):
        assert answer == on_a_pipe(sent[number])
        assert answer.count(b"\n") == 40


def test_a_line_is_answered_while_the_client_waits_with_the_next(gate):
    client = connect(gate)
    first, second = lines(2, 1).splitlines(keepends=True)
    for line in (second, first):
        # In two pieces, as a network may cut it.
        client.sendall(line[:7])
        client.sendall(line[7:])
        answer = b""
        while not answer.endswith(b"\n"):
            answer += client.recv(65536)
        assert answer == on_a_pipe(line)
    client.close()


def test_a_client_that_goes_away_leaves_the_others_alone(gate):
    gone = connect(gate)
    gone.sendall(lines(3, 2)[:50])
    gone.close()
    assert exchange(connect(gate), lines(5, 3)) == on_a_pipe(lines(5, 3))


def test_beyond_the_limit_a_client_waits_until_another_goes(gate):
    held = [connect(gate) for _ in range(CLIENTS)]
    late = connect(gate)
    sent = lines(1, 4)
    late.sendall(sent)
    late.settimeout(1)
    with pytest.raises(TimeoutError):
        late.recv(1)
    held.pop().close()
    late.settimeout(60)
    assert late.recv(65536).endswith(b"\n")
    for client in held:
        client.close()
    late.close()


def test_what_has_arrived_is_answered_before_the_gate_stops(tmp_path):
    path = tmp_path / "gate.sock"
    process = subprocess.Popen([program.binary(), "ads", "gate", "--socket", path], stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    sent = lines(60, 5)
    client = connect(path)
    client.sendall(sent)
    answer = client.recv(1)
    process.send_signal(signal.SIGTERM)
    answer += b"".join(iter(lambda: client.recv(65536), b""))
    assert answer == on_a_pipe(sent)
    assert process.wait(30) == 0


def test_the_socket_is_its_owners_alone_and_no_other_file_is_replaced(gate, tmp_path):
    # To connect one has to be allowed to write.
    assert stat.S_IMODE(os.stat(gate).st_mode) & 0o022 == 0
    assert program.run("ads", "gate", "--socket", gate).status == 69
    assert exchange(connect(gate), lines(2, 6)) == on_a_pipe(lines(2, 6))
    (tmp_path / "file").write_text("kept")
    assert program.run("ads", "gate", "--socket", tmp_path / "file").status != 0
    assert (tmp_path / "file").read_text() == "kept"
