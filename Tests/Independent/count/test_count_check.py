"""The published samples of `daylight count check`, where the shared folder is there."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "tally/contract"


def samples():
    return sorted(FOLDER.glob("check-*.expected.json"))


def name_of(finding):
    return f"{finding['code']}:{finding['list']}" if finding.get("list") is not None else finding["code"]


@pytest.mark.skipif(not samples(), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample.name)
def test_sample(sample):
    expected = json.loads(sample.read_text())
    outcome = program.run("count", "check", sample.with_name(sample.name.replace(".expected", "")), "--json")
    assert outcome.status == expected["exit"]
    answer = outcome.summary
    if outcome.status == 65:
        assert answer["error"]["message"]
        return
    found = defaultdict(list)
    for finding in answer["findings"]:
        found[finding["unit"]].append(name_of(finding))
    assert {unit: sorted(codes) for unit, codes in found.items()} == expected["findings"]
    rejected = [[one["index"], one["unit"], one["path"]] for one in answer["rejected"]]
    assert [one[:2] for one in rejected] == [one[:2] for one in expected["rejected"]]
    assert all(one[2].startswith(other[2]) for one, other in zip(rejected, expected["rejected"]))
    assert sorted(answer["coverage"]["missing"]) == expected["missing"]
    keys = [(finding["code"], finding["unit"]) for finding in answer["findings"]]
    assert keys == sorted(keys)
    assert answer["errors"] + answer["warnings"] == len(keys)


def test_a_missing_file_is_said():
    outcome = program.run("count", "check", "/nowhere/reports.json", "--json")
    assert outcome.status == 66
    assert outcome.summary["error"]["file"] == "/nowhere/reports.json"
