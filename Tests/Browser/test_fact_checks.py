"""A fact-check from the form to the feed, with a correction and a withdrawal."""

import json
import re

import demo
import pytest
from seen import check, focus_on, follow

PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery staple"
SIGNATORIES = """domain,name,network,status,since,until,evidence
checks.example,Checks,EFCSN,verified,2026-01-01,,https://codes.example/checks
"""
CLAIM = "The mayor of Westmark sold 1,200 voter cards at the market on Friday."
CHECK = {
    "claim": CLAIM,
    "verdict": "Mostly false",
    "url": "https://checks.example/voter-cards",
    "publisher": "Checks",
    "reviewDate": "2026-11-21",
    "claimant": "A market trader",
    "claimDate": "2026-11-20",
    "appearances": "https://posts.example/1\nhttps://posts.example/2",
    "language": "en",
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with a reviewer that relies on one signatory."""
    folder = tmp_path_factory.mktemp("claims")
    (folder / "signatories.csv").write_text(SIGNATORIES)
    running = demo.Server(folder, "serve", ready="listening on http")
    (folder / "password.txt").write_text(PASSWORD + "\n")
    added = demo.daylight(
        "people", "add", "cleo", "--role", "reviewer", "--password-file", folder / "password.txt", "--data", folder
    )
    assert added.returncode == 0, added.stderr
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


def markup(page):
    """The linked data that programs read in the page."""
    return json.loads(page.locator('script[type="application/ld+json"]').inner_text())


def search(page, **parameters):
    return page.request.get("/v1alpha1/claims:search", params=parameters).json()


def feed(page):
    return [item["item"][0] for item in page.request.get("/fact-checks/feed.json").json()["dataFeedElement"]]


@pytest.fixture(scope="module")
def written(page, keep_picture):
    """The address of a fact-check, written with the keyboard alone after a first try with faults."""
    page.goto("/fact-checks")
    check(page)
    follow(page, "main a.button")
    focus_on(page, "#url")
    page.keyboard.type("checks.example/voter-cards")
    follow(page, "main form.stack button[type=submit]")
    assert page.title().startswith("Error")
    assert "starts with https://" in page.locator("#url-error").inner_text()
    check(page)
    keep_picture(page, "fact-check-form-phone")
    for name, value in CHECK.items():
        focus_on(page, f"#{name}")
        page.locator(f"#{name}").fill(value)
    follow(page, "main form.stack button[type=submit]")
    return page.url


def test_a_fact_check_is_published_signed_and_searched(page, written, keep_picture):
    page.goto(written)
    check(page)
    keep_picture(page, "fact-check-phone")
    text = page.locator("main").inner_text()
    assert CLAIM in text and "MOSTLY FALSE" in text.upper() and "signatory of a code of principles" in text
    review = markup(page)[0]
    assert review["@type"] == "ClaimReview" and review["reviewRating"]["alternateName"] == "Mostly false"
    assert [item["url"] for item in feed(page)] == [CHECK["url"]]
    found = search(page, query="voter cards")["claims"][0]
    assert found["text"] == CLAIM and found["claimReview"][0]["textualRating"] == "Mostly false"
    assert search(page, query="nothing of the kind") == {}
    refused = page.request.get("/v1alpha1/claims:search")
    assert refused.status == 400 and refused.json()["error"]["status"] == "INVALID_ARGUMENT"
    follow(page, "main ol a[href^='/statements/']")
    assert "fact-check-published" in page.locator("main").inner_text()


def test_the_question_whether_to_trust_a_claim_is_answered_by_it(page, written):
    page.goto("/ask?subject=claim%3A" + "THE%20MAYOR%20of%20Westmark%20sold%201%20200%20voter%20cards%20at%20the%20market%20on%20Friday")
    assert "Checks rated it “Mostly false” on 2026-11-21." in page.locator("main").inner_text()


def test_a_stranger_is_kept_and_nothing_follows(page, written):
    page.goto("/fact-checks/new")
    for name, value in (CHECK | {"url": "https://stranger.example/7"}).items():
        page.locator(f"#{name}").fill(value)
    with page.expect_navigation():
        page.locator("main form.stack button[type=submit]").click()
    text = page.locator("main").inner_text()
    assert page.locator(".results-status strong").inner_text().lower() == "not verified"
    assert "nothing follows from it" in text and "on no list of signatories" in text
    assert [item["url"] for item in feed(page)] == [CHECK["url"]]


def test_a_correction_is_a_new_version_and_a_withdrawal_ends_it(page, written):
    page.goto(written)
    follow(page, "main p.actions a.button")
    assert page.locator("#claim").input_value() == CLAIM
    page.locator("#verdict").fill("True")
    with page.expect_navigation():
        page.locator("main form.stack button[type=submit]").click()
    assert page.url == written
    assert page.locator("main ol.hits li").count() == 2
    assert feed(page)[0]["reviewRating"]["alternateName"] == "True"
    follow(page, "main form[action$='/withdraw'] button")
    check(page)
    assert "withdrawn" in page.locator("main").inner_text()
    assert feed(page) == [] and search(page, query="voter cards") == {}
    version = page.request.get(re.sub(r"^https?://[^/]+", "", written) + "/versions/3")
    assert version.json()["withdrawn"] is True
