"""`daylight simulate`: the folder `claims`, read by the verbs that it is made for, and the check of all of them."""

import base64
import collections
import csv
import hashlib
import json
import re

import pytest
from program import run, table

CRH, CRNH = "CURRENTLY_RATED_HELPFUL", "CURRENTLY_RATED_NOT_HELPFUL"


@pytest.fixture(scope="module")
def claims(election):
    return election / "claims"


@pytest.fixture(scope="module")
def truth(claims):
    return json.loads((claims / "truth.json").read_text())


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def answer(*arguments, status=0):
    outcome = run(*arguments, "--json")
    assert outcome.status == status, outcome.stderr
    return outcome.summary


def test_the_same_seed_gives_the_same_files(claims, tmp_path):
    def tree(folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert run("simulate", tmp_path / "again", "--seed", 7).status == 0
    assert tree(tmp_path / "again/claims") == tree(claims)
    assert sum(map(len, tree(claims).values())) < 5_000_000
    assert run("simulate", tmp_path / "other", "--seed", 8).status == 0
    other = tree(tmp_path / "other/claims")
    for name, content in tree(claims).items():
        assert not name.endswith((".tsv", ".eml")) or other.get(name) != content


def test_the_truth_names_every_file(claims, truth):
    def names(folder):
        return {path.name for path in (claims / folder).iterdir()}

    assert names("checks") == {check["file"] for check in truth["checks"]} | {"LIST.csv", "HOSTS.txt"}
    originals = {f"original-{number}.pgm" for number in range(1, 5)}
    assert names("pictures") == {picture["file"] for picture in truth["pictures"]} | originals | {"known.tsv"}
    assert names("mails") == {mail["file"] for mail in truth["mails"]} | {"keys.json"}
    assert names("feeds") == {feed["folder"] for feed in truth["feeds"]} | {"policy.json"}
    assert {post["id"] for post in read(claims / "texts/posts.tsv")} == {text["post"] for text in truth["texts"]}
    assert {note["noteId"] for note in read(claims / "notes/notes-00000.tsv")} == {note["note"] for note in truth["notes"]}
    for part in ("notes", "checks", "texts", "pictures", "mails", "feeds"):
        assert {thing["role"] for thing in truth[part]} >= {"planted", "innocent"}


def test_brigaded_notes_stay_below_030_and_bridging_ones_are_shown(claims, truth, tmp_path):
    raters = [rater["participantId"] for rater in read(claims / "notes/userEnrollment-00000.tsv")]
    assert len(truth["brigade"]) == 0.03 * len(raters) and set(truth["brigade"]) <= set(raters)
    helpful = collections.defaultdict(set)
    for rating in read(claims / "notes/ratings-00000.tsv"):
        if rating["helpfulnessLevel"] == "HELPFUL":
            helpful[rating["noteId"]].add(rating["raterParticipantId"])
    summary = answer("claims", "notes", "score", claims / "notes", "--out", tmp_path / "out")
    assert (summary["badRows"], summary["raters"]) == (0, len(raters))
    scores = {row["noteId"]: row for row in table(tmp_path / "out/note-scores.tsv")[1]}
    for note in truth["notes"]:
        row = scores[note["note"]]
        assert (row["status"] == CRH) == (note["kind"] == "bridging"), note
        assert (row["coreStatus"] == CRH) == (note["kind"] == "bridging"), note
        if note["kind"].startswith("brigaded"):
            assert helpful[note["note"]] >= set(truth["brigade"])
            assert float(row["intercept"]) < 0.30
        if note["kind"] == "bad":
            assert row["status"] == CRNH


def test_the_brigade_stands_on_one_side(claims, truth, tmp_path):
    answer("claims", "notes", "score", claims / "notes", "--out", tmp_path / "out", "--private")
    factors = {row["participantId"]: row["factorFirst"] for row in table(tmp_path / "out/rater-scores.tsv")[1]}
    sides = {float(factors[rater]) < 0 for rater in truth["brigade"] if factors[rater]}
    assert len(sides) == 1


def test_only_genuine_fact_checks_are_accepted(claims, truth):
    folder = claims / "checks"
    for check in truth["checks"]:
        (document,) = answer(
            "claims", "import", folder / check["file"], "--url", check["address"], "--signatories", folder / "LIST.csv",
            "--trusted-feeds", folder / "HOSTS.txt", "--now", truth["today"])["documents"]
        (record,) = document["records"]
        assert (record["url"], record["verdict"], record["problems"]) == (check["url"], check["verdict"], check["problems"])
        assert record["status"] == ("accepted" if check["role"] == "innocent" else "unverified")


def test_edited_copies_are_found_as_the_rules_say_and_nothing_else(claims, truth):
    posts = {text["post"]: text for text in truth["texts"]}
    found = answer("claims", "match", "--corpus", claims / "texts/claims.tsv", "--queries", claims / "texts/posts.tsv")
    decisions = {}
    for match in found["matches"]:
        assert posts[match["query"]]["claim"] == match["claim"], match
        decisions[match["query"]] = match["decision"]
    for name, post in posts.items():
        if post["role"] == "planted":
            assert decisions[name] in post["decisions"], post
        if post["role"] == "innocent":
            assert name not in decisions
    assert {decisions[name] for name, post in posts.items() if post["kind"] == "number-changed"} == {"near"}


def test_copied_pictures_are_found_and_nothing_else(claims, truth):
    folder = claims / "pictures"
    pictures = {picture["file"]: picture for picture in truth["pictures"]}
    entries = answer("claims", "image", "match", "--corpus", folder / "known.tsv", *(folder / name for name in pictures))
    for (name, picture), entry in zip(pictures.items(), entries["images"], strict=True):
        ids = [match["id"] for match in entry["matches"]]
        if picture["role"] != "unpromised":
            assert ids == ([picture["original"]] if picture["role"] == "planted" else []), picture
        views = {"rotated": ["rotate90"], "mirrored": ["flipY"]}
        if picture["kind"] in views:
            assert [match["view"] for match in entry["matches"]] == views[picture["kind"]]
        if picture["kind"] == "bordered":
            assert [match["trimmed"] for match in entry["matches"]] == [True]


def test_mails_pass_as_they_left_the_server(claims, truth):
    folder = claims / "mails"
    for mail in truth["mails"]:
        status = 0 if mail["verdict"] == "pass" else 1
        finding = answer("claims", "mail", "verify", folder / mail["file"], "--keys", folder / "keys.json", status=status)
        assert finding["verdict"] == mail["verdict"]
        warnings = [warning for signature in finding["signatures"] for warning in signature["warnings"]]
        assert warnings == mail["warnings"]
        for signature in finding["signatures"]:
            assert (signature["bodyCovered"] < signature["bodyTotal"]) == (mail["kind"] == "appended")


def test_body_hashes_are_those_of_the_bodies(claims, truth):
    """Relaxed bodies of the simulation have no space to spare: only line ends and empty lines at the end can differ."""
    for mail in truth["mails"]:
        raw = (claims / "mails" / mail["file"]).read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        head, _, body = raw.partition(b"\r\n\r\n")
        signed = re.search(rb" bh=([^;]+);", head)
        assert (signed is None) == (mail["kind"] == "unsigned")
        if signed:
            length = re.search(rb" l=(\d+);", head)
            body = body.rstrip(b"\r\n") + b"\r\n"
            digest = hashlib.sha256(body[: int(length[1])] if length else body).digest()
            assert (base64.b64decode(signed[1]) == digest) == (mail["kind"] != "altered-body")


def test_departures_are_named_at_their_rank(claims, truth):
    for feed in truth["feeds"]:
        honest = feed["role"] == "innocent"
        replay = answer(
            "feed", "replay", claims / "feeds" / feed["folder"], "--policy", claims / "feeds/policy.json",
            status=0 if honest else 1)
        assert replay["followedPolicy"] == honest
        assert (replay["departure"] or {}).get("rank") == feed["departure"], feed
        assert replay["mismatches"] == (["candidates"] if feed["kind"] == "rewritten" else [])


def test_check_finds_everything_that_is_promised():
    outcome = run("simulate", "--check", "--preset", "claims", "--seed", 7, "--runs", 2, "--json")
    assert outcome.status == 0, outcome.stderr
    (check,) = json.loads(outcome.stdout)
    assert (check["preset"], check["runs"], check["goals_met"], check["wrong_pairs"]) == ("claims", 2, True, 0)
    assert check["brigade_intercept"] < 0.30
    for kinds in check["planted"].values():
        assert all(counts["found"] == counts["items"] > 0 for counts in kinds.values())
    for kinds in check["innocent"].values():
        assert all(counts["flagged"] == 0 < counts["items"] for counts in kinds.values())
    assert {kind for kinds in check["unpromised"].values() for kind in kinds} == {"paraphrase", "cropped"}
    # What stands between the brigade and the readers: a plain majority would show some of its notes.
    assert check["brigaded"]["by_majority"] > 0
