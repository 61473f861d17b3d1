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


class Diligence:
    """Section 3.1 on the ratings of the second fit, its last part on the final set; `start` gives the raters' first factors."""

    LAMBDA = 0.03
    TAGS = {"notHelpfulIncorrect", "notHelpfulSourcesMissingOrUnreliable", "notHelpfulIrrelevantSources"}

    def __init__(self, model, start):
        fit = model.fit2
        rows = [r for r in model.filtered if r.rater in fit.raters]
        self.m, self.r, count = len(fit.notes), len(fit.raters), len(rows)
        self.n = np.array([fit.notes[r.note] for r in rows])
        self.u = np.array([fit.raters[r.rater] for r in rows])
        self.y = np.array([float(bool(r.unhelpful & self.TAGS)) for r in rows])
        note, rater = self.LAMBDA / self.m, self.LAMBDA / self.r
        # Note biases and factors; reputations, factors and biases of raters; the global value.
        self.ridge = np.concatenate([
            np.full(2 * self.m, note), np.full(self.r, 50 * rater), np.full(self.r, rater), np.full(self.r, 10 * rater), [0]])
        self.p = np.concatenate([np.zeros(2 * self.m), np.ones(self.r), start, np.zeros(self.r + 1)])
        self.losses = []
        blocks = np.split(np.arange(len(self.p)), np.cumsum([self.m, self.m, self.r, self.r, self.r]))
        bn, fn, ru, fu, bu, g = blocks
        self.train(np.concatenate([bn, fn, fu, bu, g]), np.where(self.y == 1, 100.0, 1.0))
        self.train(np.concatenate([fn, ru, fu, bu, g]), np.where(self.y == 1, 100.0, 1.0))
        second = self.p.copy()
        self.train(np.concatenate([bn, bu, g]), self.weights(self.n, self.m, self.y, second[ru][self.u]))
        self.final(model, second, blocks)

    @staticmethod
    def weights(n, size, y, reputation):
        """Of the third round."""
        weight = np.where(y == 1, 500.0, 1.0) * (0.1 + np.sqrt(np.maximum(reputation, 0))) / 1.1
        return weight / np.sqrt(np.bincount(n, weight, size))[n]

    def train(self, free, weight):
        count = len(self.y)
        bn, fn, ru, fu = self.n, self.m + self.n, 2 * self.m + self.u, 2 * self.m + self.r + self.u
        bu, g = 2 * self.m + 2 * self.r + self.u, len(self.p) - 1

        def loss(x):
            p = self.p.copy()
            p[free] = x
            z = p[g] + p[bu] + p[fu] * p[fn] + p[bn] * p[ru]
            slope = weight * (expit(z) - self.y) / count
            gradient = 2 * self.ridge * p
            for where, factor in ((bn, p[ru]), (ru, p[bn]), (fn, p[fu]), (fu, p[fn]), (bu, 1.0)):
                gradient += np.bincount(where, slope * factor, len(p))
            gradient[g] += slope.sum()
            return np.mean(weight * (np.logaddexp(0, z) - self.y * z)) + np.sum(self.ridge * p * p), gradient[free]

        found = minimize(
            loss, self.p[free], jac=True, method="L-BFGS-B",
            options={"maxiter": 30_000, "maxfun": 60_000, "ftol": 0, "gtol": 1e-10, "maxcor": 40})
        self.p[free] = found.x
        self.losses.append(found.fun)

    def final(self, model, second, blocks):
        """Note by note, everything of the raters frozen."""
        bn, fn, ru, fu, bu, g = blocks
        ridge = self.LAMBDA * model.per
        self.bias = {}
        by_note = {}
        for r in model.core:
            by_note.setdefault(r.note, []).append((model.fit2.raters[r.rater], float(bool(r.unhelpful & self.TAGS))))
        for note, rows in by_note.items():
            u, y = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
            at = model.fit2.notes.get(note)
            start = (second[bn][at], second[fn][at]) if at is not None else (0.0, 0.0)
            offset = second[g] + second[bu][u] + start[0] * second[ru][u]
            factor = self.solve(offset, second[fu][u], y, np.where(y == 1, 100.0, 1.0), ridge)
            weight = self.weights(np.zeros(len(y), int), 1, y, second[ru][u])
            offset = self.p[g] + self.p[bu][u] + factor * second[fu][u]
            self.bias[note] = self.solve(offset, second[ru][u], y, weight, ridge)

    @staticmethod
    def solve(offset, x, y, weight, ridge):
        """The minimum of a convex loss of one variable, by halving the interval in which its slope changes sign."""
        def slope(value):
            return np.sum(weight * x * (expit(offset + value * x) - y)) + 2 * ridge * value

        low, high = -1e3, 1e3
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if slope(middle) < 0 else (low, middle)
        return (low + high) / 2
