"""Google's own client of the Fact Check Tools interface asks and writes at a running server."""

import json

import command
import pytest
from test_next_log import PASSWORD, Running
from tokens import token

discovery = pytest.importorskip("googleapiclient.discovery")
from googleapiclient.errors import HttpError  # noqa: E402
from googleapiclient.http import HttpRequest  # noqa: E402
import httplib2  # noqa: E402

PAGE = {
    "pageUrl": "https://checks.example/voter-cards",
    "publishDate": "2026-11-21",
    "claimReviewAuthor": {"name": "Checks", "imageUrl": "https://checks.example/logo.png"},
    "claimReviewMarkups": [
        {
            "claimReviewed": "The mayor of Westmark sold 1,200 voter cards.",
            "claimDate": "2026-11-20",
            "claimFirstAppearance": "https://posts.example/1",
            "claimAppearances": ["https://posts.example/picture.jpg"],
            "claimAuthor": {"name": "A market trader", "sameAs": "https://people.example/trader"},
            "rating": {"textualRating": "False", "ratingExplanation": "There were never that many."},
        },
        {
            "url": "https://checks.example/voter-cards#second",
            "claimReviewed": "Ballots were counted twice in Westmark.",
            "rating": {"textualRating": "Half true", "ratingValue": 3, "worstRating": 1, "bestRating": 5},
        },
    ],
}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    data = folder / "data"
    data.mkdir(mode=0o700)
    (folder / "password").write_text(PASSWORD)
    added = command.run(
        "people", "add", "cleo", "--role", "reviewer", "--password-file", folder / "password", "--data", data
    )
    assert added.status == 0, added.said
    (data / "signatories.csv").write_text(
        "domain,name,network,status,since,until,evidence\nchecks.example,Checks,EFCSN,verified,2026-01-01,,https://c.example\n"
    )
    near = "0f" * 32
    (data / "pictures.tsv").write_text(
        f"id\thash\tquality\nhttps://posts.example/picture.jpg\t{near}\t90\nhttps://copies.example/1.jpg\t{near[:-2]}f0\t80\n"
    )
    with Running(data) as server:
        yield server


def client(origin, secret=None):
    def request(http, *arguments, headers=None, **keywords):
        headers = dict(headers or {})
        if secret:
            headers["authorization"] = f"Bearer {secret}"
        return HttpRequest(http, *arguments, headers=headers, **keywords)

    return discovery.build(
        "factchecktools", "v1alpha1", developerKey="any", static_discovery=True, http=httplib2.Http(), requestBuilder=request,
        client_options={"api_endpoint": origin},
    )  # fmt: skip


def refused(request):
    with pytest.raises(HttpError) as error:
        request.execute()
    body = json.loads(error.value.content)["error"]
    assert body["code"] == error.value.status_code and body["message"]
    return body["code"], body["status"]


def test_a_page_from_its_writing_to_its_withdrawal(office):
    public = client(office.origin)
    pages = client(office.origin, token(office.origin, "cleo", PASSWORD, "read", "publish")).pages()
    assert refused(public.pages().create(body=PAGE)) == (401, "UNAUTHENTICATED")

    made = pages.create(body=PAGE).execute()
    first, second = made["claimReviewMarkups"]
    assert {**PAGE["claimReviewMarkups"][0], "url": PAGE["pageUrl"]} == first and PAGE["claimReviewMarkups"][1] == second
    assert made["claimReviewAuthor"] == PAGE["claimReviewAuthor"] and made["publishDate"] == "2026-11-21"
    assert public.pages().get(name=made["name"]).execute() == made
    assert public.pages().list(url=PAGE["pageUrl"]).execute() == {"claimReviewMarkupPages": [made]}
    assert public.pages().list(organization="checks.example").execute() == {"claimReviewMarkupPages": [made]}
    assert public.pages().list(organization="others.example").execute() == {}
    assert refused(pages.create(body=PAGE)) == (409, "ALREADY_EXISTS")

    found = public.claims().search(query="voter cards").execute()["claims"]
    assert [claim["claimant"] for claim in found] == ["A market trader"]
    assert found[0]["claimReview"][0]["textualRating"] == "False"
    # The address of the picture, and that of a copy whose hash the server knows.
    for address in ["https://posts.example/picture.jpg", "https://copies.example/1.jpg"]:
        assert public.claims().imageSearch(imageUri=address).execute() == {"results": [{"claim": found[0]}]}
    assert public.claims().imageSearch(imageUri="https://posts.example/other.jpg").execute() == {}
    assert refused(public.claims().imageSearch(imageUri="file:///etc/passwd")) == (400, "INVALID_ARGUMENT")

    corrected = json.loads(json.dumps(made))
    corrected["claimReviewMarkups"] = [first]
    first["rating"]["textualRating"] = "Mostly false"
    updated = pages.update(name=made["name"], body=corrected).execute()
    assert [markup["rating"]["textualRating"] for markup in updated["claimReviewMarkups"]] == ["Mostly false"]
    assert public.claims().search(query="ballots counted").execute() == {}, "what the page dropped is withdrawn"
    assert refused(pages.update(name=made["name"], body=corrected)) == (409, "ABORTED")
    feed = json.loads(office.get("/fact-checks/feed.json"))
    assert [item["item"][0]["reviewRating"]["alternateName"] for item in feed["dataFeedElement"]] == ["Mostly false"]

    assert pages.delete(name=made["name"]).execute() in ({}, "", "{}\n")
    assert refused(public.pages().get(name=made["name"])) == (404, "NOT_FOUND")
    assert refused(pages.delete(name=made["name"])) == (404, "NOT_FOUND")
    assert public.pages().list().execute() == {}
    # Two claims, one corrected, both withdrawn: five versions, each with a statement of its own.
    statements = office.json("/api/v1/statements?limit=200")["items"]
    assert sum("fact-check" in item["predicateType"] for item in statements) == 5, statements


def test_a_page_with_a_fault_changes_nothing(office):
    pages = client(office.origin, token(office.origin, "cleo", PASSWORD, "read", "publish")).pages()
    for change in [{"pageUrl": "ftp://checks.example/1"}, {"colour": "red"}, {"claimReviewMarkups": []}]:
        assert refused(pages.create(body={**PAGE, **change})) == (400, "INVALID_ARGUMENT")
    assert refused(pages.update(name="pages/" + "0" * 64, body=PAGE)) == (404, "NOT_FOUND")
    assert refused(pages.list(url="https://checks.example/1", organization="checks.example")) == (400, "INVALID_ARGUMENT")
    assert pages.list(url=PAGE["pageUrl"]).execute() == {}
