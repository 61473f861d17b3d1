"""The log of a year ends and the next begins: what was handed out before stays true, at the same addresses."""

import html
import json
import os
import re
import select
import signal
import subprocess
import time
import urllib.error
import urllib.request

import command
import pytest

PASSWORD = "correct horse battery staple"
CHANGING = {"date", "ratelimit", "ratelimit-policy", "x-request-id"}


def together(path):
    """Five accounts that share the same nine links within seconds, among two hundred that do not."""
    with path.open("w") as file:
        file.write("timestamp_share,object_id,content_id,account_id\n")
        for link in range(9):
            for account in range(5):
                file.write(f"{1_789_000_000 + link * 7_000 + account},https://example.org/{link},p{link}-{account},a{account}\n")
        for account in range(200):
            for share in range(5):
                moment = 1_789_000_000 + account * 311 + share * 9_973
                file.write(f"{moment},https://example.org/o{(account * 5 + share) % 97},n{account}-{share},b{account}\n")
    return path


class Running:
    """`daylight serve` on a data folder, until the block ends."""

    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.process = subprocess.Popen(
            [str(command.binary()), "serve", "--data", str(self.data), "--port", "0"],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=command.environment(),
        )  # fmt: skip
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        line = os.read(self.process.stdout.fileno(), 200).decode() if ready else ""
        found = re.fullmatch(r"listening on http://127\.0\.0\.1:(\d+)\n", line)
        assert found, line
        self.origin = f"http://127.0.0.1:{found[1]}"
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0

    def ask(self, path, body=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + path, data=data, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, dict(answer.headers.items()), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers.items()), error.read()

    def get(self, path):
        status, _, body = self.ask(path)
        assert status == 200, (path, status, body[:300])
        return body

    def json(self, path):
        return json.loads(self.get(path))

    def lasting(self, path):
        """An answer without the fields that are different each time."""
        status, headers, body = self.ask(path)
        return status, {name.lower(): text for name, text in headers.items() if name.lower() not in CHANGING}, body

    def until_logged(self, count):
        deadline = time.monotonic() + 60
        while sum(log["size"] for log in self.json("/api/v1/logs")["items"]) < count:
            assert time.monotonic() < deadline, self.get("/health")
            time.sleep(0.2)


class Office:
    def __init__(self, folder):
        self.folder = folder
        self.data = folder / "data"
        self.does("import", together(folder / "posts.csv"), "--data", self.data)
        (folder / "password").write_text(PASSWORD)
        self.does("people", "add", "maria", "--role", "reviewer", "--password-file", folder / "password", "--data", self.data)
        scopes = ["--scope", "read", "--scope", "decide"]
        self.token = self.does("people", "token", "maria", *scopes, "--data", self.data).stdout.strip()

    def does(self, *arguments):
        outcome = command.run(*arguments)
        assert outcome.status == 0, outcome.said
        return outcome

    def begin(self, name):
        return command.run("log", "begin", name, "--data", self.data, "--yes")

    def decide(self, server, verdict):
        finding = server.json("/api/v1/findings")["items"][0]["id"]
        status, _, body = server.ask(
            f"/api/v1/findings/{finding}/decisions", {"verdict": verdict, "reasons": "They know each other."},
            Authorization=f"Bearer {self.token}", **{"Content-Type": "application/json"},
        )  # fmt: skip
        assert status == 201, body
        return json.loads(body)

    def verify(self, server, number, log):
        """Verifies a receipt with the program, from two files and nothing else."""
        receipt, policy = self.folder / f"receipt-{number}.json", self.folder / f"policy-{number}"
        receipt.write_bytes(server.get(f"/statements/{number}/receipt.json"))
        policy.write_bytes(server.get(f"{log}/policy"))
        return command.run("verify", receipt, "--policy", policy)


@pytest.fixture
def office(tmp_path):
    return Office(tmp_path)


OLD = ["/log/checkpoint", "/log/vkey", "/log/policy", "/log/tile/0/000.p/2", "/log/tile/entries/000.p/2",
       "/statements/0/receipt.json", "/statements/1/receipt.json"]  # fmt: skip


