"""Section 3.3 of the credibility reference, written again from the text: populations, modelling groups and topics."""

import re
import unicodedata
from collections import Counter, defaultdict

from specification_notes import Model, best_fit, by_note, by_rater, enough, frozen, published_status, read
from tables_notes import CRH, CRNH, NMR, NYH

POPULATIONS = ["CORE", "EXPANSION", "EXPANSION_PLUS"]


def words(text):
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", plain)


def has(text, term):
    """Whether the words of a term stand in a row; the last may have any ending when it has a star."""
    wanted, found = words(term), words(text)
    for at in range(len(found) - len(wanted) + 1):
        part = found[at:at + len(wanted)]
        if part[:-1] == wanted[:-1] and (part[-1] == wanted[-1] or term.endswith("*") and part[-1].startswith(wanted[-1])):
            return True
    return False


class Ensemble:
    """What all models say together; `topics` has a list of terms by name."""

    def __init__(self, folder, topics=None, groups=True, **options):
        self.folder, self.options = folder, options
        rows = {row["participantId"]: row for row in read(folder, "userEnrollment")} if groups else {}
        self.level = lambda rater: max(
            0, POPULATIONS.index(rows[rater]["modelingPopulation"]) if rater in rows and rows[rater]["modelingPopulation"] in POPULATIONS else 0)
        self.group_of = lambda rater: int(rows[rater]["modelingGroup"] or 0) if rater in rows else 0
        everybody = Model(folder, **options)
        self.everybody = everybody
        ratings = defaultdict(list)
        for r in everybody.labelled:
            ratings[r.note].append(r)
        self.levels = {note: self.population(ratings[note]) for note in sorted(everybody.notes)}
        models = {
            level: Model(folder, keep=lambda r, level=level: self.level(r.rater) <= level, **options)
            for level in {0, *self.levels.values()}}
        self.core = models[0]
        self.results = {note: dict(models[level].results[note]) for note, level in self.levels.items()}
        self.status = {note: result["coreStatus"] for note, result in self.results.items()}
        self.decided = {
            note: ["CoreModel", "ExpansionModel", "ExpansionPlusModel"][level] for note, level in self.levels.items()}
        self.groups, self.topics = {}, {}
        if groups:
            self.lift(ratings)
        self.withhold(ratings, topics or {})
        for note, result in self.results.items():
            previous = everybody.history.get(note, {}).get("currentStatus", "")
            result["status"] = published_status(self.status[note], previous, ratings[note])
            if result["status"] == NMR and self.status[note] in (CRH, CRNH):
                self.decided[note] = "InsufficientExplanation"

    def population(self, ratings):
        for level in range(3):
            if 2 * sum(self.level(r.rater) <= level for r in ratings) >= len(ratings):
                return level

    def lift(self, ratings):
        asked = defaultdict(list)
        for note, result in self.results.items():
            i = result["intercept"]
            if self.levels[note] == 2 or self.status[note] not in (NMR, NYH) or i is None or not 0.3 < i < 0.4:
                continue
            for group, count in Counter(self.group_of(r.rater) for r in ratings[note]).items():
                if group and count >= 0.8 * len(ratings[note]):
                    asked[group].append(note)
        for group, notes in asked.items():
            model = Model(self.folder, keep=lambda r, group=group: self.group_of(r.rater) == group, **self.options)
            for note in notes:
                result = model.results[note]
                self.groups[note] = (group, result["coreStatus"], result["intercept"], result["factor"])
                if result["coreStatus"] in (CRH, NYH) and result["coreStatus"] != self.status[note]:
                    self.status[note], self.decided[note] = result["coreStatus"], "GroupModel"

    def withhold(self, ratings, topics):
        notes = self.everybody.notes
        on_post = defaultdict(set)
        for note, row in notes.items():
            on_post[row.get("tweetId", note)] |= {
                name for name, terms in topics.items() if any(has(row["summary"], term) for term in terms)}
        topic_of = {note: on_post[row.get("tweetId", note)] for note, row in notes.items()}
        for name in topics:
            own = {note for note in notes if topic_of[note] == {name}}
            asked = [note for note in own if self.status[note] in (CRH, NYH)]
            if not asked:
                continue
            wide = enough([r for r in self.everybody.all if r.note in own], 5, by_note)
            fit = best_fit(enough(enough(wide, 10, by_rater), 5, by_note))
            known = {rater: fit.rater(rater) for rater in fit.raters}
            used = [r for r in wide if r.rater in known]
            final = frozen(used, known, fit.mu, fit.count / len(fit.notes) if fit.count else 0)
            for note in asked:
                if note not in final:
                    continue
                i, f = final[note]
                negative = sum(known[r.rater][1] < 0 for r in used if r.note == note)
                total = sum(r.note == note for r in used)
                confident = min(negative, total - negative) >= 5
                self.topics[note] = (name, i, f, confident)
                if confident and (i < 0.24 or abs(f) > 0.51):
                    self.status[note], self.decided[note] = NMR, "TopicModel"
