"""A transparency notice from the first question to the receipt: on a phone, and by keyboard alone."""

import json
import re
import struct
import zlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from seen import focus_on, follow

PHONE = {"width": 390, "height": 844}
TITLE = "Flyer on school buses"


def png(width, height):
    """A picture of one colour."""

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x20\x60\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@pytest.fixture
def person(browser, server, session_state):
    """Somebody who may publish, on a phone, without scripts."""
    context = browser.new_context(
        base_url=server.origin, viewport=PHONE, storage_state=session_state, java_script_enabled=False, locale="en-GB"
    )
    with context:
        yield context.new_page()


@pytest.fixture
def checking(browser, server, session_state):
    """The same with scripts, which the accessibility rules need."""
    context = browser.new_context(base_url=server.origin, viewport=PHONE, storage_state=session_state)
    with context:
        yield context.new_page()


def fill(page, texts, choices=(), lists=()):
    for name in choices:
        page.locator(f"#{name}").check()
    for name, value in dict(lists).items():
        page.locator(f"#{name}").select_option(value)
    for name, text in texts.items():
        page.locator(f"#{name}").fill(text)


def answer(page, *arguments, **keywords):
    fill(page, *arguments, **keywords)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


def answer_all(page, files=()):
    answer(
        page,
        {
            "sponsor-name": "Kustpartiet",
            "sponsor-email": "info@kustpartiet.example",
            "sponsor-country": "se",
            "sponsor-establishment": "Hamngatan 3, 111 11 Norrviken",
        },
        ["sponsor-kind-legalPerson", "cosponsor-no"],
    )
    answer(page, {}, ["control-none"])
    answer(page, {}, ["payment-sameAsSponsor"])
    page.locator("#creative-file").set_input_files(list(files))
    answer(
        page,
        {"title": TITLE, "start": "2026-08-17", "end": "2026-09-13", "words": "More buses to every school."},
        lists={"medium": "online", "language": "en"},
    )
    answer(
        page,
        {"amount": "12 500,00", "method": "As invoiced, without VAT"},
        ["final-final", "funds-kind-mixed", "funds-place-insideUnion"],
        {"currency": "SEK"},
    )
    answer(
        page,
        {
            "process-name": "General election 2026",
            "territory": "SE",
            "process-date": "2026-09-13",
            "official": "https://val.myndighet.example/rosta",
        },
        ["process-election", "level-national"],
    )
    answer(page, {}, ["techniques-no"])
    answer(page, {"views": "40211", "views-date": "2026-09-01"}, ["suspended-no"])


def is_sound(page):
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    assert len(found["passes"]) > 10, "the accessibility rules did not run"
    assert [f"{rule['id']}: {[node['html'][:200] for node in rule['nodes'][:3]]}" for rule in found["violations"]] == []


def test_a_notice_on_a_phone_from_the_first_question_to_the_receipt(person, checking, keep_picture, tmp_path):
    person.goto("/ads/new")
    with person.expect_navigation():
        person.get_by_role("button", name="Start").click()
    answer_all(person, [{"name": "flyer.png", "mimeType": "image/png", "buffer": png(1200, 628)}])
    assert person.locator("h1").inner_text() == "Check the notice"
    assert person.get_by_text("The notice is complete.").is_visible()
    keep_picture(person, "notice-check-390")
    with person.expect_navigation():
        person.get_by_role("button", name="Publish the notice").click()
    code = re.search(r"/t/([0-9A-Z]{8})/label$", person.url)[1]
    keep_picture(person, "notice-label-390")
    person.goto(f"/t/{code}")
    assert person.locator("h1").inner_text() == TITLE
    picture = person.get_by_role("img", name=TITLE)
    assert picture.is_visible() and picture.bounding_box()["width"] > 300
    keep_picture(person, "notice-390")
    pages_are_sound(checking, code, keep_picture)
    is_printed(checking, code, tmp_path)
    is_found(person, code)
    has_its_receipt(person, code, tmp_path)
    is_told_in_words(person, code)


