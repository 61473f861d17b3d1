"""A token for a program, made on the pages as a person makes one."""

import re
import secrets

from test_duties import Browser


def token(origin, name, password, *scopes):
    browser = Browser(origin)
    status, _, _ = browser.submit("/sign-in", "/sign-in", name=name, password=password)
    assert status == 303
    _, page, _ = browser.send("GET", "/tokens")
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)[1]
    form = [("csrf", csrf), ("name", secrets.token_hex(4)), *[("scope", scope) for scope in scopes]]
    status, page, _ = browser.send("POST", "/tokens", form)
    assert status == 200, page
    return re.search(r"dl_[0-9A-Za-z_-]+", page)[0]
