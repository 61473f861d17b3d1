"""On paper, in forced colours, and without motion."""

import pytest


@pytest.fixture
def page(browser, server):
    with browser.new_context(base_url=server.origin, viewport={"width": 1280, "height": 900}) as context:
        yield context.new_page()


def test_a_finding_prints(page, undecided):
    page.goto(f"/findings/{undecided[0]}")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert paper.startswith(b"%PDF-")
    assert len(paper) > 20_000, "the printed finding is empty"
    page.emulate_media(media="print")
    assert not page.locator(".site-nav").is_visible()
    for section in ("measured", "network", "timeline", "members", "edges", "innocent", "recompute"):
        assert page.locator(f"section[aria-labelledby={section}] h2").first.is_visible()
    assert page.locator("section[aria-labelledby=network] svg").first.is_visible()
    assert page.evaluate("document.querySelector('details table').getBoundingClientRect().height") > 0, (
        "the tables behind the timeline are missing on paper"
    )


@pytest.mark.parametrize("path", ["/", "/findings", "/data", "/log", "/method"])
def test_other_pages_print(page, path):
    page.goto(path)
    assert len(page.pdf(format="A4")) > 5_000


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_what_colour_says(page, undecided, scheme):
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    page.goto("/findings")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate("getComputedStyle(document.querySelector('.tag')).borderTopStyle") == "solid"
    page.goto(f"/findings/{undecided[0]}")
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    marks = page.evaluate(
        """() => [...document.querySelectorAll('section[aria-labelledby=network] svg circle')].map(mark => {
            const style = getComputedStyle(mark);
            return [style.fill, style.stroke];
        })"""
    )
    assert marks
    assert all(set(colours) - {canvas, "none"} for colours in marks), "accounts of the network cannot be seen"
    lines = page.evaluate(
        """() => [...document.querySelectorAll('section[aria-labelledby=network] svg :is(line, path)')]
            .map(line => getComputedStyle(line).stroke)"""
    )
    assert lines
    assert any(colour not in (canvas, "none") for colour in lines), "lines of the network cannot be seen"


def test_nothing_moves_when_asked(page, undecided):
    page.emulate_media(reduced_motion="reduce")
    for path in ("/", f"/findings/{undecided[0]}"):
        page.goto(path)
        moving = page.evaluate(
            """() => [...document.querySelectorAll('*')].filter(element => {
                const style = getComputedStyle(element);
                const isLong = text => text.split(',').some(part => parseFloat(part) > 0);
                return isLong(style.transitionDuration) || style.animationName !== 'none';
            }).length"""
        )
        assert moving == 0
