"""Ranked-choice counts against the published round reports, where the shared folder is there."""

import json
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "tally/rctab"
REFUSED = {"invalid_params_test", "max_ranking_enforcement"}


def cases():
    return sorted(path.parent for path in FOLDER.glob("*/*_config.json"))


def expected(case):
    """The reports of a case, one for each pass; not those by precinct, which lie deeper."""
    files = case.glob("*_detailed_report.json")
    return [json.loads(file.read_text()) for file in sorted(files, key=lambda file: re.findall(r"_(\d+)_expected", file.name))]


def amounts(values):
    return {name: Decimal(value) for name, value in values.items() if Decimal(value) != 0}


def results(round_report):
    """What happened to whom, in any order, without transfers of nothing."""
    return {
        (kind, result[kind]): amounts(result["transfers"])
        for result in round_report["tallyResults"]
        for kind in ("elected", "eliminated")
        if kind in result
    }


def compare(found, report):
    for name in ("contest", "date", "jurisdiction", "office"):
        assert found["config"][name] == report["config"][name]
    assert found["jsonFormatVersion"] == "1"
    for one, other in zip(found["results"], report["results"]):
        number = other["round"]
        assert one["round"] == number
        assert {name: Decimal(value) for name, value in one["tally"].items()} == {
            name: Decimal(value) for name, value in other["tally"].items()
        }, f"tally of round {number}"
        assert Decimal(one["threshold"]) == Decimal(other["threshold"]), f"threshold of round {number}"
        assert amounts(one["inactiveBallots"]) == amounts(other["inactiveBallots"]), f"inactive ballots of round {number}"
        assert results(one) == results(other), f"results of round {number}"
    assert len(found["results"]) == len(report["results"])
    summary = found["summary"]
    assert {name: Decimal(str(summary[name])) for name in report["summary"]} == {
        name: Decimal(str(value)) for name, value in report["summary"].items()
    }


@pytest.mark.skipif(not cases(), reason=f"the cases are not at {FOLDER}")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case):
    outcome = program.run("count", "rcv", next(case.glob("*_config.json")), "--json")
    if case.name in REFUSED:
        assert outcome.status == 65
        assert outcome.summary["error"]["message"]
        return
    assert outcome.status == 0, outcome.stderr
    reports = expected(case)
    found = outcome.summary["passes"] if "passes" in outcome.summary else [outcome.summary]
    assert ("passes" in outcome.summary) == (len(reports) > 1)
    assert len(found) == len(reports)
    for one, report in zip(found, reports):
        compare(one, report)
