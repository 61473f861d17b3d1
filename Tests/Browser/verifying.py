"""Drives the verifier that pages and saved files hold."""

import re

from playwright.sync_api import expect


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
