"""Running the note scorer and comparing the scores it writes."""

import csv
import math

import program

FIRST = {"interceptFirst", "factorFirst"}


def score(folder, out, *options):
    outcome = program.run("claims", "notes", "score", folder, "--out", out, "--json", *options)
    assert outcome.status == 0, outcome.stderr
    return outcome.summary


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def same(found, expected, column):
    if expected in ("", None):
        return found == ""
    try:
        number = float(expected)
    except ValueError:
        return found == expected
    return found != "" and math.isclose(float(found), number, abs_tol=1e-5 if column in FIRST else 1e-4)


def compare(out, expected, leaving_out=()):
    found = rows(out / "note-scores.tsv")
    assert len(found) == len(expected)
    for mine, other in zip(found, expected):
        for column, value in other.items():
            if column not in leaving_out:
                assert same(mine[column], value if isinstance(value, str) or value is None else str(value), column), (
                    mine["noteId"], column, mine[column], value)
