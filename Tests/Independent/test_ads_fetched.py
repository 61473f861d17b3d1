"""`daylight ads fetch --into` and the folder it fills: what a copy is good for, and who reads it. Nobody is reached from here."""

import datetime
import hashlib
import json

import program
import pytest

HOUR = 3600
DAY = 24 * HOUR
ADS_TXT = b"ssp.example, 7, DIRECT\n"
CHAIN = {"schain": "1.0,1!ssp.example,7,1", "site": "www.news.example"}


def instant(seconds):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def keep(folder, name, body, fetched, fresh, digest=None):
    (folder / name).write_bytes(body)
    state = {
        "state": "file", "sha256": digest or hashlib.sha256(body).hexdigest(), "address": f"https://{name}",
        "fetchedAt": instant(fetched), "freshUntil": instant(fresh),
    }
    (folder / f"{name}.json").write_text(json.dumps(state))


def fetch(folder, *options):
    # A name that no resolver knows (RFC 2606).
    return program.run("ads", "fetch", "news.invalid", "--into", str(folder), *options)


def chain(folder, **members):
    outcome = program.run("ads", "chain", "-", "--json", "--files", str(folder), stdin=json.dumps(CHAIN | members).encode())
    return outcome.status, [finding["code"] for finding in json.loads(outcome.stdout)["findings"]]


def test_nobody_is_asked_while_a_copy_is_fresh(tmp_path):
    keep(tmp_path, "news.invalid.ads.txt", ADS_TXT, -HOUR, HOUR)
    outcome = fetch(tmp_path)
    assert outcome.status == 0 and b"is fresh" in outcome.stdout and "https://" not in outcome.stderr


@pytest.mark.parametrize(("age", "status"), [(6 * DAY, 0), (8 * DAY, 69)])
def test_an_old_copy_counts_for_seven_days_when_nobody_answers(tmp_path, age, status):
    keep(tmp_path, "news.invalid.ads.txt", ADS_TXT, -age, -age + HOUR)
    outcome = fetch(tmp_path)
    assert outcome.status == status and "https://news.invalid/ads.txt" in outcome.stderr
    assert (tmp_path / "news.invalid.ads.txt").read_bytes() == ADS_TXT


def test_nothing_is_known_without_a_copy_or_with_a_damaged_one(tmp_path):
    assert fetch(tmp_path).status == 69
    keep(tmp_path, "news.invalid.ads.txt", ADS_TXT, -HOUR, HOUR, digest="0" * 64)
    assert fetch(tmp_path).status == 69
    (tmp_path / "news.invalid.ads.txt.json").write_text("{")
    assert fetch(tmp_path).status == 69
    assert fetch(tmp_path / "none").status == 66


def test_a_chain_is_checked_against_the_copies_that_count(tmp_path):
    assert chain(tmp_path) == (0, [])
    keep(tmp_path, "news.example.ads.txt", b"other.example, 1, DIRECT\n", -HOUR, HOUR)
    assert chain(tmp_path) == (1, ["C05", "C09"])
    assert chain(tmp_path, adsTxt=ADS_TXT.decode()) == (0, [])
    sellers = json.dumps({"version": "1.0", "sellers": []}).encode()
    keep(tmp_path, "ssp.example.sellers.json", sellers, -HOUR, HOUR)
    keep(tmp_path, "news.example.ads.txt", ADS_TXT, -HOUR, HOUR)
    assert chain(tmp_path) == (0, ["C10"])
    keep(tmp_path, "ssp.example.sellers.json", sellers, -8 * DAY, -7 * DAY)
    assert chain(tmp_path) == (0, [])


def test_money_is_divided_by_the_copies_that_count(tmp_path):
    keep(tmp_path, "news.example.ads.txt", ADS_TXT, -HOUR, HOUR)
    keep(tmp_path, "app.example.app-ads.txt", ADS_TXT, -HOUR, HOUR)
    file = {
        "currency": "EUR", "advertisers": ["p"],
        "payments": [{"from": "p", "to": "ssp.example/7", "amount": "9", "evidence": "invoice"}],
    }
    outcome = program.run("ads", "money", "-", "--edges", "--files", str(tmp_path), stdin=json.dumps(file).encode())
    assert outcome.status == 0
    rows = [line.split(",")[:2] for line in outcome.stdout.decode().splitlines()[1:]]
    assert rows == [["p", "ssp.example/7"], ["ssp.example/7", "news.example"]]
