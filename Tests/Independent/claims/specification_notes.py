"""Section 2 of the credibility reference, written again from the text: slow, plain, and independent of the program.

Everything is a dictionary of sorted ids or a numpy array over them; nothing is clever. The fit alternates closed-form
solves until nothing moves by more than 1e-11.
"""

import math
import re
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from specification_notes_logit import Harassment
from tables_notes import (
    CRH, CRNH, DAY, FIRM, HELPFUL_TAGS, LEVELS, NEW_FORM, NMR, NOT_HELPFUL_TAGS, NYH, OLD_NOTES,
)

LAMBDA_I, LAMBDA_F = 0.15, 0.03


def read(folder, name):
    rows = []
    for path in sorted(Path(folder).iterdir()):
        if re.fullmatch(name + r"(-\d{5})?\.tsv", path.name):
            lines = path.read_text().split("\n")
            header = lines[0].split("\t")
            rows += [dict(zip(header, line.split("\t"))) for line in lines[1:] if line]
    return rows


def number(text):
    return int(text.removesuffix(".0")) if text else None


class Rating:
    def __init__(self, row):
        self.note, self.rater = int(row["noteId"]), row["raterParticipantId"]
        self.time = number(row["createdAtMillis"])
        self.y = 1.0 if row.get("helpful") == "1" else None
        if row.get("notHelpful") == "1":
            self.y = 0.0
        if row["helpfulnessLevel"]:
            self.y = LEVELS[row["helpfulnessLevel"]]
        self.helpful = {tag for tag in HELPFUL_TAGS if row.get(tag) == "1"}
        self.unhelpful = {tag for tag in NOT_HELPFUL_TAGS if row[tag] == "1"}


class Fit:
    """The minimum of L on a set of ratings."""

    def __init__(self, ratings, start=None, seed=5):
        self.notes = {note: index for index, note in enumerate(sorted({r.note for r in ratings}))}
        self.raters = {rater: index for index, rater in enumerate(sorted({r.rater for r in ratings}))}
        n = np.array([self.notes[r.note] for r in ratings], dtype=int)
        u = np.array([self.raters[r.rater] for r in ratings], dtype=int)
        y = np.array([r.y for r in ratings])
        count, m, r = len(ratings), len(self.notes), len(self.raters)
        self.count, self.mu, self.loss, self.sweeps = count, 0.0, 0.0, 0
        self.iN, self.fN, self.iU = np.zeros(m), np.zeros(m), np.zeros(r)
        bound = math.sqrt(6 / (r + 1))
        self.fU = np.random.default_rng(seed).uniform(-bound, bound, r)
        if start is not None:
            self.mu = start.mu
            for rater, index in self.raters.items():
                self.iU[index], self.fU[index] = start.iU[start.raters[rater]], start.fU[start.raters[rater]]
        if not count:
            return
        for self.sweeps in range(1, 6000):
            before = np.concatenate([self.iN, self.fN, self.iU, self.fU, [self.mu]])
            self.iN, self.fN = solve(n, m, y - self.mu - self.iU[u], self.fU[u], count / m)
            self.mu = np.mean(y - self.iU[u] - self.iN[n] - self.fU[u] * self.fN[n]) / (1 + LAMBDA_I)
            self.iU, self.fU = solve(u, r, y - self.mu - self.iN[n], self.fN[n], count / r)
            self.mu = np.mean(y - self.iU[u] - self.iN[n] - self.fU[u] * self.fN[n]) / (1 + LAMBDA_I)
            after = np.concatenate([self.iN, self.fN, self.iU, self.fU, [self.mu]])
            if np.abs(after - before).max() < 1e-11:
                break
        residual = y - self.mu - self.iU[u] - self.iN[n] - self.fU[u] * self.fN[n]
        self.loss = (
            np.mean(residual**2)
            + LAMBDA_I * (np.mean(self.iU**2) + np.mean(self.iN**2) + self.mu**2)
            + LAMBDA_F * (np.mean(self.fU**2) + np.mean(self.fN**2)))
        self.fix_signs(n, u)

    def fix_signs(self, n, u):
        parent = list(range(len(self.notes) + len(self.raters)))

        def root(x):
            while parent[x] != x:
                parent[x] = parent[parent[x]]
                x = parent[x]
            return x

        for a, b in zip(n, u):
            parent[root(a)] = root(b + len(self.notes))
        members = defaultdict(list)
        for rater in range(len(self.raters)):
            members[root(rater + len(self.notes))].append(rater)
        flipped = set()
        for key, group in members.items():
            factors = [self.fU[rater] for rater in group if abs(self.fU[rater]) > 1e-8]
            if 2 * sum(f < 0 for f in factors) < len(factors):
                flipped.add(key)
        for rater in range(len(self.raters)):
            if root(rater + len(self.notes)) in flipped:
                self.fU[rater] *= -1
        for note in range(len(self.notes)):
            if root(note) in flipped:
                self.fN[note] *= -1

    def rater(self, rater):
        index = self.raters.get(rater)
        return None if index is None else (self.iU[index], self.fU[index])

    def note(self, note):
        index = self.notes.get(note)
        return None if index is None else (self.iN[index], self.fN[index])