def test_the_old_log_stays_what_it_was_and_the_new_one_goes_on(office):
    with Running(office.data) as server:
        first = office.decide(server, "organic")
        assert (first["statement"], first["logIndex"]) == (1, 1)
        before = {path: server.lasting(path) for path in OLD}
        refused = office.begin("2027")
        assert refused.status == 69, refused.said
        assert "open in another process" in refused.stderr

    begun = office.begin("2027")
    assert begun.status == 0, begun.said
    assert "localhost/log/2027 has begun" in begun.stdout

    for _ in range(2):  # also after a restart
        with Running(office.data) as server:
            for path, answer in before.items():
                assert server.lasting(path) == answer, path
            assert before["/log/tile/0/000.p/2"][1]["cache-control"] == "public, max-age=31536000, immutable"
            logs = server.json("/api/v1/logs")["items"]
            assert [(log["address"], log["firstNumber"], log["retired"]) for log in logs] == [
                ("/log", 0, True), ("/log/2027", 2, False)]  # fmt: skip
            number = 2 + logs[1]["size"]
            decision = office.decide(server, "need more")
            assert (decision["statement"], decision["logIndex"]) == (number, number - 2)
            assert server.get("/log/2027/checkpoint").split(b"\n")[:2] == [b"localhost/log/2027", b"%d" % (number - 1)]
            latest = server.json(f"/api/v1/statements/{number}")
            assert (latest["log"], latest["index"], latest["supersedes"]) == ("localhost/log/2027", number - 2, number - 1)
            old = server.json("/api/v1/statements/1")
            assert (old["current"], old["log"], old["supersededBy"], old["latest"]) == (
                False, "localhost/log/2026", [2], [number])  # fmt: skip
            for statement, log, path in [(1, logs[0], "/log/policy"), (number, logs[1], "/log/2027/policy")]:
                page = html.unescape(server.get(f"/statements/{statement}").decode())
                assert log["origin"] in page and f'href="{path}"' in page and f"{path} && daylight verify" in page
                # What the browser verifies with.
                assert f"log {log['vkey']}\nquorum none\n" in page
                file = html.unescape(server.get(f"/statements/{statement}/receipt.html").decode())
                assert f"log {log['vkey']}\nquorum none\n" in file
            assert 'href="/statements/2"' in server.get("/statements/1").decode()
            assert "localhost/log/2026" in server.get("/log").decode()
            for statement, log in [(0, "/log"), (1, "/log"), (number, "/log/2027")]:
                outcome = office.verify(server, statement, log)
                assert outcome.status == 0, outcome.said
            assert office.verify(server, 1, "/log/2027").status == 1
            for log in ["/log", "/log/2027"]:
                audit = command.run("log", "audit", server.origin + log, "--vkey", server.get(f"{log}/vkey").decode().strip())
                assert audit.status == 0, audit.said
        shown = command.run("statements", "show", "1", "--data", office.data)
        assert shown.status == 1 and "entry 1 of the log localhost/log/2026" in shown.stdout, shown.said


def test_what_was_made_between_the_logs_is_in_the_new_one(office):
    office.does("log", "retire", office.data / "log", "--yes")
    with Running(office.data) as server:
        status, _, body = server.ask("/health")
        assert (status, json.loads(body)["log"]["pending"]) == (200, 0)
        decision = office.decide(server, "organic")
        assert decision["statement"] is None
    assert office.begin("2027").status == 0
    with Running(office.data) as server:
        server.until_logged(2)
        statement = server.json("/api/v1/statements/1")
        assert (statement["log"], statement["index"]) == ("localhost/log/2027", 0)
        assert office.verify(server, 1, "/log/2027").status == 0


def test_killed_at_any_moment_beginning_goes_on_where_it_stopped(office):
    """Whatever of it was done when it died, the same command finishes it, and nothing is numbered twice."""
    for year, wait in enumerate((0.0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.3), start=2027):
        process = command.start("log", "begin", year, "--data", office.data, "--yes")
        time.sleep(wait)
        process.kill()
        process.wait()
        again = office.begin(str(year))
        assert again.status in (0, 73), again.said
    with Running(office.data) as server:
        logs = server.json("/api/v1/logs")["items"]
        assert [log["origin"] for log in logs] == [f"localhost/log/{year}" for year in range(2026, 2034)]
        assert {log["firstNumber"] for log in logs[1:]} == {1}
        decision = office.decide(server, "organic")
        assert (decision["statement"], decision["logIndex"]) == (1, 0)
        assert office.verify(server, 1, "/log/2033").status == 0


@pytest.mark.parametrize("name", ["", "tile", "../log", "2027/1", "2027-Runoff", "20271"])
def test_a_name_that_is_none_changes_nothing(tmp_path, name):
    data = tmp_path / "data"
    outcome = command.run("log", "begin", name, "--data", data, "--yes")
    assert outcome.status == 64 and "expected a year" in outcome.stderr, outcome.said
    outcome = command.run("log", "begin", "2027", "--data", data, "--yes")
    assert outcome.status == 66 and not data.exists(), outcome.said
    outcome = command.run("log", "begin", "2027", "--data", data)
    assert outcome.status == 64 and "--yes" in outcome.stderr, outcome.said
