"""Receipts are verified in the reader's own browser, with the same verdicts as on the command line."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from seen import Watch
from verifying import CONTRACT, Verifier, command_line


@pytest.fixture
def context(browser, server):
    with browser.new_context(base_url=server.origin, accept_downloads=True) as context:
        yield context


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.fixture
def statement(decision, visitor):
    """The path of a decision's statement."""
    found = [line for line in visitor.get(decision).text.split('"') if line.startswith("/statements/") and line.count("/") == 2]
    assert found
    return found[0]


def test_a_statement_verifies_without_the_network(page, context, statement, server):
    watch = Watch(page, server.origin)
    page.goto(statement, wait_until="networkidle")
    context.set_offline(True)
    verifier = Verifier(page)
    assert verifier.verify() == "verified"
    assert verifier.text.startswith("Verified")
    number = statement.rsplit("/", 1)[1]
    assert any(f"stands at index {number} of the log" in sentence for sentence in verifier.sentences("proven"))
    assert "The given signer signed the statement." in verifier.sentences("proven")
    assert any("is true" in sentence for sentence in verifier.sentences("not-proven"))
    assert any(sentence.startswith("The log ") for sentence in verifier.sentences("trusted"))
    assert page.get_by_role("status").filter(has_text="Verified").count() == 1
    assert watch.complaints == []


def test_one_changed_byte_is_found(page, context, statement):
    page.goto(statement)
    context.set_offline(True)
    verifier = Verifier(page)
    verifier.open_details()
    receipt = page.locator("#verifier-receipt").input_value()
    place = receipt.index('"entry"') + 40
    changed = receipt[:place] + ("A" if receipt[place] != "A" else "B") + receipt[place + 1 :]
    verifier.give(receipt=changed)
    assert verifier.verify() == "failed"
    assert verifier.text.startswith("It does not verify")
    assert "root" in verifier.reason
    assert "That this entry is in the log." in verifier.sentences("not-proven")
    verifier.give(receipt=receipt)
    assert verifier.verify() == "verified", "what was put right verifies again"


def test_another_policy_or_signer_can_be_tried(page, statement):
    page.goto(statement)
    verifier = Verifier(page)
    verifier.give(signers=(CONTRACT / "stranger.pem").read_text())
    assert verifier.verify() == "failed"
    assert "signer" in verifier.reason
    verifier.give(signers="")
    assert verifier.verify() == "verified"
    assert any("no signer was given" in sentence for sentence in verifier.sentences("not-proven"))
    verifier.give(policy=(CONTRACT / "example.policy").read_text())
    assert verifier.verify() == "failed", "a log the reader does not trust is not believed"


def test_the_saved_file_verifies_from_the_disk_without_the_network(browser, page, statement, tmp_path):
    page.goto(statement)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Save as one file").click()
    saved = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(saved)
    assert saved.suffix == ".html"
    with browser.new_context(offline=True) as elsewhere:
        own = elsewhere.new_page()
        watch = Watch(own, saved.as_uri())
        requests = []
        own.on("request", lambda request: requests.append(request.url))
        own.goto(saved.as_uri())
        verifier = Verifier(own)
        assert verifier.verify() == "verified"
        assert own.evaluate("getComputedStyle(document.querySelector('.verdict')).borderInlineStartWidth") == "4px"
        verifier.give(receipt=(CONTRACT / "receipt-tampered.json").read_text())
        assert verifier.verify() == "failed"
        assert requests == [saved.as_uri()]
        complaints = [complaint for complaint in watch.complaints if saved.as_uri() not in complaint]
        assert complaints == []


def test_a_changed_script_in_the_saved_file_does_not_run(browser, visitor, statement, tmp_path):
    content = visitor.get(statement + "/receipt.html").text
    altered = tmp_path / "altered.html"
    altered.write_text(content.replace("class Fault extends Error {}", "class Fault extends Error { }", 1))
    with browser.new_context(offline=True) as elsewhere:
        page = elsewhere.new_page()
        page.goto(altered.as_uri())
        assert page.locator("[data-status]").is_visible()
        assert not page.locator("[data-verifier] form").is_visible()


