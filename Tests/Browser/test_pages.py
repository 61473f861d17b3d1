"""Every kind of page, light and dark, on a phone and on a desk."""

import json
import urllib.parse
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from demo import Visitor
from seen import Watch

# Name, address (with what the demo holds filled in), the status it answers with, and whether somebody is signed in.
PAGES = [
    ("home", "/", 200, False),
    ("ask", "/ask", 200, False),
    ("ask-refused", "/ask?subject=planet%3Amars", 400, False),
    ("search", "/search", 200, False),
    ("search-hits", "/search?q={account}", 200, False),
    ("search-nothing", "/search?q=zyxwvutsrq", 200, False),
    ("findings", "/findings", 200, False),
    ("findings-none", "/findings?filter=declared-group", 200, False),
    ("finding", "/findings/{finding}", 200, False),
    ("finding-to-decide", "/findings/{finding}", 200, True),
    ("finding-decided", "/findings/{decided}", 200, False),
    ("decision", "{decision}", 200, True),
    ("statement-import", "/statements/0", 200, False),
    ("statement-decision", "/statements/{index}", 200, True),
    ("receipts", "/receipts", 200, False),
    ("verify", "/verify", 200, False),
    ("account", "/account/{account}", 200, False),
    ("account-unknown", "/account/nobody-knows", 200, False),
    ("data", "/data", 200, False),
    ("data-set", "/data/{dataset}", 200, False),
    ("log", "/log", 200, False),
    ("method", "/method", 200, False),
    ("accessibility", "/accessibility", 200, False),
    ("sign-in", "/sign-in", 200, False),
    ("tokens", "/tokens", 200, True),
    ("not-found", "/no-such-page", 404, False),
    ("ads", "/ads", 200, False),
    ("ads-hits", "/ads?techniques=yes&sort=newest", 200, False),
    ("ads-none", "/ads?q=zyxwvutsrq", 200, False),
    ("ads-refused", "/ads?from=yesterday", 400, False),
    ("sponsor", "/ads/sponsors/{sponsor}", 200, False),
    ("ask-ad", "/ask?subject=ad%3A{code}", 200, False),
    ("notice", "/t/{code}", 200, False),
    ("notice-label", "/t/{code}/label", 200, False),
    ("notice-report", "/t/{code}/report", 200, False),
    ("notice-stop", "/t/{code}/stop", 200, True),
    ("notification", "{notification}", 200, False),
    ("new-notice", "/ads/new", 200, True),
    ("draft-question", "{draft}", 200, True),
    ("due", "/ads/due", 200, True),
    ("notifications", "/ads/notifications", 200, True),
    ("requests", "/ads/requests", 200, True),
    ("declarations", "/ads/declarations", 200, True),
    ("repository", "/ads/repository", 200, True),
    ("money", "/ads/money", 200, False),
    ("pledges", "/ads/pledges", 200, False),
    ("finding-delivery", "/findings/{ad-delivery}", 200, False),
    ("finding-straw-payer", "/findings/{straw-payer}", 200, True),
    ("finding-money", "/findings/{money-to-listed}", 200, False),
    ("finding-proxy", "/findings/{proxy-targeting}", 200, True),
    ("elections", "/elections", 200, False),
    ("election", "/elections/DEMO-2026-COUNT", 200, False),
    ("election-office", "/elections/DEMO-2026-COUNT", 200, True),
    ("municipality", "/elections/DEMO-2026-COUNT/units/{municipality}", 200, False),
    ("station", "/elections/DEMO-2026-COUNT/units/{station}", 200, False),
    ("ask-result", "/ask?subject=result%3ADEMO-2026-COUNT%2F{station}", 200, False),
    ("entries", "/count/DEMO-2026-COUNT", 200, True),
    ("publish", "/elections/DEMO-2026-COUNT/publish", 200, True),
    ("define", "/count", 200, True),
    ("fact-checks", "/fact-checks", 200, False),
    ("fact-checks-none", "/fact-checks?q=zyxwvutsrq", 200, False),
    ("fact-check", "{check}", 200, False),
    ("fact-check-office", "{check}", 200, True),
    ("new-fact-check", "/fact-checks/new", 200, True),
    ("ask-claim", "/ask?subject=claim%3AAll%20ferries%20are%20cancelled%20on%20the%20day%20of%20the%20vote", 200, False),
    ("notes", "/notes", 200, False),
    ("notes-office", "/notes", 200, True),
    ("note", "{note}", 200, False),
    ("note-to-rate", "{note}", 200, True),
    ("new-note", "/notes/new", 200, True),
    ("feed", "/feed", 200, False),
    ("ranking-policy", "/feed/policies/demo-1", 200, False),
    ("new-policy", "/feed/policies/new", 200, True),
    ("served-feed", "{feed}", 200, False),
    ("new-audit", "/elections/DEMO-2026-COUNT/audits/new", 200, True),
    ("board", "/board", 200, False),
    ("board-office", "/board", 200, True),
    ("board-draft", "{board}", 200, False),
    ("board-draft-office", "{board}", 200, True),
    ("board-version", "{board}/versions/1", 200, False),
    ("board-review", "{board}/review", 200, True),
    ("board-reviewer", "{board-reviewer}", 200, False),
    ("board-new-draft", "/board/drafts/new", 200, True),
    ("board-edit-draft", "{board}/edit", 200, True),
    ("board-new-reviewer", "/board/reviewers/new", 200, True),
    ("leaks", "/leaks", 200, False),
    ("leak", "{leak}", 200, False),
    ("leak-office", "{leak}", 200, True),
    ("new-leak", "/leaks/new", 200, True),
    ("leak-details", "{leak}/details", 200, True),
    ("leak-item", "{leak}/items/1", 200, True),
    ("leak-redaction", "{leak}/redaction", 200, True),
]
NAMES = [page[0] for page in PAGES]