def best_fit(ratings):
    """Few ratings can leave several minima: the lowest of those that some starts lead to."""
    return min((Fit(ratings, seed=seed) for seed in range(3)), key=lambda fit: fit.loss)


def solve(entity, size, e, x, per):
    c = np.bincount(entity, minlength=size) + LAMBDA_I * per
    sx, sxx = np.bincount(entity, x, size), np.bincount(entity, x * x, size) + LAMBDA_F * per
    se, sex = np.bincount(entity, e, size), np.bincount(entity, e * x, size)
    det = c * sxx - sx**2
    return (se * sxx - sex * sx) / det, (c * sex - sx * se) / det


def frozen(ratings, parameters, mu, per, extra=None):
    """Note parameters with raters frozen; `extra` is one more rater (intercept, factor) who says helpful everywhere."""
    notes = sorted({r.note for r in ratings})
    index = {note: at for at, note in enumerate(notes)}
    n = [index[r.note] for r in ratings]
    e = [r.y - mu - parameters[r.rater][0] for r in ratings]
    x = [parameters[r.rater][1] for r in ratings]
    if extra is not None:
        n += range(len(notes))
        e += [1 - mu - extra[0]] * len(notes)
        x += [extra[1]] * len(notes)
    if not n:
        return {}
    i, f = solve(np.array(n), len(notes), np.array(e), np.array(x), per)
    return {note: (i[at], f[at]) for note, at in index.items()}


def enough(ratings, least, key):
    counts = Counter(key(r) for r in ratings)
    return [r for r in ratings if counts[key(r)] >= least]


def by_note(r):
    return r.note


def by_rater(r):
    return r.rater


def published_status(status, previous, ratings):
    """Section 2.10 without the rules that need a clock."""
    if status == FIRM:
        return NMR
    if status == NYH:
        status = CRH if previous == CRH else NMR
    if status in (CRH, CRNH):
        tags = HELPFUL_TAGS if status == CRH else NOT_HELPFUL_TAGS
        counts = Counter(tag for r in ratings for tag in (r.helpful | r.unhelpful) if tag in tags)
        if sum(count >= 2 for count in counts.values()) < 2:
            return NMR
    return status


