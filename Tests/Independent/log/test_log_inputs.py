"""Inputs that cannot be read and outputs that cannot be made are told, not passed over."""

from program import run
from statements import signed, written


def test_an_input_that_cannot_be_read_is_not_an_empty_one(log, tmp_path):
    for words in (["log", "append", log.folder, tmp_path], ["log", "check", tmp_path]):
        outcome = run(*words)
        assert outcome.status not in (0, 1) and outcome.stdout == b"" and outcome.stderr


def test_receipts_need_a_folder_before_anything_is_appended(log, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    outcome = run("log", "append", log.folder, "--receipts", tmp_path / "file", stdin=written(signed(1)) + b"\n")
    assert outcome.status == 73 and outcome.stdout == b"" and outcome.stderr
    assert log.head().size == 0
