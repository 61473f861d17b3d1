"""Times the way of signed reports through a server: taken in, reconciled and published; prints a Markdown table."""

import argparse
import base64
import concurrent.futures
import hashlib
import http.client
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

PACKAGE = Path(__file__).resolve().parents[2]
PASSWORD = "correct horse battery staple"
LISTS = 20
BATCH = 2500


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def election(stations, keys, publishers):
    units = [{"id": "N", "level": "national", "parent": None}]
    units += [{"id": f"M{number}", "level": "municipality", "parent": "N"} for number in range(stations // 100 or 1)]
    for number, key in enumerate(keys):
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        units.append(
            {
                "id": f"S{number:06}", "level": "station", "parent": f"M{number % (stations // 100 or 1)}", "registeredVoters": 8000,
                "keys": [{"keyId": "k", "publicKey": base64.b64encode(public).decode()}],
            }
        )
    lists = [{"number": number + 1, "candidates": 1} for number in range(LISTS)]
    return {
        "id": "B", "contestId": "1", "voterCards": False, "requireSignatures": True, "lists": lists, "units": units,
        "publishers": publishers,
    }


def envelope(number, key):
    votes = [20 + (number * 7919 + place * 104729 + number * place) % 9973 % 400 for place in range(LISTS)]
    valid = sum(votes)
    report = {
        "electionId": "B", "contestId": "1", "form": "totals", "unitId": f"S{number:06}", "version": 1, "phase": "first", "countingMethod": "decentral",
        "pollCards": valid + 5, "proxies": number % 7, "admittedVoters": valid + 5 + number % 7,
        "listTotals": [{"number": place + 1, "total": total} for place, total in enumerate(votes)], "validVotes": valid, "blank": 3,
        "invalid": 2 + number % 7, "votesCast": valid + 5 + number % 7,
    }
    content = canonical(report)
    return {
        "report": report, "keyId": "k", "signedAt": "2026-11-22T22:00:00Z", "sha256": hashlib.sha256(content).hexdigest(),
        "signature": base64.b64encode(key.sign(b"daylight/station-report/v1\n" + content)).decode(),
    }


class Server:
    def __init__(self, program, folder):
        self.process = subprocess.Popen(
            [program, "serve", "--data", folder, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.port = None
        while self.port is None:
            found = re.search(r"http://(?:localhost|127\.0\.0\.1):(\d+)", self.process.stdout.readline())
            self.port = int(found[1]) if found else None
        self.jars = {}

    def cpu(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak(self):
        return int(re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{self.process.pid}/status").read_text())[1]) / 1024

    def ask(self, method, path, body=None, person=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        jar = self.jars.setdefault(person, {})
        if person and jar:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in jar.items())
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        text = answer.read().decode()
        for field in answer.headers.get_all("Set-Cookie") or []:
            name, value = field.split(";")[0].split("=", 1)
            jar[name] = value
        connection.close()
        return answer.status, text

    def form(self, person, page, path, fields):
        status, text = self.ask("GET", page, person=person)
        assert status == 200, text[:500]
        fields = {"csrf": re.search(r'name="csrf" value="([^"]+)"', text)[1]} | fields
        digest = re.search(r'name="digest" value="([0-9a-f]+)"', text)
        if digest:
            fields["digest"] = digest[1]
        status, text = self.ask(
            "POST", path, urllib.parse.urlencode(fields), person, Content_Type="application/x-www-form-urlencoded"
        )
        assert status == 303, f"{status} {re.sub('<[^>]+>', ' ', text)[:2000]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", default=PACKAGE / ".build/release/daylight")
    parser.add_argument("--stations", type=int, default=50_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        server = Server(options.program, data)
        (Path(folder) / "password").write_text(PASSWORD)

        def people(*arguments):
            return subprocess.run(
                [options.program, "people", *arguments, "--data", data], check=True, capture_output=True, text=True
            ).stdout

        for person in ("cleo", "dov"):
            people("add", person, "--role", "reviewer", "--password-file", f"{folder}/password")
        token = people("token", "cleo", "--scope", "count").strip()
        for person in ("cleo", "dov"):
            server.form(person, "/sign-in", "/sign-in", {"name": person, "password": PASSWORD, "return": "/"})
        page = server.ask("GET", "/count", person="cleo")[1]
        keys = re.search(r'<pre class="keys"[^>]*>(.*?)</pre>', page, re.S)[1].replace("&quot;", '"')
        publishers = json.loads("{" + keys + "}")["publishers"]
        signers = [Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"%d" % number).digest()) for number in range(options.stations)]
        program = {"Content_Type": "application/json", "Authorization": f"Bearer {token}"}
        body = canonical(election(options.stations, signers, publishers))
        status, text = server.ask("POST", "/api/v1/elections", body, **program)
        assert status == 201, text
        envelopes = [envelope(number, key) for number, key in enumerate(signers)]
        bodies = [canonical({"reports": envelopes[at : at + BATCH]}) for at in range(0, len(envelopes), BATCH)]
        rows = []

        def step(name, work):
            cpu, start = server.cpu(), time.monotonic()
            work()
            rows.append((name, time.monotonic() - start, server.cpu() - cpu))

        def send_one(body):
            status, text = server.ask("POST", "/api/v1/elections/B/reports", body, **program)
            assert status == 200, text[:500]
            assert text.count('"outcome":"accepted"') == text.count('"outcome"'), text[:500]

        def send():
            # Two offices send at the same time: one alone would leave the server idle while it reads the answers.
            with concurrent.futures.ThreadPoolExecutor(2) as offices:
                list(offices.map(send_one, bodies))

        release = "/elections/B/publish"
        step("taken in, checked, stored and logged", send)
        step("summed and proposed", lambda: server.form("cleo", release, release, {"do": "propose", "status": "complete-unofficial"}))
        step("confirmed, signed and written", lambda: server.form("dov", release, release, {"do": "confirm"}))
        print(f"{options.stations:,} signed reports with {LISTS} lists, peak {server.peak():.0f} MiB\n")
        print("| step | wall s | CPU s |\n|---|---:|---:|")
        for name, wall, cpu in rows:
            print(f"| {name} | {wall:.1f} | {cpu:.1f} |")
        print(f"| together | {sum(row[1] for row in rows):.1f} | {sum(row[2] for row in rows):.1f} |")
        server.process.terminate()
        sys.exit(server.process.wait())


main()
