"""The published samples of audits, where the shared folder is there, and samples drawn a second way."""

import hashlib
import heapq
import json
import math
import os
import random
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist

import pytest

import program
from audits import (
    alpha_history,
    claim_sum,
    draw_batches,
    following,
    seat_claims,
    shown,
    shrink_trunc,
    stark,
    uniform,
)

FILE = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "tally/contract/audit.json"


def samples():
    return json.loads(FILE.read_text()) if FILE.is_file() else []


def ask(folder, verb, question):
    path = folder / "audit.json"
    path.write_text(json.dumps(question))
    return program.run("count", "audit", verb, path, "--json")


def same(found, expected):
    if isinstance(expected, dict):
        return all(name in found and same(found[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(same, found, expected))
    if isinstance(expected, float):
        return math.isclose(found, expected, rel_tol=1e-9)
    return found == expected


@pytest.mark.skipif(not samples(), reason=f"the samples are not at {FILE}")
@pytest.mark.parametrize(
    "sample", samples(), ids=lambda sample: f"{sample['verb']} {sample['input'].get('method', sample['input'].get('sampler'))}"
)
def test_sample(sample, tmp_path):
    outcome = ask(tmp_path, sample["verb"], sample["input"])
    expected = dict(sample["expect"])
    assert outcome.status == expected.pop("exit")
    answer = outcome.summary
    if "pairs" in expected:
        answer["pairs"] = {f"{pair['winner']}>{pair['loser']}": pair["p"] for pair in answer["pairs"]}
    assert same(answer, expected), answer
    if outcome.status == 65:
        assert answer["error"]["message"]


@pytest.mark.parametrize("with_replacement", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_consistent_sampler(seed, with_replacement, tmp_path):
    draw = random.Random(seed)
    names = draw.sample(["P-001", "it's", 'say "x"', "both ' and \"", "Å 7", "back\\slash", "tab\there", "zero\u200bwidth"], 5)
    manifest = [{"batch": name, "ballots": draw.choice([0, 3, 30, 700])} for name in names]
    manifest[0]["ballots"] = 9
    total = sum(batch["ballots"] for batch in manifest)
    size = draw.randint(1, 40 if with_replacement else min(40, total))
    dice = "".join(draw.choices("123456", k=24))
    prefix = hashlib.sha256(dice.encode()).hexdigest()
    heap = [
        ("0." + uniform(prefix + repr((batch["batch"], position))), (batch["batch"], position), 1)
        for batch in manifest
        for position in range(1, batch["ballots"] + 1)
    ]
    heapq.heapify(heap)
    expected = []
    for _ in range(size):
        ticket, ballot, generation = heapq.heappop(heap)
        expected.append({"ticket": shown(ticket), "batch": ballot[0], "position": ballot[1], "draw": generation})
        if with_replacement:
            heapq.heappush(heap, (following(ticket), ballot, generation + 1))
    question = {"sampler": "rivest", "seed": dice, "manifest": manifest, "size": size, "withReplacement": with_replacement}
    assert ask(tmp_path, "sample", question).summary["draws"] == expected


def test_numbers_and_batches_follow_the_hashes(tmp_path):
    for population in [1, 7, 10**6, 2**63 - 1]:
        question = {"sampler": "stark", "seed": "31415", "population": population, "size": 50}
        draws = ask(tmp_path, "sample", question).summary["draws"]
        assert [draw["item"] for draw in draws] == [1 + number % population for number in stark("31415", 50)]
    bounds = {"a": "1/3", "b": "0", "c": "22/7", "d": "5/1000003"}
    expected = [{"batch": name} for name in draw_batches("27182", {name: Fraction(bound) for name, bound in bounds.items()}, 200)]
    batches = [{"batch": name, "u": bound} for name, bound in bounds.items()]
    question = {"sampler": "ppeb", "seed": "27182", "batches": batches, "size": 200}
    assert ask(tmp_path, "sample", question).summary["draws"] == expected


def binomial_quantile(level, trials, share):
    total = 0.0
    for k in range(trials + 1):
        logarithm = math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
        total += math.exp(logarithm + k * math.log(share) + (trials - k) * math.log(1 - share))
        if total >= level:
            return k
    return trials


def polling_size(won, lost, ballots, limit, quantile):
    """Fewest ballots from the usual approximation on whose quantile reaches the limit."""
    share = won / (won + lost)
    plus, minus, threshold = math.log(2 * share), math.log(2 - 2 * share), math.log(1 / limit)
    z = -NormalDist().inv_cdf(quantile)
    spread = z * z * share * (1 - share)
    f, g = threshold / (plus - minus), minus / (plus - minus) + share
    b = spread + 2 * f * g
    root = math.sqrt(max(0, b * b - 4 * g * g * f * f))
    trials = math.floor((b + root if quantile > 0.5 else b - root) / (2 * g * g))
    while True:
        k = binomial_quantile(1 - quantile, trials, share)
        if k * plus + (trials - k) * minus >= threshold:
            break
        trials += 1
    return math.ceil(trials / (Fraction(won / ballots) + Fraction(lost / ballots)))


@pytest.mark.parametrize("seed", range(12))
def test_polling_plan(seed, tmp_path):
    draw = random.Random(seed)
    ballots = draw.randint(500, 50_000)
    lost = draw.randint(ballots // 10, ballots // 3)
    won = draw.randint(int(lost * 1.2), lost * 2)
    won = min(won, ballots - lost)
    quantiles = ["0.3", "0.5", "0.75", "0.9", "0.99"]
    question = {"method": "bravo", "riskLimit": "0.07", "ballots": ballots, "votes": {"w": won, "l": lost}, "quantiles": quantiles}
    answer = ask(tmp_path, "plan", question).summary
    assert answer["sizes"] == {text: polling_size(won, lost, ballots, 0.07, float(text)) for text in quantiles}
    share = won / (won + lost)
    gain = won / ballots * math.log(2 * share) + lost / ballots * math.log(2 - 2 * share)
    assert answer["asn"] == math.ceil((math.log(1 / 0.07) + math.log(2 * share) / 2) / gain)


@pytest.mark.parametrize("seed", range(12))
def test_alpha(seed, tmp_path):
    draw = random.Random(seed)
    u = draw.choice([1, 1.05, 0.75, 2])
    x = [draw.choice([u, u, 0.5, draw.uniform(0.3, u)]) for _ in range(draw.randint(1, 150))]
    population = draw.choice([None, 5000])
    f = draw.choice([0, 0.01, 0.5])
    estimator = {"name": "shrinkTrunc", "eta": "0.6", "d": draw.choice([1, 20, 100]), "c": "0.05", "f": str(f)}
    question = {
        "method": "alpha",
        "riskLimit": "0.05",
        "population": population,
        "t": "0.5",
        "u": str(u),
        "estimator": estimator,
        "x": x,
    }
    history = alpha_history(x, population, 0.5, u, shrink_trunc(0.6, estimator["d"], 0.05, f))
    answer = ask(tmp_path, "measure", question).summary
    assert math.isclose(answer["p"], min(history), rel_tol=1e-9)
    assert math.isclose(answer["last"], history[-1], rel_tol=1e-9)


def minerva(rounds, share, limit):
    """Ratio of the chances of as many votes or more at a tie and as reported, among audits still running, exactly."""
    risks, ballots, going = [], 0, {0: (Fraction(1), Fraction(1))}
    for number in rounds:
        added = number["n"] - ballots
        ballots, reached = number["n"], {}
        for votes, chances in going.items():
            for more in range(added + 1):
                ways = math.comb(added, more)
                steps = (ways * share**more * (1 - share) ** (added - more), Fraction(ways, 2**added))
                known = reached.get(votes + more, (0, 0))
                reached[votes + more] = tuple(old + chance * step for old, chance, step in zip(known, chances, steps))

        def risk(least):
            right, tied = (sum(pair[side] for votes, pair in reached.items() if votes >= least) for side in (0, 1))
            return tied / right

        risks.append(min(1, float(risk(number["winnerVotes"]))))
        going = {votes: pair for votes, pair in reached.items() if risk(votes) > limit}
        if number["winnerVotes"] not in going:
            break
    return risks


@pytest.mark.parametrize("seed", range(8))
def test_minerva(seed, tmp_path):
    draw = random.Random(seed)
    won, lost, rounds, n, votes = draw.randint(52, 90), 40, [], 0, 0
    for _ in range(draw.randint(1, 3)):
        added = draw.randint(1, 25)
        n, votes = n + added, votes + draw.randint(added // 2, added)
        rounds.append({"n": n, "winnerVotes": votes})
    question = {"method": "minerva", "riskLimit": "0.1", "votes": {"w": won, "l": lost}, "rounds": rounds}
    answer = ask(tmp_path, "measure", question).summary
    expected = minerva(rounds, Fraction(won, won + lost), Fraction(1, 10))
    assert answer["rounds"] == pytest.approx(expected, rel=1e-9)
    assert answer["p"] == min(answer["rounds"])


def test_seats_of_lists_by_stations(tmp_path):
    """Every claim has its own taint; drawing and measuring go by the exact bounds that the plan gives."""
    stations = [{"batch": f"s{number}", "ballots": 100, "votes": {"A": 50, "B": 30, "C": 12}} for number in range(60)]
    question = {"method": "listSeats", "outcome": "dhondt", "riskLimit": "0.05", "seats": 7, "batches": stations}
    plan = ask(tmp_path, "plan", question).summary
    totals = {name: 60 * votes for name, votes in stations[0]["votes"].items()}
    claims = seat_claims(totals, 7, lambda seats: seats + 1)
    assert [row["lead"] for row in plan["assertions"]] == [claim_sum(claim, totals) for claim in claims]
    found = {"A": 50, "B": 28, "C": 14}
    answer = ask(tmp_path, "measure", {**question, "sample": [{"batch": "s1", "votes": found}] * 3}).summary
    bound, total = Fraction(plan["exact"]["s1"]), 60 * Fraction(plan["exact"]["s1"])
    for claim, row in zip(claims, answer["assertions"]):
        error = Fraction(claim_sum(claim, stations[1]["votes"]) - claim_sum(claim, found), claim_sum(claim, totals))
        risk = ((1 - 1 / total) / (1 - max(0, error) / bound)) ** 3
        assert row["p"] == pytest.approx(min(1, float(risk)), rel=1e-9)
