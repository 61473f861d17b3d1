"""The published samples of imported fact-checks, where the shared folder is there."""

import json
import os
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract/import"


def cases():
    file = FOLDER / "expected.json"
    return json.loads(file.read_text())["cases"] if file.is_file() else []


def imported(file, url, *options):
    return program.run(
        "claims",
        "import",
        FOLDER / file,
        "--url",
        url,
        "--signatories",
        FOLDER / "signatories.csv",
        "--trusted-feeds",
        FOLDER / "trusted-feeds.txt",
        "--now",
        "2026-11-23",
        "--json",
        *options,
    )


@pytest.mark.skipif(not cases(), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["file"])
def test_sample(case):
    outcome = imported(case["file"], case["url"])
    assert outcome.status == case["exit"], outcome.stderr
    if case["expected"] is None:
        error = outcome.summary["error"]
        assert error["file"].endswith(case["file"]) and error["message"]
        return
    (document,) = outcome.summary["documents"]
    expected = case["expected"]
    assert document["source"] == expected["source"]
    assert [problem["code"] for problem in document["problems"]] == expected["problems"]
    assert len(document["records"]) == len(expected["records"])
    for found, record in zip(document["records"], expected["records"]):
        assert {name: found.get(name) for name in record} == record


@pytest.mark.skipif(not cases(), reason=f"the samples are not at {FOLDER}")
def test_missing_file_ends_with_66():
    outcome = imported("there-is-no-such-file.html", "https://wahrheit.example/f/1")
    assert outcome.status == 66
    assert "message" in outcome.summary["error"]
