"""Notes: written and rated in the browser, and two camps that see a status change."""

import json

import demo
import pytest
from seen import check, focus_on, follow, sign_in

PHONE = {"width": 390, "height": 844}
PASSWORD = "correct horse battery staple"
SUBJECT = "post:p-1"
# A quarter of the early notes each: liked by both camps, by neither, by the first, by the second.
LIKES = [lambda camp: True, lambda camp: False, lambda camp: camp == 0, lambda camp: camp == 1]
TAGS = {"HELPFUL": ["helpfulClear", "helpfulGoodSources"], "NOT_HELPFUL": ["notHelpfulIncorrect", "notHelpfulMissingKeyPoints"]}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A server with a writer and ten raters, five of each camp, who can sign in."""
    folder = tmp_path_factory.mktemp("notes")
    (folder / "password.txt").write_text(PASSWORD + "\n")
    running = demo.Server(folder, "serve", ready="listening on http")
    people = [("wanda", "reviewer")] + [(f"rater-{camp}-{number}", "reader") for camp in (0, 1) for number in range(5)]
    for name, role in people:
        added = demo.daylight("people", "add", name, "--role", role, "--password-file", folder / "password.txt", "--data", folder)
        assert added.returncode == 0, added.stderr
    yield running
    assert running.stop() == 0


@pytest.fixture(scope="module")
def programs(office):
    """A token of each person."""
    tokens = {}
    for name in ["wanda"] + [f"rater-{camp}-{number}" for camp in (0, 1) for number in range(5)]:
        made = demo.daylight("people", "token", name, "--scope", "note", "--data", office.data)
        assert made.returncode == 0, made.stderr
        tokens[name] = made.stdout.strip()
    return tokens


def send(page, programs, name, path, body):
    reply = page.request.post(
        path, data=json.dumps(body), headers={"Content-Type": "application/json", "Authorization": f"Bearer {programs[name]}"}
    )
    assert reply.ok, reply.text()
    return reply.json()


def rate(page, programs, name, note, level):
    return send(page, programs, name, f"/api/v1/notes/{note}/ratings", {"helpfulnessLevel": level, "tags": TAGS[level]})


@pytest.fixture(scope="module")
def open_page(browser, office):
    contexts = []

    def open_as(name, viewport=PHONE):
        context = browser.new_context(base_url=office.origin, viewport=viewport)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, name, PASSWORD)
        return page

    yield open_as
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def writer(open_page):
    return open_page("wanda")


@pytest.fixture(scope="module")
def history(writer, programs):
    """Sixteen notes that all raters have rated, and a scoring of them: from here on both camps are known."""
    for number in range(16):
        note = send(
            writer,
            programs,
            "wanda",
            "/api/v1/notes",
            {
                "subject": f"post:early-{number}",
                "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
                "reasons": ["misleadingOutdatedInformation"],
                "summary": f"Early note {number}.",
            },
        )
        for camp in (0, 1):
            for rater in range(5):
                level = "HELPFUL" if LIKES[number % 4](camp) else "NOT_HELPFUL"
                rate(writer, programs, f"rater-{camp}-{rater}", note["id"], level)
    writer.goto("/notes")
    check(writer)
    with writer.expect_navigation():
        writer.locator("form[action='/notes/score'] button").click()
    assert "Scoring" in writer.locator("#runs").locator("xpath=..").inner_text()


@pytest.fixture(scope="module")
def written(writer, history, keep_picture):
    """The address of a note, written with the keyboard alone after a first try with faults."""
    writer.goto(f"/ask?subject={SUBJECT}")
    assert "No note is shown here" in writer.locator("main").inner_text()
    follow(writer, "main a[href^='/notes/new']")
    assert writer.locator("#subject").input_value() == SUBJECT
    follow(writer, "main form.stack button[type=submit]")
    assert writer.title().startswith("Error")
    check(writer)
    keep_picture(writer, "note-form-phone")
    focus_on(writer, "#MISINFORMED_OR_POTENTIALLY_MISLEADING")
    writer.keyboard.press("Space")
    focus_on(writer, "#misleadingOutdatedInformation")
    writer.keyboard.press("Space")
    focus_on(writer, "#summary")
    writer.keyboard.type("The figure is from 2019: statistics.example/turnout")
    follow(writer, "main form.stack button[type=submit]")
    check(writer)
    assert "nobody has scored it yet" in writer.locator("main").inner_text()
    assert "You wrote this note" in writer.locator("main").inner_text()
    return writer.url


def press_rating(page, level):
    """Rates the note on the page with the keyboard alone."""
    focus_on(page, "[name=level]")
    page.keyboard.press("Space")
    while not page.locator(f"#level-{level}").is_checked():
        page.keyboard.press("ArrowDown")
    for tag in TAGS[level]:
        focus_on(page, f"#{tag}")
        page.keyboard.press("Space")
    follow(page, "main form.stack button[type=submit]")


def test_two_camps_rate_and_the_status_changes(writer, programs, written, open_page, office, keep_picture):
    note = written.rsplit("/", 1)[1]
    first, second = open_page("rater-0-0"), open_page("rater-1-0", {"width": 1280, "height": 900})
    for camp in (0, 1):
        for rater in (1, 2):
            standing = rate(writer, programs, f"rater-{camp}-{rater}", note, "NOT_HELPFUL")
    assert standing["status"] == "NEEDS_MORE_RATINGS"
    status = lambda page: page.locator(".results-status strong").inner_text().lower()
    for page in (first, second):
        page.goto(written)
        check(page)
    assert status(first) == status(second) == "needs more ratings"
    for page in (first, second):
        press_rating(page, "NOT_HELPFUL")
        check(page)
    assert status(second) == "not helpful"
    first.reload()
    assert status(first) == "not helpful", "the other camp sees it too"
    assert "Shown as not helpful" in first.locator("main").inner_text()
    keep_picture(first, "note-phone")
    keep_picture(second, "note-desktop")
    anonymous = demo.Visitor(office)
    page = anonymous.get(f"/notes/{note}").text
    assert "Not helpful" in page and "Sign in to rate it" in page
    assert "rater-" not in page
    follow(first, "#changes ~ ol a[href^='/statements/']")
    assert "note-status-published" in first.locator("main").inner_text()


def test_a_note_that_both_camps_like_waits_before_it_is_shown(writer, programs, history, open_page, keep_picture):
    note = send(
        writer,
        programs,
        "wanda",
        "/api/v1/notes",
        {
            "subject": "post:p-2",
            "classification": "MISINFORMED_OR_POTENTIALLY_MISLEADING",
            "reasons": ["misleadingMissingImportantContext"],
            "summary": "Turnout is always lower in the morning.",
        },
    )["id"]
    for camp in (0, 1):
        for rater in range(5):
            standing = rate(writer, programs, f"rater-{camp}-{rater}", note, "HELPFUL")
    assert standing["coreStatus"] == "CURRENTLY_RATED_HELPFUL" and standing["held"]
    assert standing["status"] == "NEEDS_MORE_RATINGS"
    writer.goto(f"/notes/{note}")
    check(writer)
    keep_picture(writer, "note-held-phone")
    assert "it is shown at the latest from" in writer.locator("main").inner_text()


def test_a_rating_is_changed_and_taken_back(programs, written, open_page):
    page = open_page("rater-0-1")
    page.goto(written)
    assert page.locator("#level-NOT_HELPFUL").is_checked() and page.locator("#notHelpfulIncorrect").is_checked()
    with page.expect_navigation():
        page.locator("form[action$='/rating/take-back'] button").click()
    assert not page.locator("#level-NOT_HELPFUL").is_checked()
    page.goto("/notes")
    check(page)
    with page.expect_navigation():
        page.locator("form[action='/notes/take-back'] button").click()
    page.goto(written)
    assert "5 ratings" in page.locator("main").inner_text()


def test_the_tables_of_a_scoring_give_the_same_scores_offline(writer, written, tmp_path):
    """What stands on the log is what anybody who holds the tables computes."""
    writer.goto("/notes")
    names = writer.locator("#tables ~ ul a").all_inner_texts()
    assert names == ["notes-00000.tsv", "ratings-00000.tsv", "noteStatusHistory-00000.tsv", "note-scores.tsv"]
    folder = tmp_path / "tables"
    folder.mkdir()
    for name in names[:3]:
        (folder / name).write_bytes(writer.request.get(f"/notes/tables/{name}").body())
    scored = demo.daylight("claims", "notes", "score", folder, "--out", tmp_path / "scores")
    assert scored.returncode == 0, scored.stderr
    assert (tmp_path / "scores/note-scores.tsv").read_bytes() == writer.request.get("/notes/tables/note-scores.tsv").body()
    manifest = writer.request.get(writer.locator("#runs ~ ol li a").first.get_attribute("href")).json()
    own = json.loads((tmp_path / "scores/run.json").read_text())
    assert {item["name"]: item["sha256"] for item in own["inputs"]} == {item["name"]: item["sha256"] for item in manifest["inputs"]}
    assert own["firstFit"] == manifest["firstFit"] and own["outputs"] == manifest["outputs"]
