"""Ranked ballots as a generic table, the same for the same seed."""

import json
import random

CANDIDATES = [f"Candidate {number:02}" for number in range(1, 31)]
RANKS = 5
SEED = 2026


def rankings(count):
    """Rankings of up to five candidates; the first ones are liked more, and one ballot in five stops early."""
    chance = random.Random(SEED)
    weights = [1 / (position + 2) for position in range(len(CANDIDATES))]
    numbers = range(len(CANDIDATES))
    for _ in range(count):
        wanted = RANKS if chance.random() < 0.8 else chance.randint(0, RANKS)
        ranking = []
        while len(ranking) < wanted:
            for number in chance.choices(numbers, weights, k=wanted):
                if number not in ranking and len(ranking) < wanted:
                    ranking.append(number)
        yield ranking


def write(folder, count, seats):
    """Writes ballots and configuration; returns the configuration's path."""
    table = folder / f"ballots-{count}.csv"
    if not table.is_file():
        with open(table, "w", encoding="utf-8") as file:
            file.write(",".join(["id", *CANDIDATES]) + "\n")
            for index, ranking in enumerate(rankings(count)):
                cells = [""] * len(CANDIDATES)
                for rank, number in enumerate(ranking, 1):
                    cells[number] = str(rank)
                file.write(f"{index}," + ",".join(cells) + "\n")
    config = folder / f"config-{count}-{seats}.json"
    config.write_text(json.dumps(configuration(table.name, seats)), encoding="utf-8")
    return config


def configuration(table, seats):
    mode = "singleWinnerMajority" if seats == 1 else "multiWinnerAllowMultipleWinnersPerRound"
    return {
        "outputSettings": {"contestName": "Benchmark", "contestDate": "", "contestJurisdiction": "", "contestOffice": ""},
        "cvrFileSources": [
            {
                "filePath": table, "provider": "genericCsv", "contestId": "", "firstVoteColumnIndex": 2,
                "firstVoteRowIndex": 2,
            }
        ],
        "candidates": [{"name": name, "excluded": False, "aliases": []} for name in CANDIDATES],
        "rules": {
            "tiebreakMode": "useCandidateOrder", "overvoteRule": "exhaustImmediately", "winnerElectionMode": mode,
            "numberOfWinners": seats, "decimalPlacesForVoteArithmetic": 5, "maxSkippedRanksAllowed": "unlimited",
            "maxRankingsAllowed": RANKS,
        },
    }
