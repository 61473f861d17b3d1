"""From the first screen to a receipt that anybody can check, without scripts."""

import json
import re
import shlex

import demo
import pytest

REASONS = "They shared 20 links within seconds of each other, at night, and never say that they belong together."


@pytest.fixture
def page(browser, server):
    with browser.new_context(java_script_enabled=False, accept_downloads=True, base_url=server.origin) as context:
        yield context.new_page()


def test_a_reviewer_decides_and_anybody_can_check_it(page, server, reviewer, undecided, tmp_path):
    finding = undecided[0]
    account = first_screen_to_finding(page, finding)
    sign_in_from_the_finding(page, finding, reviewer)
    an_incomplete_decision_keeps_what_was_typed(page)
    decide(page)
    receipt, policy = download_proofs(page, tmp_path)
    anybody_can_check(receipt, policy, tmp_path)
    the_account_page_tells(page, account)


def first_screen_to_finding(page, finding):
    page.goto("/")
    assert page.get_by_role("searchbox").is_visible()
    assert page.locator(".question").count() == 7
    page.locator(".site-nav").get_by_role("link", name="Findings").click()
    page.get_by_role("link", name="Not decided").click()
    page.locator(f".findings-table a[href='/findings/{finding}']").click()
    network = page.locator("section[aria-labelledby=network] svg").first
    assert network.locator("circle").count() >= 2, "the network picture shows no accounts"
    timeline = page.locator("section[aria-labelledby=timeline] svg").first
    assert timeline.locator("circle, rect, path").count() >= 2, "the timeline shows no shares"
    table = page.locator("section[aria-labelledby=timeline] details")
    assert not table.locator("table").first.is_visible()
    table.locator("summary").click()
    assert table.locator("table tbody tr").first.is_visible()
    members = page.locator("section[aria-labelledby=members] tbody tr")
    assert members.count() >= 2
    assert page.locator("section[aria-labelledby=edges] tbody tr").count() >= 1
    return members.first.locator("a").get_attribute("href")


def sign_in_from_the_finding(page, finding, reviewer):
    assert page.locator("form textarea").count() == 0, "nobody decides without signing in"
    page.locator("section[aria-labelledby=decision]").get_by_role("link", name="Sign in").click()
    page.get_by_label("Name").fill(reviewer[0])
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("Name").input_value() == reviewer[0]
    assert page.get_by_label("Password").input_value() == ""
    page.get_by_label("Password").fill(reviewer[1])
    page.get_by_role("button", name="Sign in").click()
    assert page.url.split("#")[0].endswith(f"/findings/{finding}"), "signing in leads back to the finding"
    assert page.locator(".visitor-name").inner_text().startswith(reviewer[0])


def an_incomplete_decision_keeps_what_was_typed(page):
    button = page.get_by_role("button", name="Sign and record the decision")
    button.click()
    summary = page.get_by_role("alert")
    assert summary.get_by_role("link").count() == 2, summary.inner_text()
    assert page.title().startswith("Error:")
    for link in summary.get_by_role("link").all():
        target = link.get_attribute("href")
        assert page.locator(target).count() == 1, f"the summary links to {target}, which is not there"
    page.get_by_label("Your reasons").fill(REASONS)
    button = page.get_by_role("button", name="Sign and record the decision")
    button.click()
    assert page.get_by_role("alert").get_by_role("link").count() == 1
    assert page.get_by_label("Your reasons").input_value() == REASONS
    page.get_by_label("Coordinated and deceptive").check()
    page.get_by_label("Your reasons").fill("")
    page.get_by_role("button", name="Sign and record the decision").click()
    assert page.get_by_label("Coordinated and deceptive").is_checked()


def decide(page):
    page.get_by_label("Your reasons").fill(REASONS)
    page.get_by_role("button", name="Sign and record the decision").click()
    assert page.locator("h1").inner_text() == "Decision recorded"
    assert re.search(r"/findings/[^/]+/decisions/\d+$", page.url)
    assert REASONS in page.locator("main").inner_text()
    page.reload()
    assert page.locator("h1").inner_text() == "Decision recorded", "loading the page again decides nothing twice"


def download_proofs(page, folder):
    receipt, policy = folder / "receipt.json", folder / "policy.txt"
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download the receipt").click()
    waiting.value.save_as(receipt)
    with page.expect_download() as waiting:
        page.locator("main a[href='/log/policy']").first.click()
    waiting.value.save_as(policy)
    return receipt, policy


def anybody_can_check(receipt, policy, folder):
    outcome = demo.daylight("verify", receipt, "--policy", policy)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    altered = folder / "altered.json"
    content = json.loads(receipt.read_text())
    text = json.dumps(content)
    place = text.rindex('"', 0, len(text) - 2) - 6
    altered.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])
    assert demo.daylight("verify", altered, "--policy", policy).returncode in (1, 65), "an altered receipt verifies"


def the_account_page_tells(page, account):
    page.goto(account)
    assert page.locator(".answer").count() == 7
    answer = page.locator(".answer", has_text="Is it a real person?")
    assert "coordinated and deceptive" in answer.inner_text().lower()
    receipt = answer.locator("a[href$='receipt.json']")
    assert receipt.count() >= 1, "the answer comes without a receipt"
    assert page.locator(".answer", has_text="Nothing is known").count() >= 1


def test_everything_measured_is_said_in_words(page, undecided):
    for finding in undecided:
        page.goto(f"/findings/{finding}")
        for sentence in page.locator(".tests dt").all_inner_texts():
            assert not re.search(r"\w_\w|[a-z][A-Z]", sentence), f"a name of the program instead of words: {sentence}"


def test_the_command_that_computes_again_works_with_the_downloads(page, server, undecided, tmp_path):
    page.goto(f"/findings/{undecided[0]}")
    words = shlex.split(page.locator("section[aria-labelledby=recompute] .command code").inner_text())
    assert words[:4] == ["daylight", "accounts", "evidence", "verify"]
    with page.expect_download() as waiting:
        page.locator("a[href$='evidence.json']").click()
    assert waiting.value.suggested_filename == words[4], "the command names another file than the download is saved as"
    page.locator("section[aria-labelledby=recompute] a[href^='/data/']").click()
    assert re.fullmatch(r"[\w.-]+", words[5]), f"{words[5]!r} is no name of a file"


def test_the_addresses_in_commands_are_this_servers(page, server, decision):
    for path in ("/", decision):
        page.goto(path)
        for address in re.findall(r"https?://[^/\s]+", page.locator("main .command").first.inner_text()):
            assert address == server.origin, f"{path} tells the reader to run a command against {address}"
