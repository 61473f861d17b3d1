"""Case files of leaks: digests by hashlib, mails by the published samples, and rules read from the reference."""

import hashlib
import json
import os
from pathlib import Path

import pytest

import program

SAMPLES = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract/dkim"
MAIL = b"From: a@kustpartiet.example\r\nSubject: Money\r\n\r\nA secret sentence.\r\n"
FILES = {"mail.eml": MAIL, "list.pdf": b"%PDF-1.7 a secret sentence", "gpj\u202eexe.txt": b"plain", "empty": b""}
POINTS = [
    "addresses", "telephoneNumbers", "healthData", "identityNumbers", "bankData", "passwords", "minors", "thirdPersons",
]  # fmt: skip
WHO = {"by": "ada", "at": "2026-11-20T12:00:00Z"}


@pytest.fixture
def found(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def inventory(folder, *options, names=FILES):
    return program.run("claims", "leak", "inventory", *[folder / name for name in names], *options, "--json")


def check(leak, *options):
    return program.run("claims", "leak", "check", "-", *options, "--json", stdin=json.dumps(leak).encode())


def test_an_inventory_has_digests_and_kinds_and_nothing_of_the_contents(found):
    outcome = inventory(found, "--title", "A find", "--voting-day", "2026-11-29")
    assert outcome.status == 0, outcome.stderr
    leak = outcome.summary
    digests = [hashlib.sha256(content).hexdigest() for content in FILES.values()]
    assert [item["sha256"] for item in leak["items"]] == digests
    assert leak["id"] == hashlib.sha256("\n".join(sorted(digests)).encode()).hexdigest()[:16]
    assert [item["type"] for item in leak["items"]] == [
        "message/rfc822", "application/pdf", "text/plain", "application/octet-stream",
    ]  # fmt: skip
    assert [item["size"] for item in leak["items"]] == [len(content) for content in FILES.values()]
    assert leak["items"][0]["mail"]["verdict"] == "none"
    assert leak["items"][2]["file"] == "gpj\ufffdexe.txt"
    assert b"secret" not in outcome.stdout and str(found).encode() not in outcome.stdout


def test_canonical_and_the_same_each_time(found):
    once, again = inventory(found), inventory(found)
    assert once.stdout == again.stdout
    assert once.stdout.decode().strip() == json.dumps(
        json.loads(once.stdout), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def test_names_that_come_twice_keep_their_folders(found):
    (found / "more").mkdir()
    (found / "more/mail.eml").write_bytes(MAIL)
    outcome = inventory(found, names=["mail.eml", "more/mail.eml", "list.pdf"])
    assert [item["file"] for item in outcome.summary["items"]] == [
        str(found / "mail.eml"), str(found / "more/mail.eml"), "list.pdf",
    ]  # fmt: skip


def test_a_large_mail_is_verified_whole(found):
    body = b"x" * 70 + b"\r\n"
    (found / "large.eml").write_bytes(b"From: a@b.example\r\n\r\n" + body * 20_000)
    (item,) = inventory(found, names=["large.eml"]).summary["items"]
    assert item["size"] == 21 + 72 * 20_000 and item["mail"]["verdict"] == "none"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason=f"the samples are not at {SAMPLES}")
def test_mails_have_the_verdicts_of_the_published_samples():
    expected = json.loads((SAMPLES / "expected.json").read_text())
    # A file that is no mail has no finding.
    cases = [case for case in expected["cases"] if case["expected"]["exit"] != 65]
    names = [case["file"] for case in cases]
    outcome = inventory(SAMPLES, "--keys", SAMPLES / "keys.json", "--now", "2026-11-24T00:00:00Z", names=names)
    assert outcome.status == 0, outcome.stderr
    found = {item["file"]: item["mail"] for item in outcome.summary["items"]}
    for case in cases:
        assert found[case["file"]]["verdict"] == case["expected"]["verdict"], case["file"]


def test_the_simulated_leak_mixes_mails_and_none_lends_its_credit_to_another(tmp_path):
    if program.run("simulate", "--help").status != 0:
        pytest.skip("the program has no simulation")
    assert program.run("simulate", tmp_path / "demo").status == 0
    folder = tmp_path / "demo/claims"
    truth = {Path(mail["file"]).name: mail for mail in json.loads((folder / "truth.json").read_text())["mails"]}
    names = sorted(truth)
    leak = inventory(folder / "mails", "--keys", folder / "mails/keys.json", names=names).summary
    for item in leak["items"]:
        planted = truth[item["file"]]
        assert item["type"] == "message/rfc822"
        assert item["mail"]["verdict"] == planted["verdict"], planted
        assert set(item["mail"]["warnings"]) == set(planted["warnings"]), planted
    label = check(leak).summary["label"]
    assert label["kind"] == "not-assessed" and "forge" not in label["text"]
    counted = [mail for mail in truth.values() if mail["verdict"] == "pass"]
    disclosed = [mail for mail in counted if "key-disclosed" in mail["warnings"]]
    assert f"{len(counted) - len(disclosed)} mails were signed by a server" in label["text"]
    assert f"{len(disclosed)} mails were signed with a key that was published" in label["text"]


def assessed(found, levels):
    leak = inventory(
        found, "--voting-day", "2026-11-29", "--address", "https://dump.example/1", names=list(FILES)[: len(levels)]
    ).summary
    for item, level in zip(leak["items"], levels):
        for aspect in ("authentic", "complete", "lawful", "gain"):
            value = level if aspect == "authentic" else "consistent"
            item["findings"][aspect] = {"level": value, "sentence": "Looked at.", "evidence": [], **WHO}
    leak["redaction"] = {point: {"state": "done", **WHO} for point in POINTS}
    leak["state"] = leak["status"] = "assessed"
    return leak


def decided(leak, state, *events):
    leak["state"] = state
    leak["decisions"] = [{"event": event, "reason": "So.", "by": by, "at": WHO["at"]} for event, by in events]
    return leak


def published(leak):
    return leak | {"firstSeen": leak["firstSeen"] | {"address": None}}


def broken(leak, *options):
    outcome = check(leak, *options)
    rules = [rule["code"] for rule in outcome.summary["broken"]]
    assert outcome.status == (1 if rules or outcome.summary["missing"] else 0)
    return rules


def codes(outcome):
    return [gap["code"] for gap in outcome.summary["missing"]]


def test_what_is_missing_follows_from_the_case(found):
    fresh = check(inventory(found, "--voting-day", "2026-11-29").summary, "--now", "2026-11-20T12:00:00Z")
    assert fresh.status == 1
    assert codes(fresh) == [
        "first-seen", "finding-authentic", "finding-complete", "finding-lawful", "finding-gain",
        *[f"redaction-{point}" for point in POINTS], "conclusion", "proposal", "approval",
    ]  # fmt: skip
    leak = assessed(found, ["verified-part", "fabricated"])
    assert codes(check(leak, "--now", "2026-11-26T23:59:59Z")) == ["proposal", "approval"]
    assert codes(check(leak, "--now", "2026-11-27T00:00:00Z")) == ["proposal", "approval", "senior-approval"]
    assert codes(check(leak, "--now", "2026-11-29T23:59:59Z"))[-1] == "senior-approval"
    assert codes(check(leak, "--now", "2026-11-30T00:00:00Z")) == ["proposal", "approval"]
    decided(leak, "seconded", ("propose", "ada"), ("second", "bo"))
    assert codes(check(leak, "--now", "2026-11-28T00:00:00Z")) == ["senior-approval"]
    released = check(published(decided(leak, "released", ("propose", "ada"), ("approve", "bo"))))
    assert released.status == 0 and released.summary["missing"] == [] and released.summary["broken"] == []


@pytest.mark.parametrize(
    ("levels", "kind"),
    [
        (["verified-part", "fabricated"], "mixed"),
        (["consistent", "contradicted", "unknown"], "mixed"),
        (["fabricated", "unknown"], "contradicted"),
        (["unknown"], "unverified"),
        (["verified-part", "unknown"], "partly-verified"),
        (["verified-part", "consistent"], "each-supported"),
    ],
)
def test_the_label_follows_from_authenticity(found, levels, kind):
    label = check(assessed(found, levels)).summary["label"]
    assert label["kind"] == kind
    assert ("says nothing about the next" in label["text"]) == (kind in ("mixed", "partly-verified"))


@pytest.mark.parametrize("verdict", ["none", "malformed", "fail-body", "fail-signature", "no-key", "revoked"])
def test_no_signature_that_fails_speaks_of_a_forgery(found, verdict):
    leak = assessed(found, ["unknown"])
    leak["items"][0]["mail"]["verdict"] = verdict
    outcome = check(leak)
    assert outcome.summary["label"]["kind"] == "unverified"
    assert "forge" not in outcome.summary["label"]["text"]
    assert ("failure-is-no-forgery" in {g["code"] for g in outcome.summary["guidance"]}) == verdict.startswith("fail")


def test_a_released_file_is_checked_against_the_rules(found):
    leak = published(assessed(found, ["verified-part", "fabricated"]))
    steps = {
        (): ["proposal-first"],
        (("approve", "bo"),): ["proposal-first"],
        (("approve", "bo"), ("propose", "ada")): ["proposal-first"],
        (("propose", "ada"), ("approve", "ada")): ["different-persons"],
        (("propose", "ada"), ("approve", "Ada ")): ["different-persons"],
        (("propose", "ada"), ("approve", "bo")): [],
        (("propose", "ada"), ("second", "bo"), ("approve", "cy")): [],
    }
    for events, rules in steps.items():
        assert broken(decided(leak, "released", *events)) == rules, events
    late = decided(leak, "released", ("propose", "ada"), ("approve", "bo"))
    for decision in late["decisions"]:
        decision["at"] = "2026-11-28T00:00:00Z"
    assert broken(late) == ["third-person"]
    assert broken(decided(leak, "released", ("propose", "ada"), ("approve", "bo")) | {"id": "0" * 16}) == ["id"]
    open_point = decided(leak, "released", ("propose", "ada"), ("approve", "bo"))
    open_point["redaction"]["minors"] = {"state": "open"}
    outcome = check(open_point)
    assert outcome.status == 1 and codes(outcome) == ["redaction-minors"]


def test_no_text_or_link_leads_to_the_files(found):
    leak = assessed(found, ["verified-part", "fabricated"])
    assert leak["firstSeen"]["addressSha256"] == hashlib.sha256(b"dump.example/1").hexdigest()
    now = ["--now", "2026-11-20T12:00:00Z"]
    leak["claims"] = ["Read it at WWW.dump.example/1/a"]
    leak["items"][0]["findings"]["gain"]["evidence"] = ["http://dump.example:80/1#top"]
    assert codes(check(leak, *now))[:2] == ["address-claims", "address-findings"]
    leak = decided(assessed(found, ["verified-part"]), "released", ("propose", "ada"), ("approve", "bo"))
    assert broken(leak) == ["address-withheld"]


def test_what_is_no_file_is_refused_with_a_sentence(found):
    os.mkfifo(found / "pipe")
    (found / "folder").mkdir()
    for name, word in (("pipe", "not a file but a pipe"), ("folder", "a folder, not a file")):
        outcome = inventory(found, names=["mail.eml", name])
        assert outcome.status == 66 and word in outcome.stderr


def test_the_time_of_a_sighting_goes_with_its_address(found):
    assert inventory(found, "--first-seen", "2026-11-20T12:00:00Z").status == 64


def test_files_that_cannot_be_used(found, tmp_path):
    assert inventory(found, names=["mail.eml", "missing"]).status == 66
    assert program.run("claims", "leak", "inventory", found / "mail.eml", "--title", " ", "--json").status == 65
    assert program.run("claims", "leak", "inventory").status == 64
    assert program.run("claims", "leak", "check", tmp_path / "missing.json").status == 66
    for change in ({"state": "released"}, {"format": 2}, {"items": []}, {"title": "a\u0007b"}):
        outcome = check(inventory(found).summary | change)
        assert outcome.status == 65 and outcome.summary["error"]["field"], change
