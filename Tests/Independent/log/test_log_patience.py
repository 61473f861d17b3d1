"""A server whose log waits for a witness asks it with pauses, and publishes when it comes round."""

import base64
import subprocess
import threading
import time

import pytest
from notes import LOG, Key, open_checkpoint, witness_key
from plain_witness import PlainWitness
from program import binary, run

WITNESS = witness_key(1)


def posts(path, number):
    rows = [f"object-{row % 7},account-{row},content-{number}-{row},{1_700_000_000 + row}" for row in range(30)]
    path.write_text("\n".join(["object_id,account_id,content_id,timestamp_share", *rows, ""]))
    return path


def key_of(folder):
    """The log's key from its private key file."""
    _, _, name, _, encoded = (folder / "key").read_text().strip().split("+", 4)
    return Key(name, LOG, base64.b64decode(encoded, validate=True)[1:])


@pytest.fixture
def data(tmp_path):
    """A data folder whose log has one entry."""
    outcome = run("import", posts(tmp_path / "1.csv", 1), "--data", tmp_path / "data", "--public-url", "https://log.example")
    assert outcome.status == 0, outcome.stderr
    return tmp_path / "data"


def until(condition):
    """Waits for what must come in the end."""
    deadline = time.monotonic() + 90
    while not condition():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.05)


@pytest.mark.parametrize("status", [403, 422, 503])
def test_a_witness_that_says_no_is_not_asked_without_a_pause(status, data, tmp_path):
    key = key_of(data / "log")
    size = open_checkpoint((data / "log/checkpoint").read_bytes(), key).size
    asked, enough = [], threading.Event()
    with PlainWitness(WITNESS, key) as witness:

        def refuse(body):
            asked.append(body)
            if len(asked) > 100:
                enough.set()
            return status, b""

        witness.answer = refuse
        (tmp_path / "policy").write_text(f"log {key.vkey}\nwitness W1 {WITNESS.vkey} {witness.url}\nquorum W1\n")
        assert run("log", "policy", data / "log", "--set", tmp_path / "policy").status == 0
        with open(tmp_path / "diary", "wb") as diary:
            server = subprocess.Popen([str(binary()), "serve", "--data", str(data), "--port", "0"], stdout=diary, stderr=diary)
        try:
            until(lambda: b"listening" in (tmp_path / "diary").read_bytes())
            assert run("import", posts(tmp_path / "2.csv", 2), "--data", data).status == 0
            until(lambda: asked)
            assert not enough.wait(3), "a hundred requests within three seconds"
            assert open_checkpoint((data / "log/checkpoint").read_bytes(), key).size == size
            witness.answer = None
            until(lambda: open_checkpoint((data / "log/checkpoint").read_bytes(), key).size > size)
            head = open_checkpoint((data / "log/checkpoint").read_bytes(), key, [WITNESS])
            assert list(head.cosignatures) == [WITNESS.name]
        finally:
            server.kill()
            server.wait()
