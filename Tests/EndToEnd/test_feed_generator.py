"""A client of the AT Protocol reads a public feed that was ranked by a published policy."""

import json

import command
import pytest
from test_next_log import PASSWORD, Running
from tokens import token

atproto = pytest.importorskip("atproto")
from atproto_client.exceptions import BadRequestError  # noqa: E402

FEED = "at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.generator/election"
POLICY = {
    "version": "2026-11-01", "validFrom": "2026-11-01", "halfLifeSeconds": 21600,
    "features": [
        {"name": "recency", "weight": 300, "profiling": False, "reason": "New things matter on election day."},
        {"name": "follow", "weight": 250, "profiling": True, "reason": "You chose whom to follow."},
    ],
    "demotions": [{"name": "claimFalse", "factor": 200, "reason": "A fact-check rates the claim false."}],
}  # fmt: skip


def post(number):
    return f"at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.feed.post/3lb{number:03d}"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    data = folder / "data"
    data.mkdir(mode=0o700)
    (folder / "password").write_text(PASSWORD)
    added = command.run("people", "add", "cleo", "--role", "reviewer", "--password-file", folder / "password", "--data", data)
    assert added.status == 0, added.said
    with Running(data) as server:
        bearer = {"Authorization": f"Bearer {token(server.origin, 'cleo', PASSWORD, 'read', 'publish')}"}
        reasons = {"evidence": "urn:example:check-7", "decidedBy": "rule:claimFalse", "date": "2026-11-20", "until": "2026-12-20"}
        items = [
            {
                "id": post(number), "ageSeconds": number // 3 * 600, "features": {},
                "demotions": [{"name": "claimFalse", **reasons}] if number == 0 else [],
            }
            for number in range(60)
        ]
        body = {
            "policy": POLICY["version"], "noProfiling": True, "record": True, "publish": FEED,
            "candidates": {"now": "2026-11-23T12:00:00Z", "reader": "", "items": items},
        }
        headers = {**bearer, "Content-Type": "application/json"}
        for path, document in [("/api/v1/feed/policies", POLICY), ("/api/v1/feed/rank", body)]:
            status, _, answer = server.ask(path, document, **headers)
            assert status in (200, 201), answer
        server.ranked = json.loads(answer)
        server.public = server.origin.replace("127.0.0.1", "localhost")
        yield server


@pytest.fixture
def client(office):
    return atproto.Client(base_url=f"{office.origin}/xrpc")


def test_the_whole_feed_page_by_page(office, client):
    found, cursors, cursor = [], set(), None
    while True:
        page = client.app.bsky.feed.get_feed_skeleton({"feed": FEED, "limit": 7, "cursor": cursor})
        found += page.feed
        cursor = page.cursor
        if cursor is None:
            break
        assert cursor not in cursors
        cursors.add(cursor)
    ranked = [item["id"] for item in office.ranked["items"]]
    assert [item.post for item in found] == ranked and sorted(ranked) == [post(number) for number in range(60)]
    # What a fact-check demoted is not with its equals, and the context says why.
    place = ranked.index(post(0))
    assert place > 3
    address, _, anchor = found[place].feed_context.partition("#")
    assert address == office.public + office.ranked["explanation"] and len(found[place].feed_context) <= 2000
    page = office.get(address.removeprefix(office.public)).decode()
    article = page.partition(f'id="{anchor}"')[2].partition("</article>")[0]
    assert post(0) in article and "urn:example:check-7" in article


def test_the_usual_page_has_fifty(client):
    assert len(client.app.bsky.feed.get_feed_skeleton({"feed": FEED}).feed) == 50


def test_the_generator_describes_itself(office, client):
    described = client.app.bsky.feed.describe_feed_generator()
    assert [feed.uri for feed in described.feeds] == [FEED]
    document = office.json("/.well-known/did.json")
    assert document["id"] == described.did
    service = [entry for entry in document["service"] if entry["id"] == "#bsky_fg"]
    assert service == [{"id": "#bsky_fg", "type": "BskyFeedGenerator", "serviceEndpoint": office.public}]


@pytest.mark.parametrize(
    "changes, name",
    [
        ({"feed": FEED + "x"}, "UnknownFeed"),
        ({"cursor": "1::5::" + "0" * 32}, "InvalidRequest"),
        ({"cursor": "nonsense"}, "InvalidRequest"),
    ],
)
def test_errors_as_the_protocol_has_them(client, changes, name):
    with pytest.raises(BadRequestError) as error:
        client.app.bsky.feed.get_feed_skeleton({"feed": FEED, **changes})
    assert error.value.response.content.error == name
