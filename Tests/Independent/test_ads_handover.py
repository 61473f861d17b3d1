"""`daylight ads handover`: the hash that is passed on is what another program makes of the documented text, and every break is named."""

import hashlib
import json

import program

RECORD = {
    "subject": {"ad": "a-1"}, "provider": "Byrå", "services": ["planning"],
    "invoiced": [{"amount": "2000.00", "currency": "SEK"}], "otherBenefits": [],
    "fundsOrigin": {"kind": "mixed", "place": "insideUnion"},
    "sponsor": {
        "kind": "legalPerson", "name": "Kustpartiet", "email": "info@kust.example", "establishment": "Hamngatan 3",
        "country": "SE",
    },
    "controllingEntity": "none",
    "linkedProcesses": [
        {"kind": "election", "level": "local", "name": "Val", "date": "2026-09-13", "territory": "SE"}
    ],
}


def digest(record):
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def write(path, record, received=None, passed=()):
    path.write_text(json.dumps({"record": record, "receivedFrom": received, "passedTo": list(passed)}), encoding="utf-8")
    return path


def check(*paths):
    outcome = program.run("ads", "handover", "check", *map(str, paths), "--json")
    return outcome.status, json.loads(outcome.stdout)


def handed(path):
    """The file after its record was passed to the paper, and the entry that says so."""
    outcome = program.run("ads", "handover", "pass", str(path), "--to", "Tidning", "--at", "2026-05-15T10:20:00+02:00")
    assert outcome.status == 0
    path.write_bytes(outcome.stdout if isinstance(outcome.stdout, bytes) else outcome.stdout.encode())
    return json.loads(path.read_text(encoding="utf-8"))["passedTo"][-1]


def test_what_is_passed_is_proven_by_the_hash_of_the_documented_text(tmp_path):
    first = write(tmp_path / "agency.json", RECORD)
    entry = handed(first)
    assert entry == {"from": "Byrå", "to": "Tidning", "hash": digest(RECORD), "at": entry["at"]}
    paper = RECORD | {"provider": "Tidning", "services": ["printing"], "invoiced": []}
    last = write(tmp_path / "paper.json", paper, received=entry)
    status, answer = check(first, last)
    assert (status, answer["holds"], answer["faults"]) == (0, True, [])
    assert [record["hash"] for record in answer["records"]] == [digest(RECORD), digest(paper)]


def test_every_break_is_named(tmp_path):
    first = write(tmp_path / "agency.json", RECORD)
    entry = handed(first)
    last = write(tmp_path / "paper.json", RECORD | {"provider": "Tidning"}, received=entry)
    altered = write(tmp_path / "altered.json", RECORD | {"services": ["other"]}, passed=[entry])
    status, answer = check(altered, last)
    assert (status, [fault["code"] for fault in answer["faults"]]) == (1, ["changed"])
    other = write(tmp_path / "other.json", RECORD | {"provider": "Tidning", "linkedProcesses": []}, received=entry)
    assert [fault["code"] for fault in check(first, other)[1]["faults"]] == ["differs"]
    silent = write(tmp_path / "silent.json", RECORD | {"provider": "Tidning"})
    assert [fault["code"] for fault in check(first, silent)[1]["faults"]] == ["not-handed-over"]
    assert [fault["code"] for fault in check(last)[1]["faults"]] == ["starts-late"]


def test_a_record_with_a_wrong_member_is_refused_with_its_field(tmp_path):
    outcome = program.run(
        "ads", "handover", "check", str(write(tmp_path / "a.json", RECORD | {"invoiced": [{"amount": 5}]})), "--json")
    assert (outcome.status, json.loads(outcome.stdout)["error"]["field"]) == (65, "record.invoiced[0]")
