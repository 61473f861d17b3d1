"""A small election with publishers, made and published by the program, and web servers that show its folder."""

import contextlib
import functools
import hashlib
import http.server
import json
import threading

import program

TOWNS, STATIONS, LISTS = 2, 3, (1, 3, 7)


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(content):
    return hashlib.sha256(content).hexdigest()


def report(unit, votes, version=1):
    totals = [{"number": number, "total": votes + place} for place, number in enumerate(LISTS)]
    valid = sum(total["total"] for total in totals)
    return {
        "form": "totals",
        "unitId": unit,
        "version": version,
        "phase": "first",
        "countingMethod": "decentral",
        "pollCards": valid + 3,
        "proxies": 2,
        "admittedVoters": valid + 5,
        "listTotals": totals,
        "validVotes": valid,
        "blank": 3,
        "invalid": 2,
        "votesCast": valid + 5,
    }


class Election:
    """One folder with keys, a file of reports, and the publications."""

    def __init__(self, folder):
        self.folder = folder
        self.out = folder / "www"
        self.file = folder / "reports.json"
        self.keys = [folder / "a.pem", folder / "b.pem"]
        public = []
        for key in self.keys:
            made = program.run("count", "key", key, "--json")
            assert made.status == 0, made.stderr
            public.append(made.summary["publicKey"])
        units = [{"id": "N", "level": "national", "parent": None, "name": "Alma <&> everywhere"}]
        for town in range(TOWNS):
            units.append({"id": f"T{town}", "level": "municipality", "parent": "N", "name": f"Town {town}"})
            for station in range(STATIONS):
                units.append({"id": f"T{town}/S{station}", "level": "station", "parent": f"T{town}", "registeredVoters": 5000})
        self.election = {
            "id": "GR/2026",
            "contestId": "1",
            "voterCards": False,
            "name": "Council of Alma",
            "lists": [{"number": number, "candidates": 1, "name": f"List of {number}"} for number in LISTS],
            "units": units,
            "publishers": [{"keyId": f"P{index}", "publicKey": key} for index, key in enumerate(public)],
        }
        self.stations = [unit["id"] for unit in units if unit["level"] == "station"]
        self.reports = {unit: report(unit, 1000 + 37 * place) for place, unit in enumerate(self.stations)}
        self.extra = []

    @property
    def definition(self):
        return digest(canonical(self.election))

    def publish(self, *options, status="partial-unofficial", keys=None):
        envelopes = [{"report": report} for report in self.reports.values()] + self.extra
        self.file.write_text(json.dumps({"election": self.election, "reports": envelopes}))
        keys = [option for key in (self.keys if keys is None else keys) for option in ("--key", key)]
        return program.run("count", "publish", self.file, "--out", self.out, "--status", status, *keys, "--json", *options)

    def published(self, *options, **keywords):
        outcome = self.publish(*options, **keywords)
        assert outcome.status == 0, outcome.stderr
        return outcome.summary

    @property
    def index(self):
        return json.loads((self.out / "index.json").read_text())

    @property
    def manifest(self):
        return json.loads((self.out / self.index["manifest"]["path"]).read_text())

    def monitor(self, source, *options, status=None):
        outcome = program.run("count", "monitor", source, "--definition", self.definition, "--json", *options)
        if status is not None:
            assert outcome.status == status, (outcome.stdout, outcome.stderr)
        return [json.loads(line) for line in outcome.stdout.splitlines()]


def codes(polls):
    return {finding["code"] for poll in polls for finding in poll["findings"]}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def serving(folder):
    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def change_digit(path, after=b""):
    """Changes the first digit that follows a text, so that the length stays; returns the bytes before."""
    before = path.read_bytes()
    place = before.index(after) + len(after)
    while not chr(before[place]).isdigit():
        place += 1
    digit = b"1" if before[place : place + 1] != b"1" else b"2"
    path.write_bytes(before[:place] + digit + before[place + 1 :])
    return before
