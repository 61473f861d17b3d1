"""Measures of delivery against their formulas, computed here in decimals of fifty digits."""

import decimal
import json
import random
from decimal import Decimal as D

import program

decimal.getcontext().prec = 50
BIT = D(2).ln()


def results(measures, status=0):
    outcome = program.run("ads", "measure", "-", "--json", stdin=json.dumps({"measures": measures}).encode())
    assert outcome.status == status, outcome.stderr
    return outcome.summary["results"]


def assert_near(found, expected, asked):
    assert abs(D(found) - expected) <= max(D("1e-12"), abs(expected) * D("1e-9")), (asked, found, expected)


def xlog(p, q):
    return p * (p / q).ln() if p else D(0)


def entropy(shares):
    return -sum(xlog(p, D(1)) for p in shares) / BIT


def divergence(counts, baseline):
    total, weight = D(sum(counts)), sum(map(D, baseline))
    pairs = [(D(count) / total, D(share) / weight) for count, share in zip(counts, baseline)]
    middles = [(p + q) / 2 for p, q in pairs]
    to_middle = sum(xlog(p, m) + xlog(q, m) for (p, q), m in zip(pairs, middles) if m)
    return {
        "TVD": sum(abs(p - q) for p, q in pairs) / 2,
        "JSD": to_middle / 2 / BIT,
        "G": 2 * total * sum(xlog(p, q) for p, q in pairs if q),
        "df": D(len(counts) - 1),
        "biasBits": (len(counts) - 1) / (2 * total * BIT),
    }


def variants(table):
    total = D(sum(map(sum, table)))
    rows = [D(sum(row)) / total for row in table]
    columns = [D(sum(column)) / total for column in zip(*table)]
    information = sum(
        xlog(count / total, row * column)
        for row, counts in zip(rows, table) for column, count in zip(columns, map(D, counts)) if count) / BIT
    bias = D((len(table) - 1) * (len(table[0]) - 1)) / (2 * total * BIT)
    most = min(entropy(rows), entropy(columns))
    return {
        "I": information, "HV": entropy(rows), "HC": entropy(columns), "bias": bias,
        "NMI": max(D(0), information - bias) / most if most else D(0), "effective": D(2) ** entropy(rows),
    }


def proxy(a, b, c, d):
    lift = (D(a) / (a + b)) / (D(a + c) / (a + b + c + d))
    cells = [D(n) + (D("0.5") if 0 in (a, b, c, d) else 0) for n in (a, b, c, d)]
    odds = cells[0] * cells[3] / (cells[1] * cells[2])
    error = sum(1 / n for n in cells).sqrt()
    low, high = ((odds.ln() + sign * D("1.96") * error).exp() for sign in (-1, 1))
    verdict = "forbid" if lift >= 2 and low > D("1.5") else "review" if lift >= D("1.25") else "allow"
    return {"lift": lift, "OR": odds, "lo": low, "hi": high, "verdict": verdict}


def narrowness(eligible, addressed):
    bits = (D(eligible) / addressed).ln() / BIT
    few = addressed < 1000 if eligible >= 50_000 else addressed < D("0.05") * eligible
    verdict = "block" if eligible >= 4096 * addressed or few else "review" if eligible >= 256 * addressed else "allow"
    return {"bits": bits, "verdict": verdict}


def check(questions):
    found = results([asked for asked, _ in questions])
    for (asked, expected), answer in zip(questions, found, strict=True):
        assert set(answer) == {"kind"} | set(expected)
        for name, figure in expected.items():
            if isinstance(figure, str):
                assert answer[name] == figure, asked
            else:
                assert_near(answer[name], figure, asked)


def test_divergence_of_random_counts():
    seeded, questions = random.Random(1), []
    while len(questions) < 400:
        size, most = seeded.randrange(2, 12), seeded.choice([3, 50, 10**6, 2**53])
        counts = [seeded.choice([0, seeded.randrange(most), seeded.randrange(most)]) for _ in range(size)]
        baseline = [seeded.choice([seeded.random(), seeded.randrange(1, 9), 1e-9]) for _ in range(size)]
        if sum(counts):
            questions.append(({"kind": "divergence", "counts": counts, "baseline": baseline}, divergence(counts, baseline)))
    check(questions)


def test_nearly_equal_distributions_keep_their_figures():
    seeded, questions = random.Random(2), []
    for _ in range(100):
        weights = [seeded.randrange(1, 2**20) << 8 for _ in range(seeded.randrange(2, 9))]
        counts = [(weight << 20) + seeded.randrange(-3, 4) for weight in weights]
        questions.append(({"kind": "divergence", "counts": counts, "baseline": weights}, divergence(counts, weights)))
    check(questions)


def test_dependence_of_random_tables():
    seeded, questions = random.Random(3), []
    while len(questions) < 400:
        width, most = seeded.randrange(2, 9), seeded.choice([2, 40, 10**6, 2**53])
        table = [[seeded.randrange(most) for _ in range(width)] for _ in range(seeded.randrange(2, 9))]
        if sum(map(sum, table)):
            questions.append(({"kind": "variants", "table": table}, variants(table)))
    check(questions)


def test_lift_of_random_panels():
    seeded, questions = random.Random(4), []
    while len(questions) < 500:
        most = seeded.choice([4, 30, 1000, 2**53])
        a, b, c, d = (seeded.randrange(most) for _ in range(4))
        if a + b and a + c:
            questions.append(({"kind": "proxy", "a": a, "b": b, "c": c, "d": d}, proxy(a, b, c, d)))
    check(questions)


def test_narrowness_of_random_audiences():
    seeded, questions = random.Random(5), []
    for _ in range(500):
        eligible = seeded.choice([seeded.randrange(1, 10**5), seeded.randrange(1, 10**8), 4096 * 1000, 256 * 2000])
        addressed = min(eligible, max(1, int(eligible / 2 ** seeded.uniform(0, 14))))
        asked = {"kind": "narrowness", "E": eligible, "A": addressed}
        questions.append((asked, narrowness(eligible, addressed)))
    check(questions)


def test_a_wrong_measure_is_answered_in_its_place():
    good = {"kind": "narrowness", "E": 30_000, "A": 1500}
    wrong = [
        {"kind": "narrowness", "E": 10, "A": 11}, {"kind": "narrowness", "E": 10, "A": 0}, {"kind": "proxy", "a": 0, "b": 0},
        {"kind": "proxy", "a": 0, "b": 0, "c": 1, "d": 1}, {"kind": "variants", "table": [[1, 2], [3]]}, {"kind": "charm"},
        {"kind": "divergence", "counts": [1, 1], "baseline": [1, 0]}, {"kind": "divergence", "counts": [1], "baseline": [1]},
        {"kind": "divergence", "counts": [1.5, 1], "baseline": [1, 1]}, {}, 5,
    ]
    answers = results([item for pair in zip(wrong, [good] * len(wrong)) for item in pair], status=65)
    assert all(set(answer) == {"kind", "error"} for answer in answers[::2])
    assert all(answer["verdict"] == "allow" for answer in answers[1::2])