class Model:
    def __init__(self, folder, min_note=5, min_rater=10, correlated=(), harassment=False, keep=None):
        self.notes = {int(row["noteId"]): row for row in read(folder, "notes")}
        self.history = {int(row["noteId"]): row for row in read(folder, "noteStatusHistory")}
        self.labelled = [r for r in map(Rating, read(folder, "ratings")) if r.y is not None and (keep is None or keep(r))]
        self.all = sorted(filter(self.in_scope, self.labelled), key=lambda r: (r.note, r.rater))
        self.k = Counter(r.note for r in self.all)
        self.first(min_note, min_rater, keep)
        self.people()
        self.harassment = None
        if harassment:
            self.harassment = Harassment(self)
            self.penalise()
        self.second(min_note, correlated)
        self.tags()
        self.sides()
        self.incorrect()
        self.results = {note: self.judge(note) for note in sorted(self.notes)}

    def in_scope(self, r):
        note = self.notes.get(r.note)
        if note is None or not note["classification"]:
            return r.note in self.history
        return not (note["classification"] == "NOT_MISLEADING" and number(note["createdAtMillis"]) <= NEW_FORM)

    def is_not_misleading(self, note):
        return note in self.notes and self.notes[note]["classification"] == "NOT_MISLEADING"

    def first(self, min_note, min_rater, keep):
        self.wide = enough(self.all, min_note, by_note)
        self.filtered = enough(enough(self.wide, min_rater, by_rater), min_note, by_note)
        self.fit1 = best_fit(self.filtered) if keep else Fit(self.filtered)
        self.preliminary = {}
        for note in self.fit1.notes:
            i, f = self.fit1.note(note)
            status = NMR
            if self.k[note] >= 5 and i >= 0.40 and not self.is_not_misleading(note):
                status = CRH
            if self.k[note] >= 5 and i <= -0.05 - 0.8 * abs(f):
                status = CRNH
            if i < -0.15 and self.is_not_misleading(note):
                status = CRNH
            self.preliminary[note] = status

    def people(self):
        good, valid = Counter(), Counter()
        early = defaultdict(list)
        for r in self.all:
            status = self.preliminary.get(r.note, NMR)
            if status == NMR or r.y == 0.5:
                continue
            record = self.notes.get(r.note) or self.history[r.note]
            created = number(record["createdAtMillis"])
            if created < OLD_NOTES:
                early[r.note].append(r)
                continue
            until = number(self.history.get(r.note, {}).get("timestampMillisOfLatestNonNMRStatus", ""))
            if (until is None or r.time < until) and r.time - created < 2 * DAY:
                self.count_valid(r, status, good, valid)
        for note, ratings in early.items():
            for r in sorted(ratings, key=lambda r: (r.time, r.rater))[:5]:
                self.count_valid(r, self.preliminary[note], good, valid)
        authors = defaultdict(list)
        for note in self.fit1.notes:
            record = self.notes.get(note) or self.history.get(note)
            authors[record["noteAuthorParticipantId"]].append(note)
        self.agreement, self.helpful, self.valid = {}, set(), valid
        for rater in {r.rater for r in self.labelled}:
            if not valid[rater]:
                continue
            self.agreement[rater] = good[rater] / valid[rater]
            if self.agreement[rater] < 0.66:
                continue
            own = authors.get(rater, [])
            if own:
                statuses = Counter(self.preliminary[note] for note in own)
                d = (statuses[CRH] - 5 * statuses[CRNH]) / len(own)
                if d < 0 or np.mean([self.fit1.note(note)[0] for note in own]) < 0.05:
                    continue
            self.helpful.add(rater)

    def penalise(self):
        cost = Counter()
        for r in self.filtered:
            if r.y == 1:
                cost[r.rater] += self.harassment.penalty(r.note)
        self.left_out = {
            rater for rater in self.helpful if self.agreement[rater] - cost[rater] / self.valid[rater] < 0.66}
        self.helpful -= self.left_out

    @staticmethod
    def count_valid(r, status, good, valid):
        valid[r.rater] += 1
        good[r.rater] += (r.y == 1) == (status == CRH)

    def second(self, min_note, correlated):
        self.fit2 = Fit([r for r in self.filtered if r.rater in self.helpful], start=self.fit1)
        fit = self.fit2
        self.known = {rater: fit.rater(rater) for rater in fit.raters}
        self.per = fit.count / len(fit.notes) if fit.count else 0
        self.core = [r for r in self.wide if r.rater in self.known]
        self.final = frozen(self.core, self.known, fit.mu, self.per)

        newest = max((r.time for r in self.all), default=0)
        busy = set()
        for days in (7, 28):
            counts = Counter(r.rater for r in self.all if r.time >= newest - days * DAY)
            if counts:
                limit = np.quantile(list(counts.values()), 0.999)
                busy |= {rater for rater, count in counts.items() if count > limit}
        self.busy = busy
        rest = enough([r for r in self.all if r.rater not in busy], min_note, by_note)
        self.calm = frozen([r for r in rest if r.rater in self.known], self.known, fit.mu, self.per)
        rest = enough([r for r in self.all if r.rater not in correlated], min_note, by_note)
        self.apart = frozen([r for r in rest if r.rater in self.known], self.known, fit.mu, self.per)

        self.upper = {}
        if self.core:
            count, m = len(self.core), len(self.final)
            fits = [frozen(self.core, self.known, fit.mu, count / m)]
            low = min(i for i, _ in self.known.values())
            factors = [f for _, f in self.known.values()]
            for f in (min(factors), 0.0, max(factors)):
                fits.append(frozen(self.core, self.known, fit.mu, (count + m) / m, extra=(low, f)))
            self.upper = {note: max(each[note][0] for each in fits) for note in self.final}

    def ratios(self, ratings, factors):
        """Weighted total and ratio per tag and note."""
        z = lambda values: (np.mean(values), np.std(values) or 1.0)
        mean_n, sd_n = z(list(factors.values()))
        mean_u, sd_u = z([f for _, f in self.known.values()])
        deltas = [
            abs((self.known[r.rater][1] - mean_u) / sd_u - (factors[r.note] - mean_n) / sd_n) for r in ratings]
        eta = np.quantile(deltas, 0.4)
        total, weights = defaultdict(float), defaultdict(float)
        for r, delta in zip(ratings, deltas):
            w = 1 / (1 + (delta / eta) ** 5)
            weights[r.note] += w
            for tag in r.unhelpful:
                total[r.note, tag] += w
        return total, weights

    def tags(self):
        self.thresholds = dict.fromkeys(NOT_HELPFUL_TAGS, 0.0)
        self.tagged = set()
        if not self.core:
            return
        factors = {note: self.fit2.note(note)[1] for note in self.fit2.notes}
        total, weights = self.ratios([r for r in self.core if r.note in factors], factors)
        helpful = [note for note in self.fit2.notes if self.preliminary[note] == CRH]
        for tag in NOT_HELPFUL_TAGS:
            if helpful:
                ratios = [total[note, tag] / weights[note] for note in helpful]
                self.thresholds[tag] = np.quantile(ratios, np.arange(0, 1, 0.01))[95]
        total, weights = self.ratios(self.core, {note: f for note, (_, f) in self.final.items()})
        for note in self.final:
            for tag in NOT_HELPFUL_TAGS:
                if tag == "notHelpfulHardToUnderstand":
                    continue
                if total[note, tag] > 2.5 and total[note, tag] / weights[note] > self.thresholds[tag]:
                    self.tagged.add(note)

    def sides(self):
        self.side = defaultdict(lambda: ([], []))
        for r in [r for r in self.all if r.rater in self.known]:
            self.side[r.note][0 if self.known[r.rater][1] < 0 else 1].append(r.y)

    def incorrect(self):
        tagged, wrong = Counter(), Counter()
        for r in self.all:
            if r.unhelpful:
                tagged[r.rater] += 1
                wrong[r.rater] += "notHelpfulIncorrect" in r.unhelpful
        clip = lambda f: max(-0.4, min(0.4, f))
        self.wrong = {}
        for note, (_, f) in self.final.items():
            self.wrong[note] = [0, 0, 0.0]
        for r in self.core:
            if r.unhelpful and abs(clip(self.known[r.rater][1]) - clip(self.final[r.note][1])) < 0.3:
                entry = self.wrong[r.note]
                entry[0] += "notHelpfulIncorrect" in r.unhelpful
                entry[1] += 1
                entry[2] += wrong[r.rater] / tagged[r.rater]

    def judge(self, note):
        k = self.k[note]
        i, f = self.final.get(note, (None, None))
        is_nm = self.is_not_misleading(note)
        status, rules = NMR, ["InitialNMR"]
        negative, positive = self.side[note]
        net = lambda side: sum(y == 1 for y in side) - sum(y == 0 for y in side)
        net_min = max(0, min(net(negative), net(positive)))
        count = len(negative) + len(positive)
        balance = net_min / count if count else None
        previous = self.history.get(note, {}).get("currentStatus", "")

        def act(rule, result, condition):
            nonlocal status
            if condition:
                status = result
                rules.append(rule)

        if i is not None:
            act("GeneralCRH", CRH, not is_nm and k >= 5 and i >= 0.40)
            act("GeneralCRNH", CRNH, k >= 5 and i <= -0.05 - 0.8 * abs(f))
            act("UcbCRNH", CRNH, k >= 5 and self.upper[note] < -0.04)
        if len(negative) >= 3 and len(positive) >= 3:
            means = np.mean(negative), np.mean(positive)
            act("RatioCRNH", CRNH, k >= 5 and max(means) <= 0.4 and sum(means) / 2 <= 0.3)
        if i is not None:
            act("NmCRNH", CRNH, is_nm and i < -0.15)
            act("GeneralCRHInertia", CRH, status != CRH and not is_nm and k >= 5 and i >= 0.39 and previous == CRH)
            act("TagFilter", FIRM, status != CRNH and note in self.tagged)
            wrong, voters, share = self.wrong[note]
            score = wrong / math.log(1 + share) if share else 0
            act("FilterIncorrect", FIRM, status != CRNH and wrong >= 2 and voters >= 3 and score >= 2.5)
            act("FilterLargeFactor", FIRM, status == CRH and abs(f) > 0.5)
            act("RejectLowIntercept", FIRM, status != CRNH and i < 0.30)
        act("MinMinorityRaters", NYH, status == CRH and net_min < 4)
        act("RaterBalance", NYH, status == CRH and 4 <= net_min < 10 and balance < 0.05)
        act("NoHighVolIntercept", NYH, status == CRH and note in self.calm and self.calm[note][0] < 0.37)
        act("NoCorrelatedIntercept", NYH, status == CRH and note in self.apart and self.apart[note][0] < 0.37)

        published = published_status(status, previous, [r for r in self.labelled if r.note == note])
        first = self.fit1.note(note) or (None, None)
        return {
            "noteId": str(note), "status": published, "coreStatus": status, "intercept": i, "factor": f,
            "interceptFirst": first[0], "factorFirst": first[1], "interceptMax": self.upper.get(note),
            "interceptNoHighVolume": self.calm.get(note, [None])[0],
            "interceptNoCorrelated": self.apart.get(note, [None])[0], "rules": ",".join(rules), "ratings": k,
            "negativeRatings": len(negative) if len(negative) >= 3 else None,
            "negativeMean": np.mean(negative) if len(negative) >= 3 else None,
            "positiveRatings": len(positive) if len(positive) >= 3 else None,
            "positiveMean": np.mean(positive) if len(positive) >= 3 else None,
            "netMin": net_min, "balance": balance,
        }
