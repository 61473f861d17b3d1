"""The proof drill: one digit is changed at each step from the station to the page, and something names it each time."""

import json
import re
import sqlite3

import demo
import pytest
from test_counting import ELECTION, PASSWORD, canonical, definition_digest

REPORT = {
    "electionId": "GR2026", "contestId": "1", "form": "totals", "unitId": "S1", "version": 1, "phase": "first", "countingMethod": "decentral", "pollCards": 95, "proxies": 10,
    "admittedVoters": 105, "listTotals": [{"number": 1, "total": 70}, {"number": 2, "total": 30}], "validVotes": 100, "blank": 3,
    "invalid": 2, "votesCast": 105,
}
ADDRESS = "/api/v1/elections/GR2026"


class Count:
    """A server with one election, whose stations sign with keys of their own."""

    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir(mode=0o700)
        self.start()
        (folder / "password.txt").write_text(PASSWORD + "\n")
        for name in ("cleo", "dov"):
            self.people("add", name, "--role", "reviewer", "--password-file", folder / "password.txt")
        self.token = self.people("token", "cleo", "--scope", "count").stdout.strip()
        units = [dict(unit) for unit in ELECTION["units"]]
        for unit in units[1:]:
            made = demo.daylight("count", "key", folder / f"{unit['id']}.pem", "--json")
            unit["keys"] = [{"keyId": "k1", "publicKey": json.loads(made.stdout)["publicKey"]}]
        self.people_visit = {}
        page = self.person("cleo").get("/count").text
        keys = re.search(r'<pre class="keys"[^>]*>(.*?)</pre>', page, re.S)[1].replace("&quot;", '"')
        self.definition = ELECTION | json.loads("{" + keys + "}") | {"units": units}
        answer = self.post("/api/v1/elections", self.definition, token=True)
        assert answer.status == 201, answer.text

    def start(self):
        self.server = demo.Server(self.data, "serve", ready="listening on http")
        self.people_visit = {}

    def people(self, *arguments):
        done = demo.daylight("people", *arguments, "--data", self.data)
        assert done.returncode == 0, done.stderr
        return done

    def person(self, name):
        if name not in self.people_visit:
            visitor = demo.Visitor(self.server)
            assert visitor.sign_in(name, PASSWORD).status == 303
            self.people_visit[name] = visitor
        return self.people_visit[name]

    def post(self, path, value, token=False):
        headers = {"Content_Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {self.token}"
        return demo.Visitor(self.server)._ask("POST", path, canonical(value), headers)

    def signed(self, report):
        (self.folder / "report.json").write_bytes(canonical(report))
        done = demo.daylight(
            "count", "sign", self.folder / "report.json", "--key", self.folder / f"{report['unitId']}.pem", "--key-id", "k1",
            "--at", "2026-11-22T21:00:00Z", "--json",
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def publish(self):
        for name, action in (("cleo", "propose"), ("dov", "confirm")):
            page = self.person(name).get("/elections/GR2026/publish")
            fields = {"csrf": page.form_token, "do": action, "status": "partial-unofficial"}
            digest = re.search(r'name="digest" value="([0-9a-f]+)"', page.text)
            if digest:
                fields["digest"] = digest[1]
            answer = self.person(name).post("/elections/GR2026/publish", fields)
            assert answer.status == 303, answer.text

    @property
    def feed(self):
        return self.data / "results/GR2026"

    def monitor(self):
        """The codes that an observer's monitor finds, with where."""
        index = json.loads((self.feed / "index.json").read_text())
        manifest = json.loads((self.feed / index["manifest"]["path"]).read_text())
        done = demo.daylight(
            "count", "monitor", f"{self.server.origin}/results/GR2026", "--definition", definition_digest(manifest), "--polls", "2",
            "--every", "1", "--json",
        )
        findings = [finding for line in done.stdout.splitlines() for finding in json.loads(line).get("findings", [])]
        assert done.returncode == (1 if findings else 0), done.stdout + done.stderr
        return {(finding["code"], finding["where"]) for finding in findings}


@pytest.fixture
def count(tmp_path):
    running = Count(tmp_path)
    envelope = running.signed(REPORT)
    answer = running.post(f"{ADDRESS}/report", envelope)
    assert answer.status == 201, answer.text
    assert json.loads(answer.body)["readBack"] == envelope["readBack"]
    running.publish()
    assert running.monitor() == set()
    yield running
    assert running.server.stop() == 0


def changed(path, old, new):
    """Changes one digit in a file of the feed."""
    text = path.read_text()
    assert old in text, f"{path}: {text[:400]}"
    path.write_text(text.replace(old, new, 1))


def test_a_digit_changed_at_the_station_after_signing(count):
    envelope = count.signed(REPORT | {"unitId": "S2"})
    envelope["report"]["blank"] = 4
    answer = json.loads(count.post(f"{ADDRESS}/report", envelope).body)
    assert answer["outcome"] == "refused"
    assert {finding["code"] for finding in answer["findings"]} == {"ALTERED", "F505"}


def test_a_digit_changed_on_the_wire_with_a_digest_that_fits(count):
    envelope = count.signed(REPORT | {"unitId": "S2"})
    read_back = envelope["readBack"]
    envelope["report"]["blank"] = 4
    del envelope["sha256"]
    answer = json.loads(count.post(f"{ADDRESS}/report", envelope).body)
    assert answer["outcome"] == "refused"
    assert {finding["code"] for finding in answer["findings"]} == {"F505"}
    assert answer["readBack"] != read_back, "what is read back by phone differs as well"


def test_a_digit_changed_in_the_database(count):
    assert count.server.stop() == 0
    with sqlite3.connect(count.data / "daylight.sqlite") as connection:
        (identifier, body), = connection.execute("SELECT id, body FROM count_records WHERE kind = 'report'").fetchall()
        assert b'"blank":3' in body
        connection.execute("UPDATE count_records SET body = ? WHERE id = ?", (body.replace(b'"blank":3', b'"blank":4'), identifier))
    connection.close()
    count.start()
    page = demo.Visitor(count.server).get("/elections/GR2026/units/S1").text
    assert "ALTERED" in page and "F505" in page
    answer = json.loads(demo.Visitor(count.server).get("/api/v1/ask?subject=result%3AGR2026%2FS1").body)["answers"][5]
    assert answer["standing"] == "proposed" and "ALTERED" in answer["sentence"], answer


def test_a_digit_changed_in_the_sum(count):
    sums = list((count.feed / "aggregates").iterdir())
    changed(sums[0], '"votesCast":105', '"votesCast":106')
    assert ("ALTERED", f"aggregates/{sums[0].name}") in count.monitor()


def test_a_digit_changed_in_the_published_report(count):
    report, = (count.feed / "reports").iterdir()
    changed(report, '"votesCast":105', '"votesCast":106')
    assert ("ALTERED", f"reports/{report.name}") in count.monitor()


def test_a_digit_changed_on_the_page(count):
    page = count.feed / "pages/1/unit-2.html"
    text = page.read_text()
    page.write_text(re.sub(r">105<", ">106<", text, count=1))
    assert page.read_text() != text
    assert any(code == "DEFACED" and "unit-2.html" in place for code, place in count.monitor())
