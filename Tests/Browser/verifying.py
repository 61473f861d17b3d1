"""Drives the verifier that pages and saved files hold."""

import base64
import hashlib
import json
import re
from pathlib import Path

import demo
from playwright.sync_api import expect

CONTRACT = Path(__file__).parent / "contract"
VERDICTS = {0: "verified", 1: "failed", 65: "unusable", 64: "unusable"}


class Verifier:
    def __init__(self, page):
        self.page = page
        self.root = page.locator("[data-verifier]")
        self.root.locator("form").wait_for(state="visible")

    def open_details(self):
        if not self.root.locator("#verifier-receipt").is_visible():
            self.root.locator("summary").click()

    def give(self, **texts):
        self.open_details()
        for field, text in texts.items():
            self.root.locator(f"#verifier-{field}").fill(text)

    def open_file(self, field, path):
        self.open_details()
        area = self.root.locator(f"#verifier-{field}")
        area.evaluate("area => { area.value = 'not read yet'; }")
        self.root.locator(f"#verifier-{field}-file").set_input_files(path)
        expect(area).not_to_have_value("not read yet")

    def verify(self):
        """Presses the button; answers with `verified`, `failed` or `unusable`."""
        self.root.get_by_role("button", name="Verify").click()
        self.page.locator("[data-verifier][data-verdict]").wait_for()
        assert not re.search(r"\b(step|state|heading|verdict|field|trusted|proven|entries)\.[a-z]", self.text), (
            f"a key instead of words: {self.text}"
        )
        return self.root.evaluate("root => root.dataset.verdict")

    @property
    def text(self):
        return self.root.locator("[data-result]").inner_text()

    @property
    def reason(self):
        return self.root.locator("[data-reason]").inner_text()

    def sentences(self, name):
        return self.root.locator(f"[data-list='{name}'] li").all_inner_texts()


def command_line(folder, receipt, policy, signers, threshold=1, entry=None):
    """What `daylight verify` says about the same bytes: the verdict, and its JSON where there is any."""
    paths = {}
    for name, content in {"receipt": receipt, "policy": policy}.items():
        paths[name] = folder / name
        paths[name].write_bytes(content)
    arguments = ["verify", paths["receipt"], "--policy", paths["policy"], "--threshold", threshold, "--json"]
    if entry is not None:
        (folder / "entry").write_bytes(entry)
        arguments += ["--entry", folder / "entry"]
    for number, signer in enumerate(signers):
        path = folder / f"signer-{number}.pem"
        path.write_bytes(signer)
        arguments += ["--signer", path]
    outcome = demo.daylight(*arguments)
    return VERDICTS[outcome.returncode], json.loads(outcome.stdout) if outcome.stdout else None


SIGN = """async ([seed, message]) => {
    const bytes = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
    const key = await crypto.subtle.importKey("pkcs8", bytes(seed), "Ed25519", false, ["sign"]);
    const signature = new Uint8Array(await crypto.subtle.sign("Ed25519", key, bytes(message)));
    return btoa(String.fromCharCode(...signature));
}"""


def sign(page, first, message):
    """Signs with the key of the worked examples whose seed begins with this byte, in the browser."""
    seed = bytes.fromhex("302e020100300506032b657004220420") + bytes(range(first, first + 32))
    encoded = [base64.b64encode(part).decode() for part in (seed, message)]
    return base64.b64decode(page.evaluate(SIGN, encoded))


def receipt_of(page, entry):
    """The receipt of the only entry in a log with the key of the worked examples."""
    root = hashlib.sha256(b"\0" + entry).digest()
    text = f"log.daylight.example/2026\n1\n{base64.b64encode(root).decode()}\n"
    line = base64.b64encode(bytes.fromhex("31700d85") + sign(page, 0x00, text.encode())).decode()
    proof = f"c2sp.org/tlog-proof@v1\nindex 0\n\n{text}\n\u2014 log.daylight.example/2026 {line}\n"
    return json.dumps({"entry": base64.b64encode(entry).decode(), "proof": proof}).encode()


def envelope(page, body, signers=(0x60,), payload_type="application/vnd.in-toto+json"):
    """A signed body as the members of an envelope."""
    signed = f"DSSEv1 {len(payload_type)} {payload_type} {len(body)} ".encode() + body
    signatures = [{"sig": base64.b64encode(sign(page, first, signed)).decode()} for first in signers]
    return {"payload": base64.b64encode(body).decode(), "payloadType": payload_type, "signatures": signatures}
