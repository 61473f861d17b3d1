"""The published samples of deadlines and measures, where the shared folder is there."""

import json
import math
import os
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "sponsorship/contract"
VERBS = ("deadlines", "measure")


def samples():
    file = FOLDER / "expected.json"
    if not file.is_file():
        return []
    return [sample for sample in json.loads(file.read_text()) if sample["command"].split()[2] in VERBS]


def same(found, expected):
    if expected == "…":
        return isinstance(found, str) and found.strip() != ""
    if isinstance(expected, dict):
        return set(found) == set(expected) and all(same(found[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12)
    return found == expected


@pytest.mark.skipif(not samples(), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample["command"])
def test_sample(sample):
    _, noun, verb, file, *options = sample["command"].split()
    outcome = program.run(noun, verb, FOLDER / file, *options)
    assert outcome.status == sample["exit"]
    assert same(outcome.summary, sample["stdout"]), outcome.summary
