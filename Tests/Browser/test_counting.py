"""A count in the browser: defining an election, typing a report twice by two people, and what becomes of it."""

import hashlib
import json

import demo
import pytest
from seen import check, focus_on, follow

PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery staple"
ELECTION = {
    "id": "GR2026",
    "contestId": "1",
    "name": "Council of Norrvik",
    "date": "2026-11-22",
    "voterCards": False,
    "seats": 7,
    "method": "dhondt",
    "closeOfPoll": "2026-11-22T20:00:00Z",
    "lists": [
        {"number": 1, "name": "Kustpartiet", "candidateNames": ["Ann Berg", "Bo Dahl"], "candidates": 2},
        {"number": 2, "name": "Skogslistan", "candidateNames": ["Cia Ek"], "candidates": 1},
    ],
    "units": [
        {"id": "M1", "level": "municipality", "parent": None, "name": "Norrvik"},
        {"id": "S1", "level": "station", "parent": "M1", "name": "Town hall", "registeredVoters": 300},
        {"id": "S2", "level": "station", "parent": "M1", "name": "School", "registeredVoters": 280},
    ],
}
VOTES = {
    "pollCards": 95,
    "proxies": 10,
    "admittedVoters": 105,
    "listTotals/0/total": 70,
    "listTotals/1/total": 30,
    "validVotes": 100,
    "blank": 3,
    "invalid": 2,
    "votesCast": 105,
}
FIRST_LIST = {"lists/0/candidates/0/votes": 50, "lists/0/candidates/1/votes": 20, "lists/0/total": 70}
SECOND_LIST = {"lists/1/candidates/0/votes": 30, "lists/1/total": 30}


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_groups(definition):
    digest = hashlib.sha256(canonical(definition)).hexdigest()
    return [digest[at : at + 4] for at in range(0, 64, 4)]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with two clerks and two coordinators."""
    folder = tmp_path_factory.mktemp("count")
    running = demo.Server(folder, "serve", ready="listening on http")
    (folder / "password.txt").write_text(PASSWORD + "\n")
    for name, role in [("ada", "clerk"), ("ben", "clerk"), ("cleo", "reviewer"), ("dov", "reviewer")]:
        added = demo.daylight(
            "people", "add", name, "--role", role, "--password-file", folder / "password.txt", "--data", folder
        )
        assert added.returncode == 0, added.stderr
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def person(browser, office):
    """A page of somebody who is signed in, each in a window of their own."""
    pages = {}

    def page(name, **options):
        if name not in pages:
            context = browser.new_context(base_url=office.origin, viewport=PHONE, **options)
            pages[name] = context.new_page()
            pages[name].goto("/sign-in")
            pages[name].locator("#name").fill(name)
            pages[name].locator("#password").fill(PASSWORD)
            send(pages[name], "main form button[type=submit]")
        return pages[name]

    yield page
    for page in pages.values():
        page.context.close()


def send(page, button):
    with page.expect_navigation():
        page.locator(button).first.click()


def fill(page, values, button="main form.count-sheet button[type=submit]"):
    for name, value in values.items():
        page.locator(f'[id="{name}"]').fill(str(value))
    send(page, button)


@pytest.fixture(scope="module")
def election(person, keep_picture):
    """The election, defined by the coordinator with two groups of the digest typed from paper."""
    page = person("cleo")
    page.goto("/elections")
    check(page)
    send(page, "main a.button")
    page.locator("details summary").click()
    definition = ELECTION | json.loads("{" + page.locator("pre.keys").inner_text() + "}")
    page.locator("#definition").fill(json.dumps(definition))
    send(page, "main form button[type=submit]")
    check(page)
    keep_picture(page, "count-define")
    groups = digest_groups(definition)
    shown = page.locator(".digest-groups > span")
    blanks = [place for place in range(16) if shown.nth(place).locator("input").count()]
    assert len(blanks) == 2
    page.locator("#group-1").fill("zzzz")
    page.locator("#group-2").fill(groups[blanks[1]])
    send(page, "main form button[type=submit]")
    assert "not what the digest" in page.locator("[role=alert]").inner_text()
    for number, place in enumerate(blanks, 1):
        page.locator(f"#group-{number}").fill(groups[place])
    send(page, "main form button[type=submit]")
    assert page.url.endswith("/elections/GR2026")
    assert "NOTHING PUBLISHED" in page.locator("main").inner_text()
    check(page)
    return "/count/GR2026"


def type_report(page, votes, differences=None):
    """Types a whole sheet; the last section leads to the overview."""
    fill(page, votes)
    check(page)
    page.locator('[id="compare/equal"]').check()
    fill(page, differences or {"moreBallots": "", "fewerBallots": ""})
    fill(page, FIRST_LIST)
    fill(page, SECOND_LIST)


def test_two_people_type_a_report_and_a_coordinator_resolves_where_they_differ(person, election, keep_picture):
    ada, ben, cleo = (person(name) for name in ("ada", "ben", "cleo"))

    # Ada types the first entry.
    ada.goto(election)
    check(ada)
    keep_picture(ada, "count-entries")
    ada.locator("#unit").fill("town hall")
    send(ada, "main form button[type=submit]")
    check(ada)
    send(ada, "main form button[type=submit]")
    keep_picture(ada, "count-section")
    fill(ada, VOTES | {"blank": "three"})
    assert "type a whole number" in ada.locator(".error-summary").inner_text()
    check(ada)
    type_report(ada, VOTES | {"blank": 4, "invalid": 1})
    check(ada)
    keep_picture(ada, "count-overview")
    assert "W201" in ada.locator("main").inner_text(), "four blank votes of 105 are many"
    send(ada, "form.panel button")
    assert "compared them with the paper" in ada.locator(".error-summary").inner_text()
    ada.locator("#accept").check()
    send(ada, "form.panel button")
    assert "Another person types the second" in ada.locator("main").inner_text()

    # Ben types the second one, and is told where it differs, but not how.
    ben.goto(f"{election}/S1")
    send(ben, "main form button[type=submit]")
    fill(ben, VOTES)
    check(ben)
    keep_picture(ben, "count-w001")
    marked = ben.locator(".warning-mark")
    assert marked.count() == 2
    assert ben.locator('[id="blank"]').input_value() == "3"
    send(ben, "main form.count-sheet button[type=submit]")
    ben.locator('[id="compare/equal"]').check()
    fill(ben, {})
    fill(ben, FIRST_LIST)
    fill(ben, SECOND_LIST)
    send(ben, "form.panel button")
    assert "The two entries differ" in ben.locator("main").inner_text()
    assert ben.locator("table").count() == 0, "a clerk does not see what the other typed"

    # Cleo keeps the second, which becomes the first, and Ada types again.
    cleo.goto(f"{election}/S1")
    check(cleo)
    keep_picture(cleo, "count-differ")
    rows = cleo.locator("tbody tr")
    assert [row.inner_text().split() for row in rows.all()] == [
        ["F", "Blank", "votes", "4", "3"],
        ["G", "Invalid", "votes", "1", "2"],
    ]
    send(cleo, "button[value=keepSecond]")
    ada.goto(f"{election}/S1")
    send(ada, "main form button[type=submit]")
    type_report(ada, VOTES)
    send(ada, "form.panel button")
    text = ada.locator("main").inner_text()
    assert "Both entries agreed" in text
    assert len(ada.locator(".digest-groups").inner_text().split()) == 4
    check(ada)
    keep_picture(ada, "count-definitive")


def test_a_report_is_typed_by_keyboard_alone(browser, office, person, election):
    page = person("ada")
    page.goto(f"{election}?unit=S2")
    follow(page, "main form button[type=submit]")
    for values in (VOTES, {"compare/equal": None}, FIRST_LIST, SECOND_LIST):
        for name, value in values.items():
            selector = f'[id="{name}"]'
            if not page.evaluate("selector => document.activeElement.matches(selector)", selector):
                focus_on(page, selector)
            if value is None:
                page.keyboard.press("Space")
            else:
                page.keyboard.press("Control+A")
                page.keyboard.type(str(value))
        with page.expect_navigation():
            page.keyboard.press("Enter")
    follow(page, "form.panel button")
    assert "Another person types the second" in page.locator("main").inner_text()


def propose(page):
    page.goto("/elections/GR2026/publish")
    check(page)
    send(page, "button[value=propose]")


def test_two_people_publish_and_every_figure_names_its_file(person, election, office, keep_picture):
    cleo, dov = person("cleo"), person("dov")
    propose(cleo)
    assert "Another person has to confirm it" in cleo.locator("main").inner_text()
    dov.goto("/elections/GR2026/publish")
    check(dov)
    keep_picture(dov, "count-publish")
    shown = [page.locator("section.panel .digest-groups").inner_text() for page in (cleo, dov)]
    assert shown[0] == shown[1], "both see what they sign"
    send(dov, "button[value=confirm]")
    text = dov.locator("main").inner_text()
    assert "PARTIAL, UNOFFICIAL" in text.upper()
    check(dov)
    keep_picture(dov, "count-results")

    # A voter, who is not signed in.
    visitor = demo.Visitor(office)
    feed = "/results/GR2026"
    index = json.loads(visitor.get(f"{feed}/index.json").body)
    manifest_file = visitor.get(f"{feed}/{index['manifest']['path']}").body
    assert hashlib.sha256(manifest_file).hexdigest() == index["manifest"]["sha256"]
    manifest = json.loads(manifest_file)
    assert len(manifest["signatures"]) == 2
    files = {}
    for entry in manifest["files"]:
        content = visitor.get(f"{feed}/{entry['path']}").body
        assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["path"]
        files[entry["sha256"]] = content
    for address in ("/elections/GR2026", "/elections/GR2026/units/S1"):
        dov.goto(address)
        check(dov)
        figures = dov.locator("[data-src]")
        assert figures.count() >= 3
        for figure in figures.all():
            digest, pointer = figure.get_attribute("data-src").split("#")
            value = json.loads(files[digest])
            for step in pointer.split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
            assert figure.inner_text().replace(",", "") == str(value), (address, pointer)
    keep_picture(dov, "count-unit")

    # The monitor of an observer says the same.
    watched = demo.daylight(
        "count", "monitor", f"{office.origin}{feed}", "--definition", definition_digest(manifest), "--polls", "2", "--every", "1",
        "--json",
    )
    assert watched.returncode == 0, watched.stdout + watched.stderr


def definition_digest(manifest):
    return next(file["sha256"] for file in manifest["files"] if file["path"].startswith("definitions/"))


def test_what_is_published_twice_by_one_person_is_refused(person, election):
    cleo = person("cleo")
    propose(cleo)
    token = cleo.locator("input[name=csrf]").first.input_value()
    answer = cleo.request.post(
        "/elections/GR2026/publish", form={"csrf": token, "do": "confirm", "digest": "0" * 64}, max_redirects=0
    )
    assert answer.status == 409
    send(cleo, "button[value=withdraw]")
    assert cleo.locator("button[value=propose]").count() == 1


AUDIT = {
    "audit": "Mayor of Norrvik",
    "method": "bravo",
    "riskLimit": "0.1",
    "contests": [{"id": "Mayor", "outcome": "plurality", "votes": {"Ann": 90, "Bo": 10}}],
    "manifest": [{"batch": "B1", "ballots": 60, "jurisdiction": "Town hall"}, {"batch": "B2", "ballots": 40}],
}


def read_papers(page, name, audit, mark):
    """One person reads every paper that waits, and marks what the function says."""
    while True:
        page.goto(audit)
        rows = page.locator("#papers + p + ul li").all()
        waiting = [row for row in rows if name not in row.inner_text() and "two readings differ" not in row.inner_text()]
        if not waiting:
            return
        paper = waiting[0].locator("a").inner_text()
        with page.expect_navigation():
            waiting[0].locator("a").click()
        check(page)
        page.locator(f'[id="Mayor-{mark(paper)}"]').check()
        send(page, "main form button[type=submit]")


def test_an_audit_from_the_dice_to_a_confirmed_outcome(person, election, office, keep_picture, tmp_path):
    ada, ben, cleo = (person(name) for name in ("ada", "ben", "cleo"))
    cleo.goto("/elections/GR2026")
    send(cleo, "a[href$='/audits/new']")
    check(cleo)
    cleo.locator("#setup").fill(json.dumps(AUDIT).replace("0.1", "2"))
    send(cleo, "main form button[type=submit]")
    assert "riskLimit" in cleo.locator(".error").inner_text()
    cleo.locator("#setup").fill(json.dumps(AUDIT))
    send(cleo, "main form button[type=submit]")
    audit = cleo.url
    check(cleo)
    send(cleo, "button[value=commit]")
    cleo.locator("#digits").fill("123")
    cleo.locator("#people").fill("Ada, Ben")
    send(cleo, "button[value=seed]")
    assert "20" in cleo.locator(".error-summary").inner_text()
    cleo.locator("#digits").fill("31415926535897932384")
    cleo.locator("#people").fill("Ada, Ben")
    send(cleo, "button[value=seed]")
    check(cleo)
    keep_picture(cleo, "audit-seeded")
    send(cleo, "button[value=round]")
    cleo.goto(cleo.locator("#fetch + ul a").get_attribute("href"))
    check(cleo)
    keep_picture(cleo, "audit-list")

    # Ada and Ben read every paper; of the first Ben reads something else.
    read_papers(ada, "ada", audit, lambda paper: 0)
    ben.goto(audit)
    keep_picture(ben, "audit-entering")
    check(ben)
    papers = []
    read_papers(ben, "ben", audit, lambda paper: papers.append(paper) or (1 if len(papers) == 1 else 0))
    cleo.goto(audit)
    assert "two readings differ" in cleo.locator("main").inner_text()
    send(cleo, "button[value=measure]")
    assert cleo.locator(".error-summary").count() == 1, "nothing is measured while two readings differ"
    with cleo.expect_navigation():
        cleo.locator("li:has(.warning-mark) a").click()
    cleo.locator("#Mayor-0").check()
    cleo.locator("#reason").fill("The mark is beside Ann.")
    send(cleo, "main form button[type=submit]")
    send(cleo, "button[value=measure]")
    text = cleo.locator("main").inner_text()
    assert "CONFIRMED" in text.upper() and "found to be right" in text
    check(cleo)
    keep_picture(cleo, "audit-confirmed")

    # Anybody redoes it offline.
    record = tmp_path / "record.json"
    record.write_bytes(demo.Visitor(office).get(audit.replace(office.origin, "") + "/record.json").body)
    redone = demo.daylight("count", "audit", "verify", record, "--json")
    assert redone.returncode == 0, redone.stdout + redone.stderr
    assert json.loads(redone.stdout)["confirmed"] is True
    changed = record.read_text().replace("31415926535897932384", "31415926535897932385")
    record.write_text(changed)
    assert demo.daylight("count", "audit", "verify", record, "--json").returncode == 1

    # What is known about a result says so.
    asked = json.loads(demo.Visitor(office).get("/api/v1/ask?subject=result%3AGR2026%2FS1").body)
    sentence = asked["answers"][5]["sentence"]
    assert "confirmed the outcome at a risk limit of 10" in sentence
