"""The logistic models of tags of sections 3.1 and 3.2, written again from the text: gradients in numpy, minima by scipy.

Nothing is shared with the program: it goes from note to note and from rater to rater, this goes down all slopes at once
(L-BFGS, then Newton steps with the whole matrix of second derivatives).
"""

from collections import Counter

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

LAMBDA_I, LAMBDA_F = 0.15, 0.03
TAGS_SINCE = 1_639_699_200_000
SPAM, OTHER = "notHelpfulSpamHarassmentOrAbuse", "notHelpfulOther"


def at_least(rows, least, column):
    counts = Counter(row[column] for row in rows)
    return [row for row in rows if counts[row[column]] >= least]


class Harassment:
    """Section 3.2 on the ratings of the first fit by raters who would be helpful without it."""

    def __init__(self, model):
        rows = []
        for r in model.filtered:
            if r.rater not in model.helpful or r.time < TAGS_SINCE:
                continue
            if SPAM in r.unhelpful:
                rows.append((r.note, r.rater, 1.0))
            elif r.y == 1 or OTHER in r.unhelpful:
                rows.append((r.note, r.rater, 0.0))
        rows = at_least(at_least(at_least(rows, 5, 0), 10, 1), 5, 0)
        self.h = {}
        if not rows or len({row[2] for row in rows}) < 2:
            return
        notes, raters = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
        n = np.array([notes.index(row[0]) for row in rows])
        u = np.array([raters.index(row[1]) for row in rows])
        y = np.array([row[2] for row in rows])
        m, count = len(notes), len(rows)
        weight = np.where(y == 1, (1 - y.mean()) / y.mean(), 1.0)
        ridge = np.concatenate([
            np.full(m, LAMBDA_I / m), np.full(m, LAMBDA_F / m), np.full(len(raters), LAMBDA_I / len(raters)),
            np.full(len(raters), LAMBDA_F / len(raters)), [LAMBDA_I]])
        start = np.zeros(len(ridge))
        start[m:2 * m] = [2 * model.fit1.note(note)[1] for note in notes]
        start[2 * m + len(raters):-1] = [2 * model.fit1.rater(rater)[1] for rater in raters]
        bn, fn, bu, fu = n, m + n, 2 * m + u, 2 * m + len(raters) + u

        def loss(p):
            z = p[-1] + p[bn] + p[bu] + p[fn] * p[fu]
            slope = weight * (expit(z) - y) / count
            gradient = 2 * ridge * p
            for where, factor in ((bn, 1.0), (bu, 1.0), (fn, p[fu]), (fu, p[fn])):
                np.add.at(gradient, where, slope * factor)
            gradient[-1] += slope.sum()
            return np.mean(weight * (np.logaddexp(0, z) - y * z)) + np.sum(ridge * p * p), gradient

        def curvature(p):
            z = p[-1] + p[bn] + p[bu] + p[fn] * p[fu]
            q = expit(z)
            bend, slope = weight * q * (1 - q) / count, weight * (q - y) / count
            matrix = np.diag(2 * ridge)
            parts = [(bn, np.ones(count)), (bu, np.ones(count)), (fn, p[fu]), (fu, p[fn]), (np.full(count, len(p) - 1), np.ones(count))]
            for one, a in parts:
                for other, b in parts:
                    np.add.at(matrix, (one, other), bend * a * b)
            np.add.at(matrix, (fn, fu), slope)
            np.add.at(matrix, (fu, fn), slope)
            return matrix

        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 20_000, "maxfun": 40_000, "ftol": 0, "gtol": 1e-7}).x
        for _ in range(20):
            step = np.linalg.solve(curvature(found), loss(found)[1])
            found = found - step
            if np.abs(step).max() < 1e-13:
                break
        assert np.linalg.eigvalsh(curvature(found)).min() > -1e-12
        self.loss = loss(found)[0]
        self.h = dict(zip(notes, found[:m]))

    def penalty(self, note):
        h = self.h.get(note, 0)
        return 10 * h / 2 if h >= 2 else 0
