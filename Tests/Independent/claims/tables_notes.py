"""Writes small note tables with two camps of raters, busy raters, old notes, deleted notes and every kind of tag."""

import hashlib
import random
from pathlib import Path

HELPFUL_TAGS = {
    "helpfulInformative": 8, "helpfulClear": 7, "helpfulImportantContext": 6, "helpfulAddressesClaim": 5,
    "helpfulGoodSources": 4, "helpfulEmpathetic": 3, "helpfulUniqueContext": 2, "helpfulUnbiasedLanguage": 1,
    "helpfulOther": 0,
}
NOT_HELPFUL_TAGS = {
    "notHelpfulOutdated": 12, "notHelpfulSpamHarassmentOrAbuse": 11, "notHelpfulHardToUnderstand": 10,
    "notHelpfulOffTopic": 9, "notHelpfulIncorrect": 8, "notHelpfulArgumentativeOrBiased": 7,
    "notHelpfulNoteNotNeeded": 6, "notHelpfulMissingKeyPoints": 5, "notHelpfulOpinionSpeculationOrBias": 4,
    "notHelpfulOpinionSpeculation": 3, "notHelpfulSourcesMissingOrUnreliable": 2, "notHelpfulIrrelevantSources": 1,
    "notHelpfulOther": 0,
}
CRH, CRNH, NMR = "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL", "NEEDS_MORE_RATINGS"
NYH, FIRM = "NEEDS_YOUR_HELP", "FIRM_REJECT"
LEVELS = {"NOT_HELPFUL": 0.0, "SOMEWHAT_HELPFUL": 0.5, "HELPFUL": 1.0}
NEW_FORM, OLD_NOTES = 1664755200000, 1652918400000
DAY = 86_400_000
NOW = 1_790_000_000_000
CLASSES = ["MISINFORMED_OR_POTENTIALLY_MISLEADING"] * 8 + ["NOT_MISLEADING"] * 2


def participant(name):
    return hashlib.sha256(name.encode()).hexdigest().upper()


def some_raters(folder, count):
    lines = (Path(folder) / "ratings-00000.tsv").read_text().splitlines()
    column = lines[0].split("\t").index("raterParticipantId")
    return sorted({line.split("\t")[column] for line in lines[1:]})[:count]


def write(folder, seed, raters=150, notes=90, without=None, harassing=False):
    """With `harassing`, raters call notes of the other side harassing, and every 20th note is called so by most on both sides."""
    folder = Path(folder)
    folder.mkdir(parents=True)
    chance = random.Random(seed)
    sides = [(-1 if chance.random() < 0.6 else 1) * chance.uniform(0.2, 1) for _ in range(raters)]
    activity = [chance.choice([0.05, 0.15, 0.4, 0.9]) for _ in range(raters)]
    note_rows, history_rows, rating_rows = [], [], []
    tags = [*HELPFUL_TAGS, *NOT_HELPFUL_TAGS]
    for note in range(notes):
        number = 1_830_000_000_000_000_000 + chance.randrange(10**15)
        kind = chance.choice(CLASSES)
        created = NOW - chance.randrange(50) * DAY
        if chance.random() < 0.1:
            created = chance.choice([NEW_FORM, OLD_NOTES - 5, NEW_FORM + 1])
        author = participant(f"rater {chance.randrange(raters)}")
        is_listed, is_known = chance.random() < 0.95, chance.random() < 0.7
        if is_listed:
            note_rows.append([number, author, created, kind if chance.random() < 0.97 else ""])
        if is_known:
            status = chance.choice([CRH, NMR, NMR, "", CRNH])
            until = f"{created + chance.randrange(3 * DAY)}.0" if chance.random() < 0.3 else ""
            history_rows.append([number, author, created, status, until])
        quality, slant = chance.gauss(0.35, 0.4), chance.choice([0, 0, chance.uniform(-1, 1)])
        is_harassing = harassing and note % 20 == 0
        for rater in range(raters):
            if chance.random() > activity[rater]:
                continue
            y = quality + slant * sides[rater] + chance.gauss(0, 0.25)
            level = "HELPFUL" if y > 0.5 else "SOMEWHAT_HELPFUL" if y > 0.3 else "NOT_HELPFUL"
            if chance.random() < 0.02:
                level = ""
            side = HELPFUL_TAGS if y > 0.4 else NOT_HELPFUL_TAGS
            if is_harassing:
                y, side = abuse(note, rater)
                level = "HELPFUL" if y else "NOT_HELPFUL"
            odds = 0.25 if slant else 0.1
            flags = ["1" if tag in side and chance.random() < odds else "0" for tag in tags]
            if harassing:
                is_named = (note + rater) % 7 if is_harassing and not y else y < -0.25 and slant * sides[rater] < 0
                flags[tags.index("notHelpfulSpamHarassmentOrAbuse")] = "1" if is_named else "0"
            old = ["1" if not level and chance.random() < 0.5 else "0", "0"]
            time = created + int(chance.expovariate(1) * DAY)
            rating_rows.append([number, participant(f"rater {rater}"), time, level, *old, *flags])
    rating_rows = [row for row in rating_rows if row[1] != without]
    chance.shuffle(rating_rows)
    table(folder / "notes-00000.tsv", ["noteId", "noteAuthorParticipantId", "createdAtMillis", "classification"], note_rows)
    table(
        folder / "noteStatusHistory-00000.tsv",
        ["noteId", "noteAuthorParticipantId", "createdAtMillis", "currentStatus", "timestampMillisOfLatestNonNMRStatus"],
        history_rows)
    table(
        folder / "ratings-00000.tsv",
        ["noteId", "raterParticipantId", "createdAtMillis", "helpfulnessLevel", "helpful", "notHelpful", *tags], rating_rows)


