import json
import os
import re
import urllib.parse
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import demo


def pytest_sessionstart(session):
    if not demo.binary().is_file():
        pytest.exit(f"{demo.binary()} is not there: run `swift build`, or name the program in DAYLIGHT", returncode=2)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demo election, served; it must stop when asked to."""
    running = demo.Server(tmp_path_factory.mktemp("demo"), "demo", ready="Ctrl-C stops it")
    yield running
    status = running.stop()
    assert status == 0, f"asked to stop, the demo ended with {status}: {running.errors[-2000:]}"


@pytest.fixture(scope="session")
def reviewer(server):
    """Name and password as the demo prints them."""
    found = re.search(r"as (\S+), password (\S+)", server.text)
    assert found, server.text
    assert (server.data / "demo/reviewer-password.txt").read_text().strip() == found[2]
    return found[1], found[2]


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def keep_picture():
    """Keeps a picture of a page where DAYLIGHT_SCREENSHOTS says."""

    def keep(page, name):
        folder = os.environ.get("DAYLIGHT_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)

    return keep


@pytest.fixture
def visitor(server):
    return demo.Visitor(server)


@pytest.fixture(scope="session")
def signed_in(server, reviewer):
    """A visitor who is signed in."""
    visitor = demo.Visitor(server)
    assert visitor.sign_in(*reviewer).status == 303
    return visitor


@pytest.fixture(scope="session")
def session_state(server, signed_in):
    """The signed-in visitor's session in the form a browser takes over."""
    cookie = {
        "name": "__Host-daylight",
        "value": signed_in.jar["__Host-daylight"],
        "domain": "localhost",
        "path": "/",
        "expires": -1,
        "secure": True,
        "httpOnly": True,
        "sameSite": "Lax",
    }
    return {"cookies": [cookie], "origins": []}


@pytest.fixture
def undecided(server):
    """Ids of findings nobody has decided on yet, asked anew by each test."""
    answer = demo.Visitor(server).get("/findings.json?filter=undecided")
    identifiers = [finding["id"] for finding in json.loads(answer.body)]
    assert identifiers, "every finding of the demo is decided already"
    return identifiers


@pytest.fixture(scope="session")
def decision(server, signed_in):
    """The path of a decision's confirmation, made for the pages that need one."""
    # The last of the groups: the journeys take the first.
    undecided = json.loads(signed_in.get("/findings.json?filter=undecided").body)
    identifier = [finding["id"] for finding in undecided if finding["kind"] == "coordination"][-1]
    token = signed_in.get(f"/findings/{identifier}").form_token
    answer = signed_in.post(
        f"/findings/{identifier}/decisions",
        {"csrf": token, "verdict": "need-more", "reasons": "Two of the accounts have to be looked at again."},
    )
    assert answer.status == 303, answer.text
    return answer.fields["Location"]


@pytest.fixture(scope="session")
def advertised(server, signed_in):
    """An ad of the demo with its sponsor and findings, and what people have begun about it."""
    visitor = demo.Visitor(server)
    ad = json.loads(visitor.get("/ads.jsonl").body.splitlines()[0])
    address = ad["address"]

    def submit(person, page, path, fields):
        answer = person.post(path, {"csrf": person.get(page).form_token, **fields})
        assert answer.status == 303, answer.text
        return answer.fields["Location"]

    held = {finding["kind"]: finding["id"] for finding in json.loads(visitor.get("/findings.json").body)}
    held |= {"code": address.split("/")[-1], "sponsor": urllib.parse.quote(ad["sponsor"])}
    report = {"key": "k1", "reasons": "Somebody else paid for it.", "place": "On the bus", "name": "Ann", "email": "ann@reader.example"}
    held["notification"] = submit(visitor, f"{address}/report", f"{address}/report", report)
    request = {"asker": "authority", "name": "Coordinator", "received": "2026-04-30T10:00", "question": "Who paid?", "key": "k1"}
    submit(signed_in, "/ads/requests", "/ads/requests", request)
    held["draft"] = submit(signed_in, "/ads/new", "/ads/new", {"lang": "en"})
    return held
