"""The tally of a sounding board, computed a second time with fractions."""

import csv
import io
import json
import math
import random
from fractions import Fraction

import program
import pytest

KINDS = ["factChecker", "academic", "media", "civilSociety"]
VOTES = ["agree", "disagree", "unsure"]


def draft(clauses=4, version=1):
    return {
        "id": "d1",
        "version": version,
        "title": "Ranking before the vote",
        "about": {"rankingPolicy": "1"},
        "opened": "2026-11-01T00:00:00Z",
        "closes": "2026-11-15T00:00:00Z",
        "clauses": [{"id": f"c{number}", "text": f"Rule {number}"} for number in range(1, clauses + 1)],
    }


def review(name, kind, votes, given="2026-11-03T10:00:00Z", version=1):
    return {
        "draft": "d1",
        "version": version,
        "given": given,
        "reviewer": {"id": name, "name": name.upper(), "kind": kind, "organisation": "House"},
        "clauses": [{"clause": clause, "vote": vote} for clause, vote in votes.items()],
        "comment": "As a whole",
    }


def share(counts):
    return Fraction(counts["agree"] + 1, sum(counts.values()) + 2)


def tally(draft, reviews):
    """Scores, counts and order as the specification words them."""
    known = [clause["id"] for clause in draft["clauses"]]
    latest = {}
    for item in reviews:
        fits = item["version"] == draft["version"] and draft["opened"] <= item["given"] < draft["closes"]
        if not fits or any(entry["clause"] not in known for entry in item["clauses"]):
            continue
        key = (item["given"], json.dumps(item, sort_keys=True, separators=(",", ":")))
        if item["reviewer"]["id"] not in latest or key > latest[item["reviewer"]["id"]][0]:
            latest[item["reviewer"]["id"]] = (key, item)
    rows = []
    for place, clause in enumerate(known):
        counts = {kind: dict.fromkeys(VOTES, 0) for kind in KINDS}
        for _, item in latest.values():
            for entry in item["clauses"]:
                if entry["clause"] == clause and "vote" in entry:
                    counts[item["reviewer"]["kind"]][entry["vote"]] += 1
        score = math.floor(1_000_000 * math.prod(share(counts[kind]) for kind in KINDS))
        voting = [kind for kind in KINDS if sum(counts[kind].values())]
        row = [str(place + 1), clause, str(score)]
        row += [str(counts[kind][vote]) for kind in KINDS for vote in VOTES]
        if len(voting) < 2:
            row += ["", "", "", "no"]
        else:
            lowest = min(voting, key=lambda kind: share(counts[kind]))
            highest = max(voting, key=lambda kind: share(counts[kind]))
            apart = math.floor(1_000_000 * (share(counts[highest]) - share(counts[lowest])))
            sides = {
                vote: any(2 * counts[kind][vote] > sum(counts[kind].values()) for kind in voting) for vote in VOTES[:2]
            }
            row += [lowest, highest, str(apart), "yes" if all(sides.values()) else "no"]
        rows.append((-score, place, row))
    return len(latest), [[str(rank), *row] for rank, (_, _, row) in enumerate(sorted(rows), start=1)]


def write(path, value):
    path.write_text(json.dumps(value))
    return path


def run(tmp_path, rules, *files, options=()):
    names = [write(tmp_path / f"reviews-{number}.json", file) for number, file in enumerate(files)]
    return program.run("claims", "board", "tally", write(tmp_path / "draft.json", rules), *names, "--json", *options)


def table(rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(
        ["rank", "place", "clause", "score"]
        + [f"{kind}_{vote}" for kind in KINDS for vote in VOTES]
        + ["lowest", "highest", "spread", "contested"]
    )
    writer.writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("seed", range(12))
def test_it_is_what_fractions_give(tmp_path, seed):
    source = random.Random(seed)
    rules = draft(clauses=source.randint(1, 9))
    clauses = [clause["id"] for clause in rules["clauses"]] + (["c99"] if seed % 3 == 0 else [])
    reviews = []
    for _ in range(source.randint(0, 80)):
        chosen = source.sample(clauses, source.randint(1, len(clauses)))
        reviews.append(
            review(
                f"r{source.randint(0, 30)}",
                source.choice(KINDS),
                {clause: source.choice(VOTES) for clause in chosen},
                given=f"2026-11-{source.choice(['01', '03', '14', '15'])}T0{source.randint(0, 2)}:00:00Z",
                version=source.choice([1, 1, 1, 2]),
            )
        )
    count, rows = tally(rules, reviews)
    (tmp_path / "tally.csv").write_bytes(table(rows).encode())
    half = len(reviews) // 2
    outcome = run(
        tmp_path, rules, {"reviews": reviews[half:]}, {"reviews": reviews[:half]}, options=("--shown", tmp_path / "tally.csv")
    )
    assert outcome.status == 0, outcome.stdout
    said = outcome.summary
    assert said["reviews"] == count and said["reviews"] + sum(said["leftOut"].values()) == len(reviews)
    assert said["shown"] == {"same": True}
    assert [str(clause["score"]) for clause in said["clauses"]] == [row[3] for row in rows]
    spreads = {row[2]: int(row[-2]) for row in rows if row[-1] == "yes"}
    assert [spreads[clause] for clause in said["contested"]] == sorted(spreads.values(), reverse=True)


def test_a_table_that_was_changed_is_found(tmp_path):
    rules, reviews = draft(), [review("a", "media", {"c2": "agree"}), review("b", "academic", {"c3": "disagree"})]
    _, rows = tally(rules, reviews)
    rows[2][3] = str(int(rows[2][3]) + 1)
    shown = tmp_path / "tally.csv"
    shown.write_bytes(table(rows).encode())
    outcome = run(tmp_path, rules, *reviews, options=("--shown", shown))
    assert outcome.status == 1 and outcome.summary["shown"] == {"line": 4, "same": False}
    shown.write_bytes(b"")
    assert run(tmp_path, rules, *reviews, options=("--shown", shown)).summary["shown"]["line"] == 1


def test_four_kinds_stand_above_a_crowd_of_one(tmp_path):
    crowd = [review(f"m{number}", "media", {"c1": "agree"}) for number in range(500)]
    few = [review(kind.lower(), kind, {"c2": "agree"}) for kind in KINDS]
    said = run(tmp_path, draft(), {"reviews": crowd + few}).summary
    assert [clause["clause"] for clause in said["clauses"]][:2] == ["c2", "c1"]
    assert said["byKind"] == {"factChecker": 1, "academic": 1, "media": 501, "civilSociety": 1}
    assert "M7" not in json.dumps(said)


def test_what_cannot_be_read_is_named(tmp_path):
    broken = draft()
    broken["clauses"][1]["id"] = "c1"
    outcome = run(tmp_path, broken, review("a", "media", {"c1": "agree"}))
    assert outcome.status == 65 and outcome.summary["error"]["field"] == "clauses[1].id"
    outcome = run(tmp_path, draft(), {"reviews": [review("a", "press", {"c1": "agree"})]})
    assert outcome.status == 65 and outcome.summary["error"]["field"] == "reviews[0].reviewer.kind"
    assert program.run("claims", "board", "tally", tmp_path / "none.json", tmp_path / "none.json").status == 66
    assert program.run("claims", "board", "tally", tmp_path / "draft.json").status == 64
    many = {"reviews": [review(f"r{number}", "media", {"c1": "agree"}) for number in range(5001)]}
    outcome = run(tmp_path, draft(), many, many)
    assert outcome.status == 65 and outcome.summary["error"]["field"] == "reviews"
