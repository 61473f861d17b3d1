"""Records written back: read by extruct from a page, and by the program again from a feed."""

import json

import pytest

import program

SIGNATORIES = """domain,name,network,status,since,until,evidence
check.example,Check,IFCN,verified,,,
"""
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/a",
    "claimReviewed": "Ballots </script><b>were</b> sold: 1 &lt; 2 &amp;amp; more",
    "datePublished": "2026-11-10",
    "author": {"@type": "Organization", "name": "Pr&uuml;fer"},
    "reviewRating": {"alternateName": "Half true", "ratingValue": 3, "bestRating": 5, "worstRating": 1},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"name": "Mara"},
        "appearance": ["https://a.example/1", "https://a.example/2"],
    },
    "inLanguage": "en",
}
MEDIA = {
    "@type": "MediaReview",
    "url": "https://check.example/a",
    "mediaAuthenticityCategory": "StagedContent",
    "itemReviewed": {"mediaItemAppearance": {"contentUrl": "https://i.example/1.jpg", "sha256": "ab"}},
}


def imported(tmp_path, content, *options):
    (tmp_path / "list.csv").write_text(SIGNATORIES)
    (tmp_path / "document").write_text(content, encoding="utf-8")
    outcome = program.run("claims", "import", tmp_path / "document", "--signatories", tmp_path / "list.csv", *options)
    assert outcome.status == 0, outcome.stderr
    return outcome


@pytest.fixture
def document():
    return json.dumps([REVIEW, MEDIA])


def test_extruct_reads_the_markup(tmp_path, document):
    extruct = pytest.importorskip("extruct")
    script = imported(tmp_path, document, "--url", "https://check.example/a", "--write", "script").stdout.decode()
    page = f"<!doctype html><html><head><title>x</title>{script}</head><body></body></html>"
    (feed,) = extruct.extract(page, syntaxes=["json-ld"])["json-ld"]
    (item,) = feed["dataFeedElement"]
    review, media = item["item"]
    assert (feed["@type"], review["@type"], media["@type"]) == ("DataFeed", "ClaimReview", "MediaReview")
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Half true",
        "ratingValue": 0.5,
        "bestRating": 1,
        "worstRating": 0,
    }
    assert review["sdLicense"].startswith("https://creativecommons.org/licenses/by/4.0")
    assert media["mediaAuthenticityCategory"] == "StagedContent"


def test_a_feed_gives_the_same_records_back(tmp_path, document):
    options = ("--now", "2026-11-23", "--json")
    first = imported(tmp_path, document, "--url", "https://check.example/a", *options).summary["documents"][0]["records"]
    feed = imported(tmp_path, document, "--url", "https://check.example/a", "--write", "feed").stdout.decode()
    (tmp_path / "hosts.txt").write_text("hub.example\n")
    again = imported(
        tmp_path, feed, "--url", "https://hub.example/feed.json", "--trusted-feeds", tmp_path / "hosts.txt", *options
    ).summary["documents"][0]
    assert again["source"] == "feed" and again["problems"] == [] and len(first) == 1
    assert [record | {"source": "page"} for record in again["records"]] == first


def test_unverified_records_are_not_handed_on(tmp_path, document):
    feed = imported(tmp_path, document, "--url", "https://copy.example/a", "--write", "feed")
    assert feed.summary["dataFeedElement"] == []
