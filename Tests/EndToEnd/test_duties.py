"""A publisher's request is recorded in the browser's way, and the command line says when it is due while the server runs."""

import http.client
import json
import re
import urllib.parse

import command
import pytest
from test_next_log import PASSWORD, Running


class Browser:
    """Cookies and forms, as a browser has them."""

    def __init__(self, origin):
        self.host = origin.removeprefix("http://")
        self.cookies = {}

    def send(self, method, path, form=None):
        connection = http.client.HTTPConnection(self.host, timeout=60)
        headers = {"Accept": "text/html", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode(form)
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].partition("=")
                self.cookies[cookie] = content
        return answer.status, answer.read().decode(), answer.getheader("Location")

    def submit(self, page, path, **form):
        _, text, _ = self.send("GET", page)
        token = re.search(r'name="csrf" value="([^"]+)"', text)[1]
        return self.send("POST", path, {**form, "csrf": token})


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    (tmp_path / "posts.csv").write_text(
        "timestamp_share,object_id,content_id,account_id\n1789000000,https://example.org/1,p1,a1\n"
    )
    (tmp_path / "password").write_text(PASSWORD)
    for arguments in [
        ("import", tmp_path / "posts.csv"),
        ("people", "add", "anna", "--role", "publisher", "--password-file", tmp_path / "password"),
    ]:
        outcome = command.run(*arguments, "--data", folder)
        assert outcome.status == 0, outcome.said
    return folder


def due(data, *options):
    return command.run("ads", "due", "--data", data, *options)


def test_a_request_is_due_where_the_publisher_works(data):
    configuration = {"publisher": "Norrvikens Tidning AB", "country": "SE", "zone": "Europe/Stockholm", "size": "small"}
    (data / "advertising.json").write_text(json.dumps(configuration))
    assert due(data).stdout == "Nothing is due.\n"
    with Running(data) as server:
        browser = Browser(server.origin)
        status, _, _ = browser.submit("/sign-in", "/sign-in", name="anna", password=PASSWORD)
        assert status == 303
        status, text, place = browser.submit(
            "/ads/requests", "/ads/requests", asker="authority", name="Coordinator", received="2026-04-30T10:00",
            question="Who paid?", key="k1",
        )  # fmt: skip
        assert (status, place.startswith("/ads/requests#r-")) == (303, True), text
        outcome = due(data, "--json")
        assert outcome.status == 1, outcome.said
        answer = json.loads(outcome.stdout)
        assert answer["zone"] == "Europe/Stockholm"
        # 1 May is a holiday; small publishers have twelve working days, and 14 May is Ascension Day.
        assert [(item["rule"], item["task"], item["target"], item["late"]) for item in answer["items"]] == [
            ("R03", "acknowledge", "2026-05-06T00:00:00+02:00", True),
            ("R03", "answerAuthority", "2026-05-21T00:00:00+02:00", True),
        ]
        for path in ["/ads/due", "/ads/notifications", "/ads/requests", "/ads/repository"]:
            status, text, _ = browser.send("GET", path)
            assert status == 200, text
            assert "<script" not in text
    assert "LATE R03 by 2026-05-06T00:00:00+02:00" in due(data).stdout


@pytest.mark.parametrize("text", ['{"country":"XX"}', '{"colour":"red"}', "{", '{"zone":"Mars"}'])
def test_a_wrong_configuration_is_refused_by_every_command_that_reads_it(data, text):
    (data / "advertising.json").write_text(text)
    for arguments in [("ads", "due"), ("ask", "ad:K7QX20ZM"), ("serve", "--port", "0")]:
        outcome = command.run(*arguments, "--data", data)
        assert outcome.status == 65, outcome.said
        assert "advertising.json" in outcome.stderr
