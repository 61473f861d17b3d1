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


RULES = {
    "tiebreakMode": "stopCountingAndAsk", "overvoteRule": "exhaustImmediately", "winnerElectionMode": "singleWinnerMajority",
    "numberOfWinners": "1", "decimalPlacesForVoteArithmetic": "4", "maxSkippedRanksAllowed": "unlimited",
    "maxRankingsAllowed": "max",
}
TIED = "id,A,B,C\n1,1,,\n2,1,,\n3,2,1,\n4,2,,1\n"


@pytest.fixture
def contest(tmp_path):
    """Writes a contest of A, B and C and its table, and counts it."""

    def count(*options, table=TIED, **rules):
        config = {
            "outputSettings": {"contestName": "X"},
            "cvrFileSources": [
                {"filePath": "ballots.csv", "provider": "genericCsv", "firstVoteColumnIndex": 2, "firstVoteRowIndex": 2}
            ],
            "candidates": [{"name": name} for name in "ABC"],
            "rules": RULES | rules,
        }
        (tmp_path / "config.json").write_text(json.dumps(config))
        if table is not None:
            (tmp_path / "ballots.csv").write_text(table)
        return program.run("count", "rcv", tmp_path / "config.json", *options)

    return count


def test_a_tie_stops_the_count_until_the_lot_is_told(contest):
    asked = contest("--json")
    assert asked.status == 1
    assert asked.summary["tie"] == {"round": 1, "kind": "loser", "tied": ["B", "C"]}
    answered = contest("--json", "--decide", "1=C")
    assert answered.status == 0
    assert answered.summary["results"][0]["tallyResults"] == [{"eliminated": "C", "transfers": {"A": "1"}}]
    assert "tie" not in answered.summary


def test_people_are_told_who_is_tied(contest):
    outcome = contest()
    assert outcome.status == 1
    assert "Tie in round 1: B, C" in outcome.stdout.decode()


@pytest.mark.parametrize("decision", ["1=A", "x=B", "1", "0=B"])
def test_a_decision_that_cannot_be_is_wrong_usage(contest, decision):
    outcome = contest("--json", "--decide", decision)
    assert outcome.status == 64
    assert outcome.summary["error"]["message"]


def test_a_missing_file_is_named(contest, tmp_path):
    outcome = contest("--json", table=None)
    assert outcome.status == 66
    assert outcome.summary["error"]["file"].endswith("ballots.csv")
    assert program.run("count", "rcv", tmp_path / "absent.json", "--json").status == 66


@pytest.mark.parametrize(
    ("table", "line"),
    [("id,A,B,X\n", 1), ("id,A,B,C\n1,one,,\n", 2), ("id,A,B,C\n1,1,,\n2,0,,\n", 3), ("id,A,B,C\n1,1,2,3,4\n", 2)],
)
def test_a_table_that_cannot_be_used_is_refused_with_its_line(contest, table, line):
    outcome = contest("--json", table=table)
    assert outcome.status == 65
    error = outcome.summary["error"]
    assert error["file"].endswith("ballots.csv") and error["at"] == f"line {line}" and error["field"].startswith("column ")


@pytest.mark.parametrize(
    "rules",
    [
        {"tiebreakMode": "coin"}, {"overvoteRule": ""}, {"numberOfWinners": 0}, {"decimalPlacesForVoteArithmetic": 21},
        {"maxRankingsAllowed": "many"}, {"maxSkippedRanksAllowed": -1}, {"winnerElectionMode": "x"},
    ],
)
def test_rules_out_of_range_are_refused_with_their_pointer(contest, rules):
    outcome = contest("--json", **rules)
    assert outcome.status == 65
    assert outcome.summary["error"]["at"] == f"/rules/{next(iter(rules))}"
