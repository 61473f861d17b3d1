"""The published samples of seat allocation, where the shared folder is there, and votes counted a second way with fractions."""

import json
import os
import random
from fractions import Fraction
from pathlib import Path

import pytest

import program

FILE = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "tally/contract/seats.json"
DIVISORS = {
    "dhondt": lambda s: Fraction(s + 1),
    "sainteLague": lambda s: Fraction(2 * s + 1),
    "modSL14": lambda s: Fraction(2 * s + 1) if s else Fraction(7, 5),
    "modSL12": lambda s: Fraction(2 * s + 1) if s else Fraction(6, 5),
    "imperiali": lambda s: Fraction(s + 2),
    "danish": lambda s: Fraction(3 * s + 1),
}
QUOTAS = {
    "hareLR": lambda v, s: Fraction(v, s),
    "droopExactLR": lambda v, s: Fraction(v, s + 1),
    "droopFloorPlus1LR": lambda v, s: Fraction(v // (s + 1) + 1),
    "imperialiLR": lambda v, s: Fraction(v, s + 2),
}


def samples():
    return json.loads(FILE.read_text()) if FILE.is_file() else []


def ask(folder, question):
    path = folder / "seats.json"
    path.write_text(json.dumps(question))
    return program.run("count", "seats", path, "--json")


@pytest.mark.skipif(not samples(), reason=f"the samples are not at {FILE}")
@pytest.mark.parametrize("sample", samples(), ids=lambda sample: sample["input"].get("method", "system"))
def test_sample(sample, tmp_path):
    outcome = ask(tmp_path, sample["input"])
    expected = sample["expect"]
    assert outcome.status == expected["exit"]
    if outcome.status == 65:
        assert outcome.summary["error"]["message"]
        return
    answer = outcome.summary
    assert {row["list"]: row["seats"] for row in answer["lists"]} == expected["seats"]
    assert answer["unassigned"] == expected["unassigned"]
    assert answer["overAllocated"] == expected["overAllocated"]
    tie = answer["tie"]
    if expected["tie"] is None:
        assert tie is None
    else:
        assert sorted(tie["tied"]) == sorted(expected["tie"]["tied"])
        assert tie["seatsLeft"] == expected["tie"]["seatsLeft"]


def highest(seats, left, quotients, once):
    """Gives seats to the highest quotient; returns the tied lists if too many share it."""
    waiting = set(seats)
    while left and waiting:
        best = max(quotients(name, seats[name]) for name in waiting)
        tied = [name for name in waiting if quotients(name, seats[name]) == best]
        if len(tied) > left:
            return sorted(tied), left
        for name in tied:
            seats[name] += 1
            left -= 1
            if once:
                waiting.remove(name)
    return None, left


def expected_outcome(method, votes, total):
    seats = {name: 0 for name, count in votes.items() if count}
    if method in DIVISORS:
        tied, left = highest(seats, total, lambda name, s: votes[name] / DIVISORS[method](s), once=False)
    else:
        quota = QUOTAS[method](sum(votes.values()), total)
        rests = {name: votes[name] % quota for name in seats}
        for name in seats:
            seats[name] = votes[name] // quota
        left = total - sum(seats.values())
        tied = None
        if left > 0:
            tied, left = highest(seats, left, lambda name, _: rests[name], once=True)
    return {name: seats.get(name, 0) for name in votes}, tied


@pytest.mark.parametrize("method", [*DIVISORS, *QUOTAS])
@pytest.mark.parametrize("seed", range(8))
def test_against_fractions(method, seed, tmp_path):
    draw = random.Random(f"{method} {seed}")
    largest = draw.choice([5, 100, 10**6, 10**18, 10**40])
    votes = {f"L{n}": draw.randint(0, largest) for n in range(draw.randint(1, 12))}
    votes["L0"] += 1
    total = draw.randint(1, 60)
    answer = ask(tmp_path, {"method": method, "seats": total, "votes": votes}).summary
    seats, tied = expected_outcome(method, votes, total)
    assert {row["list"]: row["seats"] for row in answer["lists"]} == seats
    assert (sorted(answer["tie"]["tied"]) if answer["tie"] else None) == tied
    assert answer["assigned"] + answer["unassigned"] - answer["overAllocated"] == total
