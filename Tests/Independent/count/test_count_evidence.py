"""`daylight count check --evidence` and `daylight count prove`, with every fault planted by hand."""

import base64
import hashlib
import json
from datetime import datetime

import pytest

import program

ed25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519", reason="needs the package cryptography")

STATIONS = {"S1": 1, "S2": 2}


def canonical(value):
    """RFC 8785 for what is used here: ASCII names and whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def key(seed):
    return ed25519.Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def public(seed):
    return base64.b64encode(key(seed).public_key().public_bytes_raw()).decode()


ELECTION = {
    "id": "E", "contestId": "1", "voterCards": False, "closeOfPoll": "2026-06-14T21:00:00Z",
    "deadline": "2026-06-15T12:00:00Z", "requireSignatures": True,
    "lists": [{"number": 1, "candidates": 2}, {"number": 3, "candidates": 1}],
    "units": [{"id": "M1", "level": "municipality", "parent": None}] + [
        {"id": unit, "level": "station", "parent": "M1", "registeredVoters": 300,
         "keys": [{"keyId": f"{unit}-key", "publicKey": public(seed)}]}
        for unit, seed in STATIONS.items()
    ],
}


def report(unit="S1", version=1, blank=3):
    cast = 102 + blank
    return {
        "unitId": unit, "version": version, "phase": "first", "countingMethod": "decentral", "pollCards": cast - 10,
        "proxies": 10, "admittedVoters": cast, "validVotes": 100, "blank": blank, "invalid": 2, "votesCast": cast,
        "listTotals": [{"number": 1, "total": 70}, {"number": 3, "total": 30}],
        "lists": [
            {"number": 1, "total": 70, "candidates": [{"number": 1, "votes": 50}, {"number": 2, "votes": 20}]},
            {"number": 3, "total": 30, "candidates": [{"number": 1, "votes": 30}]},
        ],
        "moreBallots": 0, "fewerBallots": 0, "compare": {"equal": True, "castGreater": False, "castSmaller": False},
    }


def signed(content, seed=None, received="2026-06-14T23:00:00Z", at="2026-06-14T22:00:00Z"):
    seed = seed or STATIONS[content["unitId"]]
    signature = key(seed).sign(b"daylight/station-report/v1\n" + canonical(content))
    return {
        "report": content, "sha256": hashlib.sha256(canonical(content)).hexdigest(), "keyId": f"{content['unitId']}-key",
        "signature": base64.b64encode(signature).decode(), "signedAt": at, "receivedAt": received,
    }


class Log:
    """A log with one entry, written from the specifications: RFC 6962, signed notes, tlog-proof, DSSE, in-toto."""

    name, seed, server = "log.example", 30, 31

    def __init__(self, envelope):
        self.envelope = envelope
        content = envelope["report"]
        tag = hashlib.sha256(f"E/{content['unitId']}/{content['version']}".encode()).hexdigest()[:16]
        statement = canonical({
            "_type": "https://in-toto.io/Statement/v1",
            "predicateType": "https://daylight.example/tally/reports-received/v1",
            "subject": [{"name": f"result:{tag}", "digest": {"sha256": envelope["sha256"]}}],
            "predicate": {
                "definitionSHA256": "00" * 32, "reports": 1, "program": "daylight count 1",
                "receivedAt": round(datetime.fromisoformat(envelope["receivedAt"]).timestamp() * 1000),
            },
        })
        kind = "application/vnd.in-toto+json"
        signature = key(self.server).sign(f"DSSEv1 {len(kind)} {kind} {len(statement)} ".encode() + statement)
        self.entry = canonical({
            "payload": base64.b64encode(statement).decode(), "payloadType": kind,
            "signatures": [{"sig": base64.b64encode(signature).decode()}],
        })

    @classmethod
    def identity(cls):
        public_key = b"\x01" + key(cls.seed).public_key().public_bytes_raw()
        return hashlib.sha256(cls.name.encode() + b"\n" + public_key).digest()[:4], public_key

    @classmethod
    def head(cls, entry):
        root = base64.b64encode(hashlib.sha256(b"\0" + entry).digest()).decode()
        text = f"{cls.name}\n1\n{root}\n"
        signature = base64.b64encode(cls.identity()[0] + key(cls.seed).sign(text.encode())).decode()
        return f"{text}\n— {cls.name} {signature}\n"

    @classmethod
    def member(cls, **others):
        identity, public_key = cls.identity()
        prefix = bytes.fromhex("302a300506032b6570032100")
        spki = base64.b64encode(prefix + key(cls.server).public_key().public_bytes_raw()).decode()
        return {
            "key": f"{cls.name}+{identity.hex()}+{base64.b64encode(public_key).decode()}",
            "signer": f"-----BEGIN PUBLIC KEY-----\n{spki}\n-----END PUBLIC KEY-----\n", **others,
        }

    @property
    def receipt(self):
        content = self.envelope["report"]
        return {
            "unitId": content["unitId"], "version": content["version"], "sha256": self.envelope["sha256"], "leafIndex": 0,
            "receipt": {
                "entry": base64.b64encode(self.entry).decode(),
                "proof": f"c2sp.org/tlog-proof@v1\nindex 0\n\n{self.head(self.entry)}",
            },
        }

    @property
    def members(self):
        return {"receipts": [self.receipt], "evidenceLog": self.member()}


def file(*reports, **others):
    return {"election": ELECTION, "reports": list(reports), **others}


def total(unit="M1", tree=0, inputs=(), **fields):
    return {"unitId": unit, "treeSize": tree, "fields": fields, "inputs": list(inputs)}


FIRST, OTHER = signed(report()), signed(report("S2", blank=4))
LATE = signed(report(), received="2026-06-15T13:00:00Z")
EARLY = signed(report(), received="2026-06-14T21:04:00Z", at="2026-06-14T21:03:00Z")
STOLEN = {**FIRST, "signature": OTHER["signature"]}
SPOILT = {**FIRST, "report": report(blank=4)}
STORED = {**signed(report(blank=4)), "signature": FIRST["signature"]}

PLANTED = {
    "F505": file(STOLEN),
    "ALTERED": file(SPOILT),
    "ALTERED at rest": file(STORED, **Log(FIRST).members),
    "EQUIVOCATION": file(FIRST, signed(report(blank=4))),
    "F502": file(FIRST, signed(report("S2"))),
    "STALE": file(signed(report(version=2)), FIRST),
    "W502": file(LATE, **Log(LATE).members),
    "TOO_EARLY": file(EARLY, **Log(EARLY).members),
    "F503": file(FIRST, OTHER, aggregates=[total(validVotes=201)]),
    "OMITTED": file(**Log(FIRST).members, aggregates=[total(tree=1, blank=0)]),
    "SPLIT_VIEW": file(evidenceLog=Log.member(checkpoints=[Log.head(b"one"), Log.head(b"other")])),
}


def evidence(content, code, folder):
    """The evidence file of a code, made by the program."""
    path = folder / "reports.json"
    path.write_text(json.dumps(content))
    outcome = program.run("count", "check", path, "--json", "--evidence", folder / "evidence")
    answer = outcome.summary
    assert code in [finding["code"] for finding in answer["findings"]], answer
    files = sorted((folder / "evidence").glob(f"{code}-*.json"))
    assert {entry["file"] for entry in answer["evidence"]["files"]} == {one.name for one in (folder / "evidence").iterdir()}
    return files[0]


def prove(path, *options):
    outcome = program.run("count", "prove", path, "--json", *options)
    assert outcome.status in (0, 1, 65), outcome.stderr
    return outcome.status, outcome.summary


@pytest.mark.parametrize("name", PLANTED)
def test_every_fault_is_found_and_proven(name, tmp_path):
    path = evidence(PLANTED[name], name.split()[0], tmp_path)
    status, verdict = prove(path)
    assert (status, verdict["ok"]) == (0, True), verdict
    content = json.loads(path.read_text())
    assert verdict["proven"] == [content["claim"]] and verdict["notProven"]
    assert verdict["definitionSHA256"] == hashlib.sha256(canonical(ELECTION)).hexdigest()
    seal = content.pop("sha256")
    assert seal == hashlib.sha256(canonical(content)).hexdigest()


@pytest.mark.parametrize("name", ["EQUIVOCATION", "F503", "OMITTED", "W502"])
def test_a_changed_digit_proves_nothing(name, tmp_path):
    text = evidence(PLANTED[name], name, tmp_path).read_text()
    places = [place for place, character in enumerate(text) if character.isdigit()]
    changed = tmp_path / "changed.json"
    for place in places[:: max(1, len(places) // 60)]:
        changed.write_text(text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :])
        status, _ = prove(changed)
        assert status in (1, 65), f"byte {place}: {text[max(0, place - 30) : place + 10]}"


@pytest.mark.parametrize("name", ["EQUIVOCATION", "F502", "STALE", "W502", "TOO_EARLY", "OMITTED"])
def test_a_new_seal_does_not_mend_a_changed_report(name, tmp_path):
    path = evidence(PLANTED[name], name, tmp_path)
    content = json.loads(path.read_text())
    content.pop("sha256")
    facts = content["facts"]
    if facts["reports"]:
        facts["reports"][0]["report"]["invalid"] = 3
    else:
        facts["receipts"][0]["version"] = 2
    content["sha256"] = hashlib.sha256(canonical(content)).hexdigest()
    path.write_bytes(canonical(content))
    assert prove(path)[0] == 1


def test_what_nobody_signed_is_not_proven(tmp_path):
    for name, members in [("W502", LATE), ("TOO_EARLY", EARLY)]:
        (tmp_path / name).mkdir()
        status, verdict = prove(evidence(file(members), name, tmp_path / name))
        assert status == 1 and "Nobody signed the time" in verdict["reason"]


def test_absence_leaves_nothing_to_show(tmp_path):
    path = tmp_path / "reports.json"
    path.write_text(json.dumps(file(FIRST, FIRST, asOf="2026-06-15T13:00:00Z")))
    answer = program.run("count", "check", path, "--json", "--evidence", tmp_path / "evidence").summary
    assert answer["evidence"]["files"] == []
    assert [left["code"] for left in answer["evidence"]["left"]] == ["DUPLICATE", "MISSING"]


def test_another_definition_is_refused(tmp_path):
    path = evidence(PLANTED["STALE"], "STALE", tmp_path)
    digest = hashlib.sha256(canonical(ELECTION)).hexdigest()
    assert prove(path, "--definition", digest)[0] == 0
    assert prove(path, "--definition", "0" * 64)[0] == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"type":"https://daylight.example/tally/evidence/v1"}'])
def test_malformed_files(content, tmp_path):
    path = tmp_path / "evidence.json"
    path.write_bytes(content)
    status, answer = prove(path)
    assert status == 65 and answer["error"]["message"]


def test_missing_files_and_wrong_options(tmp_path):
    assert program.run("count", "prove", tmp_path / "none.json", "--json").status == 66
    assert program.run("count", "prove", tmp_path / "none.json", "--definition", "00").status == 64
    (tmp_path / "reports.json").write_text(json.dumps(file()))
    assert program.run("count", "check", tmp_path / "reports.json", "--evidence", "/dev/null/folder").status == 73


def test_the_simulated_count_is_found_and_proven(election, tmp_path):
    count = election / "count"
    truth = json.loads((count / "truth.json").read_text())
    outcome = program.run("count", "check", count / "reports.json", "--json", "--evidence", tmp_path / "evidence")
    found = {(finding["code"], finding["unit"]) for finding in outcome.summary["findings"]}
    planted = {(code, fault["unit"]) for fault in truth["planted"] for code in fault["codes"]}
    slips = {fault["unit"] for fault in truth["planted"] if fault["kind"] == "slip"}
    assert planted <= found
    others = {(code, unit) for code, unit in found - planted if unit not in slips}
    assert {code for code, _ in others} <= {"W201", "W202", "W203"}
    proven = [entry["ok"] for entry in outcome.summary["evidence"]["files"]]
    entries = [fault for fault in truth["planted"] if fault["kind"] == "altered-entry"]
    assert proven.count(False) == len(entries) and proven.count(True) > 10
    assert json.loads((count / "definition.json").read_text())["isTest"] is True
    screens = program.run("count", "screen", count / "reports.json", "--json", "--redraws", "100")
    flagged = {flag["unit"] for flag in screens.summary["flags"] if flag["measure"] == "turnout"}
    assert {fault["unit"] for fault in truth["planted"] if fault["kind"] == "stuffed"} & flagged