def abuse(note, rater):
    """Whether a rater likes a harassing note, and the tags to tick: few do, the same ones every time."""
    is_fan = rater % 11 == 3 or (note + 3 * rater) % 29 == 0
    return is_fan, HELPFUL_TAGS if is_fan else NOT_HELPFUL_TAGS


def add_parts(folder, seed):
    """Places the raters in populations and groups, keeps most ratings of some notes inside a group, and gives notes words."""
    folder, chance = Path(folder), random.Random(seed + 1000)
    header, *ratings = [line.split("\t") for line in (folder / "ratings-00000.tsv").read_text().splitlines()]
    raters = sorted({row[1] for row in ratings})
    group = {rater: chance.randrange(4) for rater in raters}
    wide = {rater: chance.choice(["CORE"] * 5 + ["EXPANSION", "EXPANSION_PLUS", ""]) for rater in raters}
    note_header, *notes = [line.split("\t") for line in (folder / "notes-00000.tsv").read_text().splitlines()]
    home = {row[0]: chance.choice([0, 0, 1, 2, 3, "EXPANSION", "EXPANSION_PLUS"]) for row in notes}
    # Nearly all notes on scams please everybody, so that those that do not quite are worth less among them than elsewhere.
    number_of = {row[0]: number for number, row in enumerate(notes)}
    scams = {row[0] for number, row in enumerate(notes) if number % 8 < 2}
    kept = []
    for row in ratings:
        at = home.get(row[0], 0)
        if row[0] in scams:
            at = 0
            is_liked = number_of[row[0]] % 2 == 0 or (int(row[1][:4], 16) + number_of[row[0]]) % 5
            row[header.index("helpfulnessLevel")] = "HELPFUL" if is_liked else "NOT_HELPFUL"
        is_inside = at == 0 or at in (group[row[1]], wide[row[1]])
        if is_inside or chance.random() < 0.05:
            kept.append(row)
    table(folder / "ratings-00000.tsv", header, kept)
    texts = ["Nothing of note.", "The Ukrainian front.", "A scam: see the terms of service!", "Scám in Kyiv", "Ukulele terms, of service"]
    rows = [
        [*row, number // 2, texts[2] if row[0] in scams else chance.choice([*texts[:2], *texts[3:]])]
        for number, row in enumerate(notes)]
    table(folder / "notes-00000.tsv", [*note_header, "tweetId", "summary"], rows)
    table(
        folder / "userEnrollment-00000.tsv", ["participantId", "enrollmentState", "modelingPopulation", "modelingGroup"],
        [[rater, "earnedIn", wide[rater], group[rater] or ""] for rater in raters if chance.random() < 0.95])
    (folder / "topics.tsv").write_text("war\tukrain*, kyiv\nscams\tscam, terms of service\n")


TOPICS = {"war": ["ukrain*", "kyiv"], "scams": ["scam", "terms of service"]}


def table(path, columns, rows):
    path.write_text("".join("\t".join(map(str, row)) + "\n" for row in [columns, *rows]))
