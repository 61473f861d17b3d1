"""Random contests under random rules: every round as the plain count says."""

import json
import os
import random
from decimal import Decimal

import pytest
import ranked

import program

MODES = [
    "singleWinnerMajority", "multiWinnerAllowMultipleWinnersPerRound", "multiWinnerAllowOnlyOneWinnerPerRound", "bottomsUp",
    "bottomsUpUsingPercentageThreshold", "multiPassIrv",
]
TIES = ["random", "useCandidateOrder", "previousRoundCountsThenRandom"]
OVERVOTES = ["alwaysSkipToNextRank", "exhaustImmediately", "exhaustIfMultipleContinuing"]
NAMES = ["Farkas", "Gallo", "Horvat", "Aalto", "Berg", "Zelenka"]


def make(seed):
    """Rules, excluded names and ballots."""
    chance = random.Random(seed)
    mode = chance.choice(MODES)
    seats = {MODES[0]: 1, MODES[4]: 0}.get(mode, chance.randint(2, 4))
    rules = {
        "winnerElectionMode": mode, "numberOfWinners": seats, "tiebreakMode": chance.choice(TIES), "randomSeed": str(seed),
        "overvoteRule": chance.choice(OVERVOTES), "decimalPlacesForVoteArithmetic": chance.choice([1, 4, 5, 9, 20]),
        "maxSkippedRanksAllowed": chance.choice(["unlimited", 0, 1]), "maxRankingsAllowed": 4,
        "multiSeatBottomsUpPercentageThreshold": chance.choice(["15", "12.5", "30"]),
    }
    for name in ("nonIntegerWinningThreshold", "hareQuota", "exhaustOnDuplicateCandidate", "cutoffElimination"):
        rules[name] = chance.random() < 0.3
    rules["hareQuota"] &= seats > 1
    single = mode in ("singleWinnerMajority", "multiPassIrv")
    rules["batchElimination"] = single and chance.random() < 0.3
    rules["continueUntilTwoCandidatesRemain"] = single and chance.random() < 0.3
    rules["doesFirstRoundDetermineThreshold"] = chance.random() < 0.2
    excluded = {"Aalto"} if chance.random() < 0.2 else set()
    weights = [chance.random() + 0.1 for _ in NAMES]
    ballots = []
    for _ in range(chance.choice([5, 20, 60])):
        ballot = []
        for rank in range(1, chance.randint(0, 4) + 1):
            if chance.random() < 0.85:
                ballot.append((rank, set(chance.choices(NAMES, weights, k=2 if chance.random() < 0.1 else 1))))
        ballots.append(ballot)
    return rules, excluded, ballots


def write(folder, rules, excluded, ballots):
    rows = ["id,1,2,3,4"]
    for ballot in ballots:
        cells = dict(ballot)
        rows.append(",".join(["x", *("|".join(sorted(cells.get(rank, ()))) for rank in range(1, 5))]))
    (folder / "ballots.csv").write_text("\n".join(rows) + "\n")
    source = {
        "filePath": "ballots.csv", "provider": "ess", "firstVoteColumnIndex": 2, "firstVoteRowIndex": 2, "overvoteDelimiter": "|",
    }
    config = {
        "cvrFileSources": [source], "candidates": [{"name": name, "excluded": name in excluded} for name in NAMES],
        "rules": rules,
    }
    (folder / "config.json").write_text(json.dumps(config))
    return folder / "config.json"


def decimals(values):
    return {name: Decimal(value) for name, value in values.items() if Decimal(value)}


@pytest.mark.parametrize("seed", range(int(os.environ.get("DAYLIGHT_FUZZ", "150"))))
def test_every_round_is_as_counted_plainly(seed, tmp_path):
    rules, excluded, ballots = make(seed)
    outcome = program.run("count", "rcv", write(tmp_path, rules, excluded, ballots), "--json")
    assert outcome.status == 0, outcome.stderr
    found = outcome.summary["passes"] if "passes" in outcome.summary else [outcome.summary]
    counts = ranked.passes(rules, NAMES, excluded, ballots)
    assert len(found) == len(counts)
    for report, count in zip(found, counts):
        for shown, plain in zip(report["results"], count.rounds):
            where = f"round {shown['round']} of {rules}"
            assert {name: Decimal(value) for name, value in shown["tally"].items()} == plain["tally"], where
            assert Decimal(shown["threshold"]) == plain["threshold"], where
            assert decimals(shown["inactiveBallots"]) == plain["inactive"], where
            results = {
                (kind, result[kind]): decimals(result["transfers"])
                for result in shown["tallyResults"]
                for kind in ("elected", "eliminated")
                if kind in result
            }
            assert results == plain["results"], where
        assert len(report["results"]) == len(count.rounds), rules
