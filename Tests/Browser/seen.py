"""What a page must be whatever it shows, read in the browser."""

from axe_playwright_python.sync_playwright import Axe

FOCUS = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
        tag: element.localName,
        text: element.innerText || element.getAttribute('aria-label') || element.id || '',
        isVisible: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none',
        isInView: box.width > 0 && box.height > 0
            && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""


def focus_on(page, selector, limit=400):
    """Presses Tab until the element has the focus; every stop on the way must be seen."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] != "body":
            assert stop["isVisible"], f"the focus cannot be seen on {stop['tag']} {stop['text']!r} of {page.url}"
            assert stop["isInView"], f"the focus is outside of the window on {stop['tag']} {stop['text']!r} of {page.url}"
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} of {page.url} cannot be reached in {limit} steps of Tab")


def follow(page, selector, key="Enter"):
    """Reaches an element with Tab and acts on it; it must lead to another page."""
    focus_on(page, selector)
    with page.expect_navigation():
        page.keyboard.press(key)


def sign_in(page, name, password):
    page.goto("/sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(password)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()


class Watch:
    """Collects what a page should not do."""

    def __init__(self, page, origin):
        self.complaints = []
        self._origin = origin + "/"
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", lambda request: self.complaints.append(f"not loaded: {request.url}"))

    def _console(self, message):
        # Chromium reports the page's own status in these words when it is an error page on purpose.
        if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
            self.complaints.append(f"console {message.type}: {message.text}")

    def _request(self, request):
        if not request.url.startswith((self._origin, "data:")):
            self.complaints.append(f"asked another host: {request.url}")


def check(page):
    """No rule of accessibility is broken on the page."""
    violations = [
        (violation["id"], [node["html"] for node in violation["nodes"]])
        for violation in Axe().run(page).response["violations"]
    ]
    assert violations == [], f"{page.url}: {violations}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} scrolls sideways"
