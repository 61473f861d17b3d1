"""`daylight simulate`: files that agree with each other, the same every time; and the check of detection."""

import csv
import json

import pytest
from program import run

FILES = ["declared.csv", "posts.csv", "truth.json"]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_files_agree(election, declared):
    assert sorted(entry.name for entry in election.iterdir()) == ["ads", "claims", "count", *FILES]
    posts, truth = read(election / "posts.csv"), json.loads((election / "truth.json").read_text())
    assert list(posts[0]) == ["object_id", "account_id", "content_id", "timestamp_share", "text"]
    assert len(posts) == truth["shares"] == 30_000
    assert len({post["content_id"] for post in posts}) == len(posts)
    planted = [member for group in truth["groups"] for member in group["members"]]
    innocent = [account for accounts in truth["hazards"].values() for account in accounts]
    assert len(set(planted + innocent)) == len(planted) + len(innocent)
    assert {post["account_id"] for post in posts} <= set(planted + innocent)
    assert {account for _, account in declared} == set(truth["hazards"]["outlet"])
    assert {group["class"] for group in truth["groups"]} == {"easy", "hard", "cross-object"}


def test_the_same_seed_gives_the_same_files(election, tmp_path):
    assert run("simulate", tmp_path / "again", "--seed", 7).status == 0
    for name in FILES:
        assert (tmp_path / "again" / name).read_bytes() == (election / name).read_bytes()
    assert run("simulate", tmp_path / "other", "--seed", 8).status == 0
    assert (tmp_path / "other/posts.csv").read_bytes() != (election / "posts.csv").read_bytes()


def tree(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_advertising_is_the_same_every_time_and_its_commands_read_it(election, tmp_path):
    ads = election / "ads"
    assert run("simulate", tmp_path / "again", "--seed", 7).status == 0
    assert tree(tmp_path / "again/ads") == tree(ads)
    assert tree(tmp_path / "again/count") == tree(election / "count")
    truth = {ad["ad"]: ad for ad in json.loads((ads / "truth.json").read_text())["ads"]}
    assert len(truth) == 42 and sum(ad["planted"] for ad in truth.values()) == 12
    for notice in (ads / "notices").iterdir():
        assert run("ads", "validate", notice).status == 0, notice
    delivery = json.loads((ads / "delivery.json").read_text())
    assert {ad["ad"] for ad in delivery} == set(truth)
    measures = json.loads((ads / "measures.json").read_text())["measures"]
    outcome = run("ads", "measure", ads / "measures.json", "--json")
    assert outcome.status == 0, outcome.stderr
    for measure, result in zip(measures, outcome.summary["results"], strict=True):
        if measure["kind"] == "variants":
            assert (result["NMI"] > 0.2) == truth[measure["ad"]]["planted"]
        if measure["kind"] == "proxy":
            assert (result["verdict"] == "forbid") == (measure["criterion"] == "parishRadio")
        if measure["kind"] == "flow":
            assert (result["rated"] != "0.00") == (truth[measure["ad"]]["kind"] == "money-to-listed")
            assert result["unknown"] == "0.00"
        if measure["kind"] == "pools":
            assert [pool["account"] for pool in result["pools"]] == ["bright-exchange.example/pub-shared"]


def test_noise_has_nothing_to_find(tmp_path):
    assert run("simulate", tmp_path / "noise", "--preset", "noise").status == 0
    truth = json.loads((tmp_path / "noise/truth.json").read_text())
    assert truth["groups"] == [] and truth["hazards"]["outlet"] == []
    assert (tmp_path / "noise/declared.csv").read_text() == "group,account_id\n"


def test_check_counts_what_was_planted_and_found():
    outcome = run("simulate", "--check", "--preset", "demo", "--seed", 7, "--json")
    assert outcome.status == 0, outcome.stderr
    (check,) = json.loads(outcome.stdout)
    assert (check["preset"], check["runs"], check["goals_met"]) == ("demo", 1, True)
    assert {kind: numbers["groups"] for kind, numbers in check["planted"].items()} == {"easy": 1, "hard": 2, "cross-object": 1}
    assert check["accounts"]["precision"] >= 0.98 and check["accounts"]["recall"] >= 0.98


def test_check_finds_every_attack_in_the_advertising_and_flags_nobody_innocent():
    outcome = run("simulate", "--check", "--preset", "advertising", "--seed", 7, "--json")
    assert outcome.status == 0, outcome.stderr
    (check,) = json.loads(outcome.stdout)
    assert (check["preset"], check["goals_met"]) == ("advertising", True)
    assert {kind: counts["found"] for kind, counts in check["planted"].items()} == dict.fromkeys(
        [
            "undeclared-sponsor", "straw-payer", "ineligible-sponsor", "proxy-targeting", "psychometric-tailoring",
            "money-to-listed",
        ], 2)
    assert all(counts["flagged"] == 0 and counts["ads"] == 6 for counts in check["innocent"].values())


def test_check_finds_every_fault_of_the_count():
    outcome = run("simulate", "--check", "--preset", "count", "--seed", 7, "--json", timeout=1800)
    (check,) = json.loads(outcome.stdout)
    assert (check["preset"], check["runs"]) == ("count", 1)
    screened = {"swap", "transposition", "stuffed"}
    for kind, counts in check["planted"].items():
        assert counts["found"] == counts["units"] > 0 or kind in screened, kind
    assert check["planted"]["stuffed"]["found"] >= 0.95 * check["planted"]["stuffed"]["units"] == 47.5
    assert check["honest"]["findings"] == {} and check["honest"]["turnout"] <= 0.01 * check["honest"]["stations"]
    assert (outcome.status == 0) == check["goals_met"]


@pytest.mark.parametrize(
    "arguments, status",
    [
        ([], 64),
        (["--check", "folder"], 64),
        (["folder", "--runs", "3"], 64),
        (["--check", "--runs", "0"], 64),
        (["folder", "--preset", "other"], 64),
        (["folder", "--preset", "count"], 64),
        (["folder", "--preset", "claims"], 64),
        (["/dev/null/folder"], 73),
    ],
)
def test_refusals(arguments, status):
    outcome = run("simulate", *arguments)
    assert (outcome.status, outcome.stdout) == (status, b"")