CASES = [
    ("receipt.json", "example.policy", []),
    ("receipt.json", "example.policy", ["signer.pem"]),
    ("receipt.json", "example.policy", ["stranger.pem"]),
    ("receipt.json", "example.policy", ["stranger.pem", "signer.pem"]),
    ("receipt.json", "strict.policy", []),
    ("receipt.json", "broken.policy", []),
    ("receipt-tampered.json", "example.policy", []),
    ("receipt-tampered.json", "example.policy", ["signer.pem"]),
    ("receipt.tlog-proof", "example.policy", []),
    ("example.policy", "example.policy", []),
    ("receipt.json", "receipt.json", []),
]


@pytest.mark.parametrize(("receipt", "policy", "signers"), CASES)
def test_the_browser_says_what_the_command_line_says(page, tmp_path, receipt, policy, signers):
    page.goto("/verify")
    verifier = Verifier(page)
    verifier.open_file("receipt", CONTRACT / receipt)
    verifier.open_file("policy", CONTRACT / policy)
    keys = [(CONTRACT / signer).read_bytes() for signer in signers]
    verifier.give(signers="".join(key.decode() for key in keys))
    verdict, said = command_line(tmp_path, (CONTRACT / receipt).read_bytes(), (CONTRACT / policy).read_bytes(), keys)
    assert verifier.verify() == verdict
    if said is not None:
        assert verifier.sentences("proven") == said["proven"]
        assert verifier.sentences("not-proven") == said["notProven"]
        assert verifier.reason == f"Why: {said['reason']}" if "reason" in said else True


@pytest.mark.parametrize("threshold", [1, 2])
def test_a_number_of_signers_can_be_asked_for(page, tmp_path, threshold):
    page.goto("/verify")
    verifier = Verifier(page)
    keys = [(CONTRACT / name).read_bytes() for name in ("signer.pem", "stranger.pem", "signer.pem")]
    receipt, policy = (CONTRACT / "receipt.json").read_bytes(), (CONTRACT / "example.policy").read_bytes()
    verifier.give(
        receipt=receipt.decode(), policy=policy.decode(), signers="".join(key.decode() for key in keys), threshold=str(threshold)
    )
    verdict, said = command_line(tmp_path, receipt, policy, keys, threshold)
    assert verifier.verify() == verdict == ("verified" if threshold == 1 else "failed")
    assert verifier.sentences("proven") == said["proven"]


def test_without_scripts_the_command_line_stands_there(browser, server, statement):
    with browser.new_context(java_script_enabled=False, base_url=server.origin) as context:
        for path in (statement, "/verify"):
            page = context.new_page()
            page.goto(path)
            assert page.locator("[data-status]").is_visible()
            assert not page.locator("[data-verifier] form").is_visible()
            assert "daylight verify" in page.locator("main .command").last.inner_text()


@pytest.mark.parametrize("path", ["/verify", "statement"])
def test_a_browser_that_cannot_check_says_so(browser, server, statement, path):
    with browser.new_context(base_url=server.origin) as context:
        context.add_init_script("SubtleCrypto.prototype.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'));")
        page = context.new_page()
        page.goto(statement if path == "statement" else path)
        page.get_by_text("This browser cannot check Ed25519 signatures.").wait_for()
        assert not page.locator("[data-verifier] form").is_visible()
        assert "daylight verify" in page.locator("main .command").last.inner_text()


def test_a_page_that_does_not_come_securely_says_so(playwright, server):
    rule = "--host-resolver-rules=MAP observatory.example 127.0.0.1"
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", rule])
    page = browser.new_page()
    page.goto(f"http://observatory.example:{server.port}/verify")
    assert page.evaluate("isSecureContext") is False
    page.get_by_text("Browsers allow such checks only on pages loaded by HTTPS").wait_for()
    assert not page.locator("[data-verifier] form").is_visible()
    browser.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("policy", ["example.policy", "strict.policy"])
def test_the_verdict_is_readable_for_everybody(browser, server, policy, scheme, width, keep_picture):
    viewport = {"width": width, "height": 900}
    with browser.new_context(base_url=server.origin, viewport=viewport, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto("/verify")
        verifier = Verifier(page)
        verifier.give(
            receipt=(CONTRACT / "receipt.json").read_text(), policy=(CONTRACT / policy).read_text(),
            signers=(CONTRACT / "signer.pem").read_text(),
        )
        verifier.verify()
        keep_picture(page, f"verdict-{policy.split('.')[0]}-{width}-{scheme}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response
        assert [f"{rule['id']}: {rule['help']}" for rule in found["violations"]] == []
