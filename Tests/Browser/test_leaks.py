"""A leak from its inventory to the release by two persons, with the keyboard."""

import hashlib
import json

import demo
import pytest
from seen import check, focus_on, follow, sign_in

PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery staple"
FILES = {"genuine.eml": b"From: a@kustpartiet.example\r\n\r\nOne.\r\n", "made-up.eml": b"From: b@kustpartiet.example\r\n\r\nTwo.\r\n"}
ADDRESS = "https://dump.example/mails"
LEVELS = [
    {"authentic": "verified-part", "complete": "consistent", "lawful": "contradicted", "gain": "unknown"},
    {"authentic": "fabricated", "complete": "unknown", "lawful": "contradicted", "gain": "unknown"},
]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with two reviewers."""
    folder = tmp_path_factory.mktemp("leaks")
    running = demo.Server(folder, "serve", ready="listening on http")
    (folder / "password.txt").write_text(PASSWORD + "\n")
    for name in ("ada", "bo"):
        added = demo.daylight(
            "people", "add", name, "--role", "reviewer", "--password-file", folder / "password.txt", "--data", folder
        )
        assert added.returncode == 0, added.stderr
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def signed_in(browser, office):
    contexts = []

    def open_as(name):
        context = browser.new_context(base_url=office.origin, viewport=PHONE)
        contexts.append(context)
        page = context.new_page()
        if name:
            sign_in(page, name, PASSWORD)
        return page

    yield open_as
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def ada(signed_in):
    return signed_in("ada")


@pytest.fixture(scope="module")
def bo(signed_in):
    return signed_in("bo")


@pytest.fixture(scope="module")
def reader(signed_in):
    return signed_in(None)


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("found")
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    made = demo.daylight("claims", "leak", "inventory", *[folder / name for name in FILES], "--title", "Mails", "--json")
    assert made.returncode == 0, made.stderr
    return made.stdout


def type_into(page, selector, text):
    focus_on(page, selector)
    page.keyboard.insert_text(text)


def choose(page, selector):
    """Reaches a choice with the keyboard: Tab into its group, then the arrow keys."""
    group = page.locator(selector).get_attribute("name")
    focus_on(page, f"input[name='{group}']")
    for _ in range(10):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert page.locator(selector).is_checked()


def decide(page, step, reason):
    choose(page, f"#step-{step}")
    type_into(page, "#reason", reason)
    follow(page, "main form.panel button[type=submit]")


@pytest.fixture(scope="module")
def opened(ada, case, keep_picture):
    """The address of a case, opened with the keyboard alone after a first try with faults."""
    ada.goto("/leaks")
    check(ada)
    follow(ada, "main a.button")
    check(ada)
    type_into(ada, "#inventory", "{")
    type_into(ada, "#address", "dump.example")
    follow(ada, "main form.stack button[type=submit]")
    assert ada.title().startswith("Error") and ada.locator("#inventory-error").count() == 1
    assert "starts with https://" in ada.locator("#address-error").inner_text()
    check(ada)
    keep_picture(ada, "leak-form-phone")
    ada.locator("#inventory").fill(case)
    ada.locator("#address").fill(ADDRESS)
    type_into(ada, "#firstSeen", "2026-11-20T12:00:00Z")
    type_into(ada, "#votingDay", "")
    ada.locator("#votingDay").fill("2099-06-01")
    type_into(ada, "#techniques", "T0089.003")
    follow(ada, "main form.stack button[type=submit]")
    assert "/leaks/" in ada.url
    return ada.url


@pytest.fixture(scope="module")
def assessed(ada, opened, keep_picture):
    """Each item with its four findings, and the checklist settled."""
    ada.goto(opened)
    check(ada)
    text = ada.locator("main").inner_text()
    assert "2 of 2 items have not been assessed" in text and "Missing before a release" in text
    follow(ada, "main table a")
    check(ada)
    keep_picture(ada, "leak-item-phone")
    for number, levels in enumerate(LEVELS):
        for aspect, level in levels.items():
            choose(ada, f"#{aspect}-{level}")
            type_into(ada, f"#{aspect}-sentence", f"Looked at {aspect}.")
        follow(ada, "main form button[name=next]" if number == 0 else "main form.stack button[type=submit]")
    assert ada.url == opened
    follow(ada, "main p.actions a")
    check(ada)
    for point in ("addresses", "telephoneNumbers", "healthData", "identityNumbers", "bankData", "passwords", "thirdPersons"):
        choose(ada, f"#{point}-done")
    choose(ada, "#minors-none")
    follow(ada, "main form.stack button[type=submit]")
    assert ada.locator("#minors-reason-error").count() == 1
    check(ada)
    type_into(ada, "#minors-reason", "Nobody under age is in it.")
    follow(ada, "main form.stack button[type=submit]")
    assert ada.url == opened
    return opened


def test_two_persons_release_a_case_and_its_label_says_what_is_known(ada, bo, reader, assessed, keep_picture):
    reader.goto(assessed)
    assert "is not here" in reader.locator("main").inner_text()
    ada.goto(assessed)
    decide(ada, "conclude", "Every item was looked at.")
    decide(ada, "propose", "People pass it on.")
    check(ada)
    assert "Somebody else has to approve it" in ada.locator("main").inner_text()
    assert ada.locator("#step-approve").count() == 0
    bo.goto(assessed)
    decide(bo, "approve", "Nothing private is repeated.")
    check(bo)
    keep_picture(bo, "leak-released-phone")

    reader.goto("/leaks")
    follow(reader, "main ul.hits a")
    check(reader)
    keep_picture(reader, "leak-phone")
    text = reader.locator("main").inner_text()
    assert "Mixed archive of 2 items: 1 verified in part, 1 made up." in text
    assert "One item that holds says nothing about the next." in text and "hacked or stolen" in text and "Hacked or stolen" in text
    assert "dump.example" not in reader.content() and "Technique" in text
    cells = reader.locator("table.stacked td")
    assert cells.count() == 8 and cells.first.get_attribute("data-label") == "Authentic?"


def test_the_statement_pins_the_case_file(reader, assessed):
    reader.goto(assessed)
    body = reader.request.get(f"{assessed}/case.json").body()
    follow(reader, "main section[aria-labelledby=releases] a[href^='/statements/']")
    text = reader.locator("main").inner_text()
    assert hashlib.sha256(body).hexdigest() in text.replace(" ", "").replace("\n", "")
    assert "leak-case-released" in text
    decided = [decision["event"] for decision in json.loads(body)["decisions"]]
    assert decided == ["conclude", "propose", "approve"]


def test_whoever_asks_gets_the_label(reader, assessed):
    digest = hashlib.sha256(FILES["made-up.eml"]).hexdigest()
    for subject in (f"object:{ADDRESS}", f"picture:{digest}"):
        reader.goto("/ask?subject=" + subject.replace(":", "%3A").replace("/", "%2F"))
        assert "Mixed archive of 2 items" in reader.locator("main").inner_text()


def test_a_change_is_not_public_until_it_is_released_again(ada, reader, assessed):
    ada.goto(f"{assessed}/items/1")
    ada.locator("#authentic-contradicted").check()
    ada.locator("#authentic-sentence").fill("A recipient says it is another text.")
    with ada.expect_navigation():
        ada.locator("main form.stack button[type=submit]").first.click()
    assert "1 contradicted, 1 made up" in ada.locator("main").inner_text()
    reader.goto(assessed)
    assert "1 verified in part, 1 made up" in reader.locator("main").inner_text()
