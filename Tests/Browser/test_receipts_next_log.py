"""A receipt of a log that is over, and one of the log after it, verify in the browser without the network."""

import demo
import pytest
from verifying import Verifier

POSTS = "timestamp_share,object_id,content_id,account_id\n{time},https://example.org/1,p{time},a1\n"


@pytest.fixture(scope="module")
def two_logs(tmp_path_factory):
    """A server whose first log was ended: statement 0 stands in it, statement 1 in the next one."""
    data = tmp_path_factory.mktemp("logs")
    data.chmod(0o700)

    def run(*arguments):
        outcome = demo.daylight(*arguments, "--data", data)
        assert outcome.returncode == 0, outcome.stderr

    def import_posts(time):
        posts = tmp_path_factory.mktemp("posts") / f"{time}.csv"
        posts.write_text(POSTS.format(time=time))
        run("import", posts)

    import_posts(1_789_000_000)
    run("log", "begin", "2027", "--yes")
    import_posts(1_789_100_000)
    running = demo.Server(data, "serve", ready="listening on")
    yield running
    assert running.stop() == 0, running.errors[-2000:]


@pytest.mark.parametrize(("number", "log"), [(0, "first"), (1, "next")])
def test_a_receipt_of_each_log_verifies_offline_and_not_when_changed(browser, two_logs, number, log):
    with browser.new_context(base_url=two_logs.origin) as context:
        page = context.new_page()
        page.goto(f"/statements/{number}", wait_until="networkidle")
        context.set_offline(True)
        verifier = Verifier(page)
        assert verifier.verify() == "verified", verifier.text
        # Each log counts from 0; what the statement is called goes on counting.
        (place,) = [sentence for sentence in verifier.sentences("proven") if "stands at index" in sentence]
        assert "index 0 of the log" in place
        assert ("/log/2027," in place) == (log == "next")
        verifier.open_details()
        receipt = page.locator("#verifier-receipt").input_value()
        changed = receipt.index('"entry"') + 40
        other = "A" if receipt[changed] != "A" else "B"
        verifier.give(receipt=receipt[:changed] + other + receipt[changed + 1 :])
        assert verifier.verify() == "failed"
