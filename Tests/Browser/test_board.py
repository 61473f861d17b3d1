"""The sounding board from the accreditation to the order of agreement, by keyboard."""

import datetime
import json

import demo
import pytest
from seen import check, focus_on, follow

PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery staple"
CLAUSES = ["Posts about polling hours come first.", "Leaked documents are held back.", "Notes of readers are shown."]
REWORDED = [CLAUSES[0], "Leaked documents are held back for two days.", CLAUSES[2]]
PEOPLE = {"rita": ("Rita Moss", "academic"), "milo": ("Milo Venn", "media")}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with a reviewer, who runs the board, and two readers."""
    folder = tmp_path_factory.mktemp("board")
    running = demo.Server(folder, "serve", ready="listening on http")
    (folder / "password.txt").write_text(PASSWORD + "\n")
    for name in ["cleo", *PEOPLE]:
        role = "reviewer" if name == "cleo" else "reader"
        added = demo.daylight(
            "people", "add", name, "--role", role, "--password-file", folder / "password.txt", "--data", folder
        )
        assert added.returncode == 0, added.stderr
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def pages(browser, office):
    """A window for each person, on a phone, and one for nobody."""
    contexts = {name: browser.new_context(base_url=office.origin, viewport=PHONE) for name in ["cleo", *PEOPLE, "nobody"]}
    opened = {}
    for name, context in contexts.items():
        opened[name] = page = context.new_page()
        if name == "nobody":
            continue
        page.goto("/sign-in")
        page.locator("#name").fill(name)
        page.locator("#password").fill(PASSWORD)
        with page.expect_navigation():
            page.locator("main form button[type=submit]").click()
    yield opened
    for context in contexts.values():
        context.close()


def write(page, fields):
    """Fills fields reached by Tab; radio buttons are chosen with the arrow keys or the space bar."""
    for name, value in fields.items():
        if value is True:
            focus_on(page, f"input[type=radio][name='{page.locator(name).get_attribute('name')}']")
            for _ in range(4):
                page.keyboard.press("Space")
                if page.locator(name).is_checked():
                    break
                page.keyboard.press("ArrowDown")
            assert page.locator(name).is_checked()
        else:
            focus_on(page, name)
            page.locator(name).fill(value)


@pytest.fixture(scope="module")
def profiles(pages, keep_picture):
    """The addresses of the profiles, each made by keyboard."""
    page, made = pages["cleo"], {}
    page.goto("/fact-checks")
    follow(page, "main a[href='/board']")
    check(page)
    for user, (name, kind) in PEOPLE.items():
        page.goto("/board")
        follow(page, "main a[href='/board/reviewers/new']")
        check(page)
        write(
            page,
            {
                "#user": user,
                "#name": name,
                f"#kind-{kind}": True,
                "#organisation": "University of Norrby",
                "#interests": "Paid by the state.",
            },
        )
        follow(page, "main form.stack button[type=submit]")
        made[user] = page.url
    keep_picture(page, "board-reviewer-phone")
    return made


@pytest.fixture(scope="module")
def draft(pages, profiles, keep_picture):
    """The address of a draft, written by keyboard after a first try with faults."""
    page = pages["cleo"]
    page.goto("/board")
    follow(page, "main a[href='/board/drafts/new']")
    follow(page, "main form.stack button[type=submit]")
    assert page.title().startswith("Error")
    check(page)
    keep_picture(page, "board-form-phone")
    day = datetime.date.today() + datetime.timedelta(days=7)
    write(
        page,
        {
            "#title": "Ranking before the vote",
            "#about-ruleSet": True,
            "#subject": "Rules of the feed",
            "#clauses": "\n\n".join(CLAUSES),
            "#closes": day.isoformat(),
        },
    )
    follow(page, "main form.stack button[type=submit]")
    return page.url


@pytest.fixture(scope="module")
def reviewed(pages, draft, keep_picture):
    """Both people have voted: they agree on the third clause, and are apart on the second."""
    votes = {"rita": ["agree", "disagree", "agree"], "milo": ["unsure", "agree", "agree"]}
    for user, chosen in votes.items():
        page = pages[user]
        page.goto("/board")
        follow(page, "main a[href$='/review']")
        check(page)
        keep_picture(page, "board-review-phone")
        fields = {f"#vote-c{number}-{vote}": True for number, vote in enumerate(chosen, start=1)}
        # Each radio group comes before its comment.
        steps = list(fields.items())
        steps.insert(2, ("#comment-c2", f"{user} on leaks"))
        write(page, dict(steps))
        if user == "milo":
            assert "rita on leaks" not in page.locator("main").inner_text()
        follow(page, "main form.stack button[type=submit]")
        assert page.url == draft
    return draft


def order(page):
    return [text.strip() for text in page.locator(".board-table tbody th .ad-words").all_inner_texts()]


def test_profiles_are_public_and_say_the_interests(pages, profiles):
    page = pages["nobody"]
    page.goto(profiles["rita"])
    check(page)
    text = page.locator("main").inner_text()
    assert "Rita Moss" in text and "Paid by the state." in text and "ACADEMICS" in text.upper()
    assert "rita" not in text, "the user name is not shown"


def test_the_draft_is_public_and_the_reviews_wait(pages, reviewed):
    page = pages["nobody"]
    page.goto(reviewed)
    check(page)
    text = page.locator("main").inner_text()
    assert all(clause in text for clause in CLAUSES) and "rita on leaks" not in text
    assert page.locator(".board-table").count() == 0
    assert page.request.get(f"{reviewed}/versions/1/tally.csv").status == 403


def test_what_both_kinds_agree_on_stands_first(pages, reviewed, keep_picture):
    page = pages["milo"]
    page.goto(reviewed)
    check(page)
    keep_picture(page, "board-draft-phone")
    # 2/3 · 2/3 · 1/4; 2/3 · 1/3 · 1/4, twice, in the draft's order.
    assert order(page) == [CLAUSES[2], CLAUSES[0], CLAUSES[1]]
    text = page.locator("main").inner_text()
    assert "0.111" in text and "Media: 1 of 1 agree; Academics: 0 of 1 agree." in text
    focus_on(page, "details:nth-of-type(1) summary")
    page.keyboard.press("Enter")
    assert "rita on leaks" in page.locator("main").inner_text()
    page.set_viewport_size({"width": 1280, "height": 900})
    check(page)
    keep_picture(page, "board-draft")
    page.set_viewport_size(PHONE)


def test_a_new_version_opens_the_old_one_to_everybody_and_anybody_recomputes_it(pages, reviewed, tmp_path):
    page = pages["cleo"]
    page.goto(reviewed)
    follow(page, "main p.actions a[href$='/edit']")
    page.locator("#clauses").fill("\n\n".join(REWORDED))
    follow(page, "main form.stack button[type=submit]")
    check(page)
    assert page.url == reviewed
    assert page.locator("#changes ~ ul ins").all_inner_texts() == ["for two days"]
    visitor = pages["nobody"]
    visitor.goto(f"{reviewed}/versions/1")
    check(visitor)
    assert order(visitor) == [CLAUSES[2], CLAUSES[0], CLAUSES[1]]
    files = {}
    for name in ["draft.json", "reviews.json", "tally.csv"]:
        answer = visitor.request.get(f"{reviewed}/versions/1/{name}")
        assert answer.status == 200
        files[name] = tmp_path / name
        files[name].write_bytes(answer.body())
    tallied = demo.daylight(
        "claims", "board", "tally", files["draft.json"], files["reviews.json"], "--shown", files["tally.csv"], "--json"
    )
    assert tallied.returncode == 0, tallied.stderr
    assert json.loads(tallied.stdout)["contested"] == ["c2"]
    follow(visitor, "main ol a[href^='/statements/']")
    assert "board-draft-published" in visitor.locator("main").inner_text()
