"""A ranked feed in the browser: publishing the policy, serving posts by it, and what their reader is told."""

import base64
import hashlib
import json
import urllib.error
import urllib.request

import demo
import pytest
from seen import check, follow

PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery staple"
POLICY = {
    "version": "2026-11-01",
    "validFrom": "2026-11-01",
    "halfLifeSeconds": 21600,
    "features": [
        {"name": "recency", "weight": 300, "profiling": False, "reason": "New things matter."},
        {"name": "follow", "weight": 250, "profiling": True, "reason": "You chose whom to follow."},
        {"name": "bridging", "weight": 400, "profiling": False, "reason": "Agreed on across camps."},
    ],
    "demotions": [{"name": "claimFalse", "factor": 200, "reason": "A fact-check rates the claim false."}],
}
FALSE = {
    "name": "claimFalse",
    "evidence": "https://checks.example/7",
    "decidedBy": "rule:claimFalse",
    "date": "2026-11-20",
    "until": "2026-12-20",
    "text": "The claim was rated false.",
}
CANDIDATES = {
    "now": "2026-11-23T12:00:00Z",
    "reader": "r1",
    "items": [
        {"id": "disputed", "ageSeconds": 60, "features": {"follow": 1000000}, "demotions": [FALSE]},
        {"id": "agreed", "ageSeconds": 36000, "features": {"bridging": 800000}, "demotions": []},
    ],
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with a reviewer, and a program that acts for her."""
    folder = tmp_path_factory.mktemp("feed")
    running = demo.Server(folder, "serve", ready="listening on http")
    (folder / "password.txt").write_text(PASSWORD + "\n")
    added = demo.daylight(
        "people", "add", "cleo", "--role", "reviewer", "--password-file", folder / "password.txt", "--data", folder
    )
    assert added.returncode == 0, added.stderr
    running.token = demo.daylight("people", "token", "cleo", "--scope", "read", "--scope", "publish", "--data", folder).stdout.strip()
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def page(browser, office):
    context = browser.new_context(base_url=office.origin, viewport=PHONE)
    page = context.new_page()
    page.goto("/sign-in")
    page.locator("#name").fill("cleo")
    page.locator("#password").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    yield page
    context.close()


def send(page):
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def rank(office, value, token=False):
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {office.token}"} if token else {})
    request = urllib.request.Request(
        f"{office.origin}/api/v1/feed/rank", json.dumps(value).encode(), headers, method="POST"
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


@pytest.fixture(scope="module")
def published(page):
    """The policy, published by keyboard after a first try with a fault."""
    page.goto("/feed")
    check(page)
    follow(page, "main a.button")
    page.locator("#policy").fill(json.dumps(POLICY | {"halfLifeSeconds": 0}))
    send(page)
    assert "halfLifeSeconds" in page.locator("#policy-error").inner_text()
    check(page)
    page.locator("#policy").fill(json.dumps(POLICY))
    send(page)
    return page.url


def test_a_policy_is_explained_to_readers(page, published, keep_picture):
    page.goto(published)
    check(page)
    keep_picture(page, "ranking-policy-phone")
    text = page.locator("main").inner_text()
    for reason in [feature["reason"] for feature in POLICY["features"]] + ["20 %", "from what is known about you"]:
        assert reason in text


def test_the_same_version_cannot_become_another_policy(page, published):
    page.goto("/feed/policies/new")
    page.locator("#policy").fill(json.dumps(POLICY | {"halfLifeSeconds": 60}))
    send(page)
    assert "needs a version of its own" in page.locator("#policy-error").inner_text()


def test_ranking_needs_no_account_and_leaves_nothing(office, published):
    status, answer = rank(office, {"policy": POLICY["version"], "candidates": CANDIDATES, "top": 1})
    assert status == 200 and [item["id"] for item in answer["items"]] == ["agreed", "disputed"]
    assert answer["items"][1]["smallestChange"]["lift"] == ["claimFalse"]
    assert "feed" not in answer
    status, answer = rank(office, {"policy": POLICY["version"], "candidates": CANDIDATES, "record": True})
    assert status == 401
    status, answer = rank(office, {"policy": "another", "candidates": CANDIDATES})
    assert status == 404
    wrong = json.loads(json.dumps(CANDIDATES))
    del wrong["items"][0]["demotions"][0]["evidence"]
    status, answer = rank(office, {"policy": POLICY["version"], "candidates": wrong})
    assert status == 422 and "evidence" in json.dumps(answer)


def test_a_served_feed_explains_every_place_and_replays(page, office, published, keep_picture, tmp_path):
    status, answer = rank(office, {"policy": POLICY["version"], "candidates": CANDIDATES, "record": True}, token=True)
    assert status == 200, answer
    page.goto(answer["explanation"])
    check(page)
    for summary in page.locator("details summary").all():
        summary.click()
    check(page)
    keep_picture(page, "served-feed-phone")
    text = page.locator("main").inner_text()
    assert "without that it would be 1st instead of 2nd" in text and "The claim was rated false." in text
    folder = tmp_path / "record"
    folder.mkdir()
    for name in ("served.json", "opening.json"):
        (folder / name).write_bytes(page.request.get(f"{answer['explanation']}/{name}").body())
    (tmp_path / "policy.json").write_bytes(page.request.get(f"/feed/policies/{POLICY['version']}/policy.json").body())
    replay = demo.daylight("feed", "replay", folder, "--policy", tmp_path / "policy.json", "--json")
    assert replay.returncode == 0 and json.loads(replay.stdout)["followedPolicy"] is True
    receipt = page.request.get(answer["receipt"]).text()
    record = json.loads((folder / "served.json").read_text())
    canonical = json.dumps(record, sort_keys=True, separators=(",", ":")).encode()
    statement = base64.b64decode(json.loads(base64.b64decode(json.loads(receipt)["entry"]))["payload"]).decode()
    assert hashlib.sha256(canonical).hexdigest() in statement and "disputed" not in statement
    explained = page.request.get(f"/api/v1/feeds/{answer['feed']}/items/disputed/explanation").json()
    assert explained["rank"] == 2 and explained["demotions"][0]["name"] == "claimFalse"
    assert page.request.get("/feeds/" + "0" * 32).status == 404


def test_links_lead_on(page, published):
    page.goto("/feed")
    follow(page, f"main a[href='/feed/policies/{POLICY['version']}']")
    assert page.url == published
