"""`log init`: an empty log, its key, and what is in the way of one."""

import base64
import stat

import pytest
from merkle import Tree
from notes import log_key, witness_key
from program import run
from statements import signed, written


def test_a_new_log_is_an_empty_tree(log):
    head = log.head()
    assert (head.size, head.root) == (0, Tree().root(0))
    assert run("log", "prove", log.folder, 0).status == 65
    assert run("log", "show", log.folder, 0).status == 65


def test_the_published_checkpoint_is_printed_byte_for_byte(log):
    log.append(signed(1))
    assert log.checkpoint() == (log.folder / "checkpoint").read_bytes()


def test_without_a_key_file_a_key_is_made_inside(tmp_path):
    made = run("log", "init", tmp_path / "log", "--origin", "log.example/1", "--json")
    assert made.status == 0
    name, key_id, public = made.summary["vkey"].split("+", 2)
    assert name == made.summary["origin"] == "log.example/1"
    assert run("log", "check", stdin=written({"kind": "vkey", "vkey": made.summary["vkey"]}) + b"\n").status == 0
    files = [path for path in (tmp_path / "log").rglob("*") if path.is_file()]
    holding = [path for path in files if path.read_bytes().startswith(b"PRIVATE+KEY+")]
    assert len(holding) == 1
    assert stat.S_IMODE(holding[0].stat().st_mode) == 0o600
    data = holding[0].read_bytes()
    assert data.startswith(f"PRIVATE+KEY+{name}+{key_id}+".encode()) and data.count(b"\n") == 1 and data.endswith(b"\n")
    seed = base64.b64decode(data.split(b"+", 4)[4].removesuffix(b"\n"), validate=True)
    assert log_key(name, seed[1:]).vkey == made.summary["vkey"]


def test_init_refuses_a_folder_that_is_not_empty(tmp_path, log):
    before = log.checkpoint()
    assert run("log", "init", log.folder, "--origin", "other.example", "--json").status == 73
    assert log.checkpoint() == before
    (tmp_path / "empty").mkdir()
    assert run("log", "init", tmp_path / "empty", "--origin", "log.example/1").status == 0


def key_faults():
    key = log_key("log.example/1")
    yield "empty", ""
    yield "no newline", key.file[:-1]
    yield "two lines", key.file + key.file
    yield "carriage return", key.file.replace("\n", "\r\n")
    yield "wrong key ID", key.file.replace(key.key_id.hex(), "00000000")
    yield "key of a witness", witness_key(1).file
    yield "public key", key.vkey + "\n"
    yield "short seed", key.file[:-5] + "\n"


@pytest.mark.parametrize(("text"), [text for _, text in key_faults()], ids=[name for name, _ in key_faults()])
def test_init_refuses_a_key_file_of_another_form(text, tmp_path):
    file = tmp_path / "key"
    file.write_text(text)
    outcome = run("log", "init", tmp_path / "log", "--origin", "log.example/1", "--key", file, "--json")
    assert outcome.status == 65
    assert outcome.stdout == b"" and outcome.stderr
    assert not (tmp_path / "log").exists() or not any((tmp_path / "log").iterdir())


def test_init_says_which_file_is_missing_or_malformed(tmp_path):
    words = ["log", "init", tmp_path / "log", "--origin", "log.example/1"]
    assert run(*words, "--key", tmp_path / "nothing").status == 66
    assert run(*words, "--signer", tmp_path / "nothing").status == 66
    assert run(*words, "--policy", tmp_path / "nothing").status == 66
    (tmp_path / "tea").write_text("tea\n")
    assert run(*words, "--signer", tmp_path / "tea").status == 65
    assert run(*words, "--policy", tmp_path / "tea").status == 65
