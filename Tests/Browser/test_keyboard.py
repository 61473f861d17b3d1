"""The same journey by keyboard alone, without scripts; the focus must be seen at every step."""

import pytest
from seen import focus_on, follow


@pytest.fixture
def page(browser, server):
    context = browser.new_context(java_script_enabled=False, base_url=server.origin)
    with context:
        yield context.new_page()


def test_the_first_stop_skips_to_the_content(page):
    page.goto("/")
    focus_on(page, ".skip-link", limit=1)
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    focus_on(page, "main input[type=search]", limit=1)


def test_search_by_keyboard(page):
    page.goto("/")
    focus_on(page, "main input[type=search]")
    page.keyboard.type("account:nobody")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "q=account%3Anobody" in page.url
    assert page.locator("h1").count() == 1


def test_decide_by_keyboard(page, reviewer, undecided):
    finding = undecided[0]
    page.goto("/")
    follow(page, ".site-nav a[href='/findings']")
    follow(page, f".findings-table a[href='/findings/{finding}']")
    open_the_table(page)
    sign_in(page, reviewer)
    assert page.url.split("#")[0].endswith(f"/findings/{finding}")
    go_to_the_form(page)
    send_it_empty(page)
    choose_and_send(page)
    assert page.locator("h1").inner_text() == "Decision recorded"
    focus_on(page, "main a[href$='receipt.json']")


def open_the_table(page):
    focus_on(page, "details summary")
    page.keyboard.press("Enter")
    assert page.locator("details tbody tr").first.is_visible()
    page.keyboard.press("Space")
    assert not page.locator("details tbody tr").first.is_visible()


def sign_in(page, reviewer):
    follow(page, "section[aria-labelledby=decision] a[href^='/sign-in']")
    focus_on(page, "#name")
    page.keyboard.type(reviewer[0])
    focus_on(page, "#password", limit=1)
    page.keyboard.type(reviewer[1])
    with page.expect_navigation():
        page.keyboard.press("Enter")


def go_to_the_form(page):
    focus_on(page, ".contents a[href='#decision']")
    page.keyboard.press("Enter")
    focus_on(page, "input[type=radio]", limit=10)


def send_it_empty(page):
    follow(page, "form.panel button")
    assert page.get_by_role("alert").is_visible()
    focus_on(page, ".error-summary a[href^='#']")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('input, textarea')"), "the summary's link leads to the field"


def choose_and_send(page):
    if not page.evaluate("document.activeElement.matches('input[type=radio]')"):
        focus_on(page, "input[type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.checked"), "the arrow keys choose"
    focus_on(page, "#reasons", limit=2)
    page.keyboard.type("These are one publisher's outlets; they say so on their pages.")
    focus_on(page, "form.panel button", limit=1)
    with page.expect_navigation():
        page.keyboard.press("Space")
