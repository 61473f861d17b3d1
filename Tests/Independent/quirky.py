"""A small generator of awkward input: ties, repeats, self loops, own shares, fractions, ids alike in all but their bytes."""

import csv
import random

COLUMNS = ["object_id", "account_id", "content_id", "timestamp_share"]

# The same word composed and decomposed, letters beyond the basic plane, blanks, quotes and things that look like syntax.
AWKWARD = [
    "Zo\u00eb", "Zoe\u0308", "\u212bngstr\u00f6m", "\u00c5ngstr\u00f6m", "a b", " a b", "a b ", 'say "hi"', "x,y", "tab\there",
    "back\\slash", "\U0001f5f3box", "\uff5edon", "two\nlines", "A", "a", "a0", "a00",
]


def rows(seed, count=4000, accounts=60, objects=70, span=12000, fractions=False):
    """Rows of a small busy world, in no order of time."""
    chance = random.Random(seed)
    names = AWKWARD + [f"user{number}" for number in range(accounts - len(AWKWARD))]
    things = [f"thing{number}" for number in range(objects - 6)] + AWKWARD[:6]
    contents = [f"c{number}" for number in range(count)]
    result = []
    for number in range(count):
        # Squaring makes some accounts and objects far busier than others.
        account = names[int(len(names) * chance.random() ** 2)]
        if chance.random() < 0.4:
            # Too rare to pass the participation rule on its own.
            account = f"rare{chance.randrange(count // 10)}"
        thing = things[int(len(things) * chance.random() ** 2)]
        content = contents[number]
        kind = chance.random()
        if kind < 0.03:
            content = thing
        elif kind < 0.06:
            content = contents[chance.randrange(number + 1)]
        seconds = str(chance.randrange(span))
        if fractions and chance.random() < 0.5:
            seconds += "." + str(chance.randrange(1000)).zfill(3)
        result.append((thing, account, content, seconds))
        if kind > 0.97:
            result.append(chance.choice(result))
        elif kind > 0.95:
            # One content under two accounts, a moment later.
            result.append((thing, chance.choice(names), content, str(int(float(seconds)) + chance.randrange(3))))
    return result + conspiracy(chance, span)


def conspiracy(chance, span):
    """Four accounts with little else to say push fourteen things together, so that somebody is flagged."""
    members = ["\u212b1", "\u00c51", "tab\t1", "z"]
    result = []
    for action in range(14):
        second = chance.randrange(span)
        for member in chance.sample(members, 3):
            result.append((f"push {action}", member, f"push-{action}-{len(result)}", str(second + chance.randrange(9))))
    return result


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    return path
