"""The published samples of audits, where the shared folder is there, and samples drawn a second way."""

import hashlib
import heapq
import json
import math
import os
import random
from fractions import Fraction
from pathlib import Path
from statistics import NormalDist, pstdev

import pytest

import program

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


def uniform(text):
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16)).zfill(64)[::-1]


def following(ticket):
    ceiling = ticket + "0"
    place = next(place for place in range(2, len(ceiling)) if ceiling[place] != "9")
    attempt = 0
    while True:
        attempt += 1
        candidate = ceiling[:place] + uniform(f"{ticket}:{attempt}")
        if candidate > ceiling:
            return candidate


def shown(ticket):
    place = next(place for place in range(2, len(ticket)) if ticket[place] != "9")
    return ticket[: place + 18]


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


def stark(seed, count):
    return [int(hashlib.sha256(f"{seed},{number}".encode()).hexdigest(), 16) for number in range(1, count + 1)]


def test_numbers_and_batches_follow_the_hashes(tmp_path):
    for population in [1, 7, 10**6, 2**63 - 1]:
        question = {"sampler": "stark", "seed": "31415", "population": population, "size": 50}
        draws = ask(tmp_path, "sample", question).summary["draws"]
        assert [draw["item"] for draw in draws] == [1 + number % population for number in stark("31415", 50)]
    bounds = {"a": "1/3", "b": "0", "c": "22/7", "d": "5/1000003"}
    total, expected = sum(map(Fraction, bounds.values())), []
    for number in stark("27182", 200):
        point, running = Fraction(number, 2**256) * total, Fraction(0)
        for name, bound in bounds.items():
            running += Fraction(bound)
            if point < running:
                expected.append({"batch": name})
                break
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


def alpha_history(x, population, t, u, eta, d, c, f):
    """Stark's test with the truncated shrinkage estimator, one draw after another, in exact logarithms of floats."""
    total, seen, logarithm, history = 0.0, [], 0.0, []
    for j, value in enumerate(x, 1):
        m = (population * t - total) / (population - j + 1) if population else t
        sd = 1 if j < 3 else max(1e-6, pstdev(seen))
        e = c / math.sqrt(d + j - 1)
        guess = ((d * eta + total) / (d + j - 1) + u * f / sd) / (1 + f / sd)
        guess = min(u * (1 - 2.220446049250313e-16) - e, max(guess, m * (1 + 2.220446049250313e-16) + e))
        factor = (value * guess / m + (u - value) * (u - guess) / (u - m)) / u
        logarithm += math.log(factor)
        history.append(min(1, math.exp(-logarithm)))
        total += value
        seen.append(value)
    return history


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
    history = alpha_history(x, population, 0.5, u, 0.6, estimator["d"], 0.05, f)
    answer = ask(tmp_path, "measure", question).summary
    assert math.isclose(answer["p"], min(history), rel_tol=1e-9)
    assert math.isclose(answer["last"], history[-1], rel_tol=1e-9)
