"""Ranking a feed: the published samples where the shared folder is there, and the laws on files of our own."""

import json
import os
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract/rank"
FEATURES = [("recency", 300, False), ("follow", 250, True), ("bridging", 400, False)]
DEMOTIONS = [("claimFalse", 200), ("noteShown", 500)]


def holds(found, expected):
    """Whether the answer holds what is expected; more members are allowed."""
    if isinstance(expected, dict):
        return all(name in found and holds(found[name], expected[name]) for name in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(holds, found, expected))
    return found == expected


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not at {FOLDER}")
def test_the_sample():
    outcome = program.run(
        "feed", "rank", "--policy", FOLDER / "policy.json", "--candidates", FOLDER / "candidates.json", "--top", 1, "--json"
    )
    assert outcome.status == 0
    assert holds(outcome.summary, json.loads((FOLDER / "expected-top1.json").read_text()))


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("file", ["bad-float.json", "bad-no-evidence.json"])
def test_a_bad_sample(file):
    outcome = program.run("feed", "rank", "--policy", FOLDER / "policy.json", "--candidates", FOLDER / file, "--json")
    assert outcome.status == 65
    assert outcome.summary["error"]["field"].startswith("items[0].")


@pytest.fixture
def files(tmp_path):
    policy = {
        "version": "t", "validFrom": "2026-11-01", "halfLifeSeconds": 3600,
        "features": [{"name": n, "weight": w, "profiling": p, "reason": "r"} for n, w, p in FEATURES],
        "demotions": [{"name": n, "factor": f, "reason": "r"} for n, f in DEMOTIONS],
    }
    reasons = {"evidence": "e", "decidedBy": "d", "date": "2026-11-20", "until": "2026-12-20"}
    items = [
        {
            "id": f"p{i}", "ageSeconds": 977 * i, "features": {"follow": 1000000 * (i % 2), "bridging": 31337 * i},
            "demotions": [{"name": n, **reasons} for n, _ in DEMOTIONS[: i % 3]],
        }
        for i in range(12)
    ]
    paths = tmp_path / "policy.json", tmp_path / "candidates.json"
    for path, value in zip(paths, (policy, {"now": "2026-11-23T12:00:00Z", "reader": "r", "items": items})):
        path.write_text(json.dumps(value))
    return paths


def rank(files, *options):
    return program.run("feed", "rank", "--policy", files[0], "--candidates", files[1], "--json", *options)


def expected_score(item, no_profiling=False):
    n, rest = divmod(item["ageSeconds"], 3600)
    high, low = 1000000 >> n, 1000000 >> (n + 1)
    values = {"recency": high - (high - low) * rest // 3600 if n < 20 else 0, **item["features"]}
    score = sum(((0 if no_profiling and p else w) * values[name] + 500) // 1000 for name, w, p in FEATURES)
    for name, factor in DEMOTIONS:
        if any(d["name"] == name for d in item["demotions"]):
            score = score * factor // 1000
    return score


@pytest.mark.parametrize("no_profiling", [False, True])
def test_scores_against_python(files, no_profiling):
    answer = rank(files, *(["--no-profiling"] if no_profiling else [])).summary
    items = {item["id"]: item for item in json.loads(files[1].read_text())["items"]}
    scores = [(item["id"], item["score"]) for item in answer["items"]]
    expected = [(name, expected_score(item, no_profiling)) for name, item in items.items()]
    assert scores == sorted(expected, key=lambda pair: (-pair[1], pair[0]))


def test_a_record_replays_and_a_departure_is_named(files, tmp_path):
    record = tmp_path / "record"
    assert rank(files, "--record", record).status == 0
    replay = ["feed", "replay", record, "--policy", files[0], "--json"]
    assert program.run(*replay).status == 0
    assert "p1" not in (record / "served.json").read_text()
    assert (record / "opening.json").stat().st_mode & 0o077 == 0
    opening = json.loads((record / "opening.json").read_text())
    opening["order"][2:4] = reversed(opening["order"][2:4])
    (record / "opening.json").write_text(json.dumps(opening))
    outcome = program.run(*replay)
    assert outcome.status == 1
    assert outcome.summary["mismatches"] == ["order"] and outcome.summary["departure"]["rank"] == 3


def test_a_changed_policy_does_not_replay(files, tmp_path):
    assert rank(files, "--record", tmp_path / "record").status == 0
    policy = json.loads(files[0].read_text())
    policy["features"][0]["weight"] = 900
    files[0].write_text(json.dumps(policy))
    outcome = program.run("feed", "replay", tmp_path / "record", "--policy", files[0], "--json")
    assert outcome.status == 1 and "policy" in outcome.summary["mismatches"]


def test_a_record_that_cannot_be_written_says_so(files):
    assert rank(files, "--record", "/proc/daylight").status == 73


def test_demotions_lower_what_is_disputed(files, tmp_path):
    feeds = tmp_path / "feeds.jsonl"
    line = json.dumps(json.loads(files[1].read_text()))
    feeds.write_text(f"{line}\n{line}\n")
    answer = program.run("feed", "impact", "--policy", files[0], "--candidates", feeds, "--top", 5, "--json").summary
    assert answer["feeds"] == 2 and answer["after"] < answer["before"]
    assert answer["low"] <= answer["change"] <= answer["high"]


def test_a_wrong_line_is_named(files, tmp_path):
    feeds = tmp_path / "feeds.jsonl"
    feeds.write_text(json.dumps(json.loads(files[1].read_text())) + '\n{"now": 1}\n')
    outcome = program.run("feed", "impact", "--policy", files[0], "--candidates", feeds, "--json")
    assert outcome.status == 65 and outcome.summary["error"]["line"] == 2
