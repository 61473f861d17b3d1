"""Writes note tables of a given size, the same for the same size: two camps of raters, notes that please one or both."""

import hashlib
import sys
from pathlib import Path

import numpy as np

DAY = 86_400_000
NOW = 1_790_000_000_000
NOTE_COLUMNS = ["noteId", "noteAuthorParticipantId", "createdAtMillis", "tweetId", "classification", "summary"]
HELPFUL = [
    "helpfulOther", "helpfulInformative", "helpfulClear", "helpfulEmpathetic", "helpfulGoodSources",
    "helpfulUniqueContext", "helpfulAddressesClaim", "helpfulImportantContext", "helpfulUnbiasedLanguage",
]
NOT_HELPFUL = [
    "notHelpfulOther", "notHelpfulIncorrect", "notHelpfulSourcesMissingOrUnreliable",
    "notHelpfulOpinionSpeculationOrBias", "notHelpfulMissingKeyPoints", "notHelpfulOutdated",
    "notHelpfulHardToUnderstand", "notHelpfulArgumentativeOrBiased", "notHelpfulOffTopic",
    "notHelpfulSpamHarassmentOrAbuse", "notHelpfulIrrelevantSources", "notHelpfulOpinionSpeculation",
    "notHelpfulNoteNotNeeded",
]
RATING_COLUMNS = [
    "noteId", "raterParticipantId", "createdAtMillis", "version", "agree", "disagree", "helpful", "notHelpful",
    "helpfulnessLevel", *HELPFUL, *NOT_HELPFUL, "ratedOnTweetId", "ratingSourceBucketed", "suggestion", "suggestionId",
]
LEVELS = ["NOT_HELPFUL", "SOMEWHAT_HELPFUL", "HELPFUL"]
PART_ROWS = 2_000_000


def participant(number):
    return hashlib.sha256(b"participant %d" % number).hexdigest().upper()


def pairs(random, ratings, notes, raters):
    """Distinct pairs of note and rater; few raters and notes have most of them."""
    activity = random.pareto(1.3, raters) + 0.3
    interest = random.pareto(1.5, notes) + 0.2
    found = np.empty(0, dtype=np.int64)
    while len(found) < ratings:
        more = int((ratings - len(found)) * 1.3) + 1000
        rater = random.choice(raters, more, p=activity / activity.sum())
        note = random.choice(notes, more, p=interest / interest.sum())
        found = np.unique(np.concatenate([found, note * raters + rater]))
    found = np.sort(random.choice(found, ratings, replace=False))
    return found // raters, found % raters


def flags(random, weights):
    """Text of a row of 0 and 1, for 512 choices."""
    return ["\t".join("1" if random.random() < weight else "0" for weight in weights) for _ in range(512)]


def write(folder, ratings, notes, raters):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(20261126)
    note, rater = pairs(random, ratings, notes, raters)
    side = np.where(random.random(raters) < 0.55, -1.0, 1.0) * random.uniform(0.2, 1.0, raters)
    slant = np.where(random.random(notes) < 0.4, 0.0, random.uniform(-1, 1, notes))
    quality = random.normal(0.1, 0.35, notes)
    score = 0.3 + quality[note] + 0.7 * side[rater] * slant[note] + random.normal(0, 0.3, ratings)
    level = np.digitize(score, [0.35, 0.6])
    created = NOW - random.integers(2 * DAY, 60 * DAY, notes)
    time = created[note] + (random.exponential(0.5, ratings) * DAY).astype(np.int64)
    np.savez(folder / "ratings.npz", note=note, rater=rater, y=level / 2)

    ids = [participant(number) for number in range(raters)]
    none = {0: "\t".join("0" * len(HELPFUL)), 1: "\t".join("0" * len(NOT_HELPFUL))}
    good = flags(random, [0.2] * 9)
    # Of notes with careless sources more raters say so: the second, third and eleventh reason.
    careless = (random.random(notes) < 0.2).astype(int).tolist()
    bad = [
        flags(random, [0.08, 0.1, 0.05, *[0.08] * 7, 0.02, 0.08, 0.08]),
        flags(random, [0.04, 0.5, 0.6, *[0.04] * 7, 0.3, 0.04, 0.04]),
    ]
    choice = random.integers(0, 512, ratings)
    for part, start in enumerate(range(0, ratings, PART_ROWS)):
        with open(folder / f"ratings-{part:05}.tsv", "w", encoding="ascii") as file:
            file.write("\t".join(RATING_COLUMNS) + "\n")
            rows = slice(start, start + PART_ROWS)
            for n, u, t, v, c in zip(*(a[rows].tolist() for a in (note, rater, time, level, choice))):
                tags = f"{good[c]}\t{none[1]}" if v == 2 else f"{none[0]}\t{bad[careless[n]][c] if v == 0 else none[1]}"
                file.write(
                    f"{1830000000000000000 + n * 1048583}\t{ids[u]}\t{t}\t2\t0\t0\t0\t0\t{LEVELS[v]}\t{tags}\t"
                    f"{1829000000000000000 + n // 3}\tDEFAULT\t\t\n")
    with open(folder / "notes-00000.tsv", "w", encoding="ascii") as file:
        file.write("\t".join(NOTE_COLUMNS) + "\n")
        for n, t in enumerate(created.tolist()):
            file.write(
                f"{1830000000000000000 + n * 1048583}\t{ids[n * 7 % raters]}\t{t}\t{1829000000000000000 + n // 3}\t"
                f"MISINFORMED_OR_POTENTIALLY_MISLEADING\tNote {n}\n")


if __name__ == "__main__":
    write(sys.argv[1], *map(int, sys.argv[2:5]))