def pages_are_sound(page, code, keep_picture):
    for name, path in [
        ("notice", f"/t/{code}"),
        ("label", f"/t/{code}/label"),
        ("version", f"/t/{code}/versions/1"),
        ("new", "/ads/new"),
        ("library", "/ads"),
        ("library-found", "/ads?q=buses&territory=SE"),
        ("library-nothing", "/ads?q=zyxwvut"),
        ("sponsor", "/ads/sponsors/Kustpartiet"),
        ("asked", f"/ask?subject=ad%3A{code}"),
    ]:
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.goto(path).status == 200, path
            is_sound(page)
            keep_picture(page, f"ads-{name}-{width}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} wide in a window of {width}"


def is_printed(page, code, folder):
    page.goto(f"/t/{code}")
    page.emulate_media(media="print")
    assert page.locator(".qr").is_visible()
    assert not page.locator(".site-nav").is_visible()
    file = folder / "notice.pdf"
    page.pdf(path=file)
    assert file.read_bytes().startswith(b"%PDF-")
    page.emulate_media(media="screen")


def is_found(page, code):
    page.goto("/ads")
    page.locator("main #q").fill("buses kustpartiet")
    with page.expect_navigation():
        page.get_by_role("button", name="Find").click()
    assert page.locator(f".ads a[href='/t/{code}']").inner_text() == TITLE
    assert "12500.00 SEK" in page.locator(".library-totals").inner_text()


def has_its_receipt(page, code, folder):
    page.goto(f"/t/{code}")
    with page.expect_download() as download:
        page.get_by_role("link", name="Receipt", exact=True).click()
    receipt = folder / "receipt.json"
    download.value.save_as(receipt)
    assert json.loads(receipt.read_text())["entry"]


def is_told_in_words(page, code):
    page.goto(f"/t/{code}")
    with page.expect_navigation():
        page.get_by_role("link", name="Why this ad?").click()
    told = page.locator(".card").inner_text()
    assert "the sponsor is Kustpartiet" in told
    assert "no personal data were used to choose who sees it" in told


def test_faults_are_told_beside_their_field_and_what_was_typed_stays(person, checking):
    person.goto("/ads/new")
    with person.expect_navigation():
        person.get_by_role("button", name="Start").click()
    address = person.url
    answer(person, {"sponsor-name": "Kustpartiet"}, ["sponsor-kind-legalPerson"])
    assert person.url == address
    assert person.locator("#sponsor-email-error").is_visible()
    assert person.locator("#sponsor-name").input_value() == "Kustpartiet"
    checking.goto(address)
    is_sound(checking)
    draft = address.rsplit("/", 1)[0]
    person.goto(f"{draft}/money")
    answer(person, {"amount": "see price list"}, ["final-final"], {"currency": "SEK"})
    assert "figure" in person.locator("#amount-error").inner_text()
    person.goto(draft)
    assert person.get_by_text("cannot be published yet").is_visible()
    assert person.get_by_role("button", name="Publish the notice").count() == 0


@pytest.mark.parametrize("language", ["de", "en", "fr", "pl", "sv"])
def test_every_question_in_every_language(checking, language):
    checking.goto(f"/ads/new?lang={language}")
    with checking.expect_navigation():
        checking.locator("main form button[type=submit]").first.click()
    draft = checking.url.rsplit("/", 1)[0]
    for question in ["sponsor", "control", "payer", "ad", "money", "vote", "aim", "past"]:
        checking.goto(f"{draft}/{question}")
        assert checking.locator("main [lang]").first.get_attribute("lang") == language
        is_sound(checking)
        assert checking.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_notice_by_keyboard_alone(person):
    person.set_viewport_size({"width": 1280, "height": 900})
    person.goto("/ads/new")
    follow(person, "main form button")
    choose(person, "sponsor-kind-legalPerson")
    for name, text in [
        ("sponsor-name", "Havsfonden"),
        ("sponsor-email", "a@havsfonden.example"),
        ("sponsor-country", "SE"),
        ("sponsor-establishment", "Kajen 1"),
    ]:
        focus_on(person, f"#{name}", limit=3)
        person.keyboard.type(text)
    choose(person, "cosponsor-no")
    follow(person, ".notice-form button")
    choose(person, "control-none")
    follow(person, ".notice-form button")
    choose(person, "payment-sameAsSponsor")
    follow(person, ".notice-form button")
    write(person, "title", "Clean beaches")
    pick(person, "medium", "online")
    pick(person, "language", "en")
    write_day(person, "start", "2026-08-17")
    write_day(person, "end", "2026-09-13")
    write(person, "words", "Vote for clean beaches.")
    follow(person, ".notice-form button")
    write(person, "amount", "900")
    pick(person, "currency", "SEK")
    choose(person, "final-final")
    write(person, "method", "As invoiced")
    choose(person, "funds-kind-private")
    choose(person, "funds-place-insideUnion")
    follow(person, ".notice-form button")
    choose(person, "process-election")
    choose(person, "level-national")
    write(person, "process-name", "General election 2026")
    write(person, "territory", "SE")
    write_day(person, "process-date", "2026-09-13")
    write(person, "official", "https://val.myndighet.example/rosta")
    follow(person, ".notice-form button")
    choose(person, "techniques-no")
    follow(person, ".notice-form button")
    choose(person, "suspended-no")
    write(person, "views", "512")
    write_day(person, "views-date", "2026-09-01")
    follow(person, ".notice-form button")
    assert person.get_by_text("The notice is complete.").is_visible(), person.locator("main").inner_text()
    follow(person, "form[action$='/publish'] button")
    code = re.search(r"/t/([0-9A-Z]{8})/label$", person.url)[1]
    follow(person, f"main a[href='/t/{code}']")
    assert person.locator("h1").inner_text() == "Clean beaches"
    focus_on(person, "a[href$='/receipt.json']")
    with person.expect_download():
        person.keyboard.press("Enter")


def write(page, identifier, text):
    focus_on(page, f"#{identifier}")
    page.keyboard.type(text)


def pick(page, identifier, value):
    """Picks from a list with the arrow keys."""
    focus_on(page, f"#{identifier}")
    for _ in range(40):
        if page.locator(f"#{identifier}").input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} of {identifier} cannot be picked by keyboard")


def write_day(page, identifier, day):
    """Types a day into its parts, in whichever order the browser asks for them."""
    focus_on(page, f"#{identifier}")
    year, month, date = day.split("-")
    for order in (date + month + year, month + date + year, year + month + date):
        page.keyboard.type(order)
        if page.locator(f"#{identifier}").input_value() == day:
            return
        # Back to the first part of the day.
        for _ in range(2):
            page.keyboard.press("ArrowLeft")
    raise AssertionError(f"{day} cannot be typed into {identifier}: {page.locator(f'#{identifier}').input_value()!r}")


def choose(page, identifier):
    """Reaches a group of radio buttons and picks one of them."""
    name = identifier.rsplit("-", 1)[0]
    focus_on(page, f"input[name={name}]")
    for _ in range(8):
        page.keyboard.press("Space")
        if page.locator(f"#{identifier}").is_checked():
            return
        page.keyboard.press("ArrowDown")
        if page.locator(f"#{identifier}").is_checked():
            return
    raise AssertionError(f"{identifier} cannot be chosen by keyboard")
