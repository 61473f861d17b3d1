"""`daylight ads validate` on the sample notices beside the package, and its errors for input that is none."""

import json
import os
import shlex
from pathlib import Path

import program
import pytest

SHARED = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data"))
SAMPLES = SHARED / "sponsorship/contract"


def samples():
    path = SAMPLES / "expected.json"
    if not path.is_file():
        return []
    entries = json.loads(path.read_text(encoding="utf-8"))
    entries = entries if isinstance(entries, list) else entries["cases"]
    return [entry for entry in entries if entry["command"].startswith("daylight ads validate")]


@pytest.mark.skipif(not samples(), reason=f"no sample notices in {SAMPLES}")
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample["command"].split()[3])
def test_sample(sample):
    arguments = shlex.split(sample["command"])[1:]
    arguments = [str(SAMPLES / word) if word.startswith("notices/") else word for word in arguments]
    outcome = program.run(*arguments)
    assert outcome.status == sample["exit"], outcome.stderr
    if "stdout" not in sample:
        return
    answer = outcome.summary
    for finding in answer["findings"]:
        assert finding.pop("basis").strip() and finding.pop("message").strip()
    key = json.dumps
    assert answer["valid"] is sample["stdout"]["valid"]
    assert sorted(answer["findings"], key=key) == sorted(sample["stdout"]["findings"], key=key)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"noticeId": "x", "noticeId": "y"}',
        b'{"a": "\\ud800"}',
        b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}",
        b"{} x",
        b'{"ext": ' + b"[" * 40 + b"]" * 40 + b"}",
    ],
)
def test_what_is_no_notice_is_malformed(content):
    outcome = program.run("ads", "validate", "-", "--json", stdin=content)
    assert outcome.status == 65
    error = outcome.summary["error"]
    assert error["file"] == "-" and error["message"] and outcome.stderr


def test_a_missing_file_is_named(tmp_path):
    outcome = program.run("ads", "validate", tmp_path / "none.json", "--json")
    assert outcome.status == 66
    assert outcome.summary["error"]["file"].endswith("none.json")


def test_without_json_each_fault_is_a_line_that_cannot_steer_the_terminal():
    outcome = program.run("ads", "validate", "-", stdin=b'{"\\u001b[2J\\n": 1}')
    assert outcome.status == 1
    lines = outcome.stdout.decode().splitlines()
    assert lines[-1] == "The notice is not valid."
    assert all(line.startswith("block N") for line in lines[:-1])
    assert b"\x1b" not in outcome.stdout
