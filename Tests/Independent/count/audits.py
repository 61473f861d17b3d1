"""Draws and risks of audits computed a second way, from the published rules alone."""

import bisect
import hashlib
import itertools
import math
from fractions import Fraction
from statistics import pstdev

EPSILON = 2.220446049250313e-16


def uniform(text):
    return str(int(hashlib.sha256(text.encode()).hexdigest(), 16)).zfill(64)[::-1]


def following(ticket):
    """The next ticket of the same ballot."""
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


def stark(seed, count):
    return [int(hashlib.sha256(f"{seed},{number}".encode()).hexdigest(), 16) for number in range(1, count + 1)]


def draw_batches(seed, bounds, count):
    """Batches in proportion to their bounds: the first whose running sum exceeds the hash as a share of the sum."""
    names, sums = list(bounds), list(itertools.accumulate(bounds.values()))
    return [names[bisect.bisect_right(sums, Fraction(number, 2**256) * sums[-1])] for number in stark(seed, count)]


def shrink_trunc(eta, d, c, f):
    """Stark's truncated shrinkage estimator, as a function of the draw, the mean left and what was seen."""

    def estimate(j, m, u, total, seen):
        sd = 1 if j < 3 or f == 0 else max(1e-6, pstdev(seen))
        e = c / math.sqrt(d + j - 1)
        guess = ((d * eta + total) / (d + j - 1) + u * f / sd) / (1 + f / sd)
        return min(u * (1 - EPSILON) - e, max(guess, m * (1 + EPSILON) + e))

    return estimate


def optimal_comparison(rate):
    def estimate(j, m, u, total, seen):
        guess = (1 - u * (1 - rate)) / (2 - 2 * u) + u * (1 - rate) - 0.5
        return min(u * (1 - EPSILON), max(guess, m))

    return estimate


def alpha_history(x, population, t, u, estimate):
    total, seen, logarithm, history = 0.0, [], 0.0, []
    for j, value in enumerate(x, 1):
        m = (population * t - total) / (population - j + 1) if population else t
        guess = estimate(j, m, u, total, seen)
        if m < 0:
            history.append(0.0)
        else:
            factor = (value * guess / m + (u - value) * (u - guess) / (u - m)) / u
            logarithm += math.log(factor) if factor > 0 else -math.inf
            history.append(min(1, math.exp(-logarithm)) if logarithm > -700 else 1)
        total += value
        seen.append(value)
    return history


def seat_claims(votes, seats, divisor):
    """Pairs of lists with the weights of v_A·d(s_B + 1) − v_B·d(s_A) > 0."""
    given = dict.fromkeys(votes, 0)
    for _ in range(seats):
        first = max(votes, key=lambda name: Fraction(votes[name], divisor(given[name])))
        given[first] += 1
    claims = []
    for one in votes:
        for other in votes:
            if one != other and given[one] > 0:
                claims.append({one: divisor(given[other]), other: -divisor(given[one] - 1)})
    return claims


def claim_sum(claim, votes):
    return sum(weight * votes.get(name, 0) for name, weight in claim.items())


def claim_value(claim, marks):
    """What a ballot is worth: the worst 0, no vote one half."""
    worst = -min(claim.values())
    weight = claim.get(marks[0], 0) if len(marks) == 1 else 0
    return (weight + worst) / (2 * worst)