@pytest.fixture(scope="module")
def held(server, decision, advertised):
    """What the demo holds, to fill in addresses."""
    visitor = Visitor(server)
    findings = json.loads(visitor.get("/findings.json?filter=undecided").body)
    page = visitor.get(f"/findings/{findings[0]['id']}").text
    statements = json.loads(visitor.get("/log/statements.json").body)
    return advertised | {
        "finding": findings[0]["id"],
        "decided": decision.split("/")[2],
        "decision": decision,
        "index": len(statements) - 1,
        "board": re.search(r"/board/drafts/[0-9a-f]{16}", visitor.get("/board").text)[0],
        "board-reviewer": re.search(r"/board/reviewers/[0-9a-f]{16}", visitor.get("/board").text)[0],
        "check": re.search(r"/fact-checks/[0-9a-f]{64}", visitor.get("/fact-checks").text)[0],
        "note": re.search(r"/notes/[0-9]+", visitor.get("/notes").text)[0],
        "leak": re.search(r"/leaks/[0-9a-f]{16}", visitor.get("/leaks").text)[0],
        "feed": re.search(r"/feeds/[0-9a-f]+", server.text)[0],
        "account": re.search(r'href="/account/([^"?]+)"|subject=account%3A([^"&]+)"', page).expand(r"\1\2"),
        "dataset": json.loads(visitor.get("/data.json").body)[0]["id"],
    } | {
        unit["level"]: urllib.parse.quote(unit["id"], safe="")
        for unit in json.loads((server.data / "demo/count/definition.json").read_text())["units"]
    }


@pytest.fixture(scope="module")
def context_of(browser, server, session_state):
    """Browser windows by width, colour scheme and session; each is opened once."""
    contexts = {}

    def context(width, scheme, is_signed_in):
        key = (width, scheme, is_signed_in)
        if key not in contexts:
            contexts[key] = browser.new_context(
                base_url=server.origin,
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                storage_state=session_state if is_signed_in else None,
            )
        return contexts[key]

    yield context
    for context in contexts.values():
        context.close()


@pytest.fixture
def opened(context_of, held, server):
    """Opens a page and answers with it and what it complained about."""
    pages = []

    def open_page(name, width, scheme):
        _, address, status, is_signed_in = PAGES[NAMES.index(name)]
        page = context_of(width, scheme, is_signed_in).new_page()
        pages.append(page)
        watch = Watch(page, server.origin)
        answer = page.goto(address.format(**held))
        assert answer.status == status, f"{answer.url}: {answer.status}"
        return page, watch

    yield open_page
    for page in pages:
        page.close()


# Each width and each scheme once: the schemes share their layout, the widths their colours.
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", NAMES)
def test_page_is_sound(opened, name, scheme, width, keep_picture):
    page, watch = opened(name, width, scheme)
    keep_picture(page, f"{name}-{width}-{scheme}")
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.title().strip(" –")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    brightness = sum(map(float, re.findall(r"[\d.]+", background)[:3]))
    assert (brightness < 3 * 128) == (scheme == "dark"), f"{scheme}: the background is {background}"
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    assert len(found["passes"]) > 10, "the accessibility rules did not run"
    told = [
        f"{rule['id']}: {rule['help']}: {[node['html'][:200] for node in rule['nodes'][:3]]}" for rule in found["violations"]
    ]
    assert told == []
    assert watch.complaints == []


@pytest.mark.parametrize("name", NAMES)
def test_page_fits_into_320_pixels(opened, name):
    page, _ = opened(name, 320, "light")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')]
            .filter(element => element.getBoundingClientRect().right > innerWidth + 1
                && !element.closest('.table-region, .picture-region, pre, .visually-hidden'))
            .map(element => element.outerHTML.slice(0, 120)).slice(0, 3)"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, f"{name} scrolls sideways because of {wide}"


TABLES = ["finding", "finding-to-decide", "finding-decided", "findings", "data", "account", "due", "money", "finding-delivery"]
TABLES.append("board-version")


@pytest.mark.parametrize("name", TABLES)
def test_tables_stand_row_by_row_on_a_phone(opened, name):
    page, _ = opened(name, 390, "light")
    page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('.table-region')]
            .filter(region => region.scrollWidth > region.clientWidth + 1).map(region => region.getAttribute('aria-label'))"""
    )
    assert wide == [], f"tables that have to be scrolled sideways on {name}"


def test_a_finding_is_short_on_a_phone(opened):
    page, _ = opened("finding", 390, "light")
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height < 9000, f"{height} pixels to scroll through"


@pytest.mark.parametrize("name", NAMES)
def test_links_on_the_page_lead_somewhere(opened, server, signed_in, name, known_good):
    page, _ = opened(name, 1280, "light")
    for address in page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)"):
        if not address.startswith(server.origin):
            continue
        path, _, fragment = address.removeprefix(server.origin).partition("#")
        if address.split("#")[0] == page.url.split("#")[0]:
            assert page.locator(f"[id='{fragment or 'main'}']").count() == 1, f"{name} links to #{fragment}, which is not on it"
            continue
        kind = re.sub(r"[^/?=&]*\d[^/?=&]*", "N", path)
        if kind not in known_good:
            visitor = signed_in if PAGES[NAMES.index(name)][3] else Visitor(server)
            status = visitor.get(path, Accept="*/*").status
            assert status in (200, 303), f"{name} links to {path}: {status}"
            known_good.add(kind)


@pytest.fixture(scope="module")
def known_good():
    """Kinds of addresses that were seen to answer, so that each is asked once."""
    return set()
