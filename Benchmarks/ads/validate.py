#!/usr/bin/env python3
"""Times the judging of transparency notices beside a JSON Schema of the same shape, in the same run; see README.md."""

import argparse
import copy
import json
import os
import platform
import subprocess
import tempfile
import time
from pathlib import Path

import orjson
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parent.parent.parent
PERSON = {
    "kind": "legalPerson", "name": "Kustpartiet", "email": "info@kust.example", "country": "SE",
    "establishment": "Hamngatan 3, 111 11 Norrviken",
}
NOTICE = {
    "noticeId": "n-1", "adId": "a-1", "version": 1, "language": "sv", "adLanguages": ["sv"], "publisher": "Norrvikens Tidning",
    "sponsor": PERSON, "controllingEntity": "none", "payer": "sameAsSponsor",
    "period": {"start": "2026-08-01", "end": "2026-09-12"}, "amountsAd": {"amount": "12500.00", "currency": "SEK"},
    "fundsOrigin": {"kind": "mixed", "place": "insideUnion"}, "amountsMethod": "Pris enligt avtal, utan moms, slutligt.",
    "linkedProcesses": [
        {"kind": "election", "level": "national", "name": "Riksdagsvalet", "date": "2026-09-13", "territory": "SE"}
    ],
    "officialInfoLinks": ["https://val.example/rosta"], "repositoryLink": "notYetAvailable",
    "notificationMechanism": {"url": "https://tidning.example/anmal", "text": "Anmäl en annons."},
    "priorSuspension": {"suspendedOrDiscontinued": False}, "techniquesUsed": False,
}
TECHNIQUES = {
    "groups": [
        {"mode": "include", "parameter": "ålder", "operator": "mellan", "values": [number, number + 9],
         "dataCategory": "age", "dataSource": "declared"} for number in range(18, 68, 10)
    ],
    "dataCategories": ["age"], "goalsMechanismsLogic": "Väljare i alla åldrar, med olika bilder.", "aiSystem": {"used": False},
    "disseminationPeriod": {"start": "2026-08-01", "end": "2026-09-12"}, "individualsReached": 120_000,
    "policyLink": "https://tidning.example/policy", "rightsLink": "https://tidning.example/rattigheter",
    "riskAssessmentLink": "https://tidning.example/risk",
}


def notices():
    """By name: what a notice is, and whether it is valid."""
    faulty = copy.deepcopy(NOTICE) | {
        "amountsAd": {"amount": "see price list", "currency": "SEK"}, "officialInfoLinks": [], "payer": None,
        "sponsor": {"kind": "legalPerson", "name": "Kustpartiet"}, "fundsOrigin": {"kind": "ours"}, "colour": "blue",
    }
    return {
        "short": (NOTICE, True), "with techniques": (NOTICE | {"techniquesUsed": True, "techniques": TECHNIQUES}, True),
        "with six faults": (faulty, False),
    }


def schema():
    """The shape of the notices above. It compares no members with each other and has no words for people."""
    text, link = {"type": "string", "minLength": 1, "maxLength": 10_000}, {"type": "string", "pattern": "^https://"}
    day = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    period = {"type": "object", "required": ["start", "end"], "properties": {"start": day, "end": day}}
    person = {
        "type": "object", "required": ["kind", "name", "email", "country"], "additionalProperties": False,
        "properties": {
            "kind": {"enum": ["legalPerson", "naturalPerson"]}, "name": text, "email": {"type": "string", "pattern": "^[^@]+@[^@]+$"},
            "country": {"type": "string", "pattern": "^[A-Z]{2}$"}, "establishment": text,
        },
    }
    money = {
        "type": "object", "required": ["amount", "currency"],
        "properties": {
            "amount": {"type": "string", "pattern": r"^[0-9]{1,15}(\.[0-9]{1,4})?$"},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        },
    }
    process = {
        "type": "object", "required": ["kind", "level", "name", "territory"],
        "properties": {"kind": {"enum": ["election", "referendum", "legislative", "regulatory"]}, "name": text, "date": day},
    }
    group = {"type": "object", "required": ["mode", "parameter", "operator", "values", "dataCategory", "dataSource"]}
    techniques = {
        "type": "object", "required": sorted(TECHNIQUES),
        "properties": {
            "groups": {"type": "array", "items": group}, "goalsMechanismsLogic": text, "disseminationPeriod": period,
            "individualsReached": {"type": "integer", "minimum": 0}, "policyLink": link, "rightsLink": link, "riskAssessmentLink": link,
        },
    }
    return {
        "type": "object", "required": sorted(NOTICE), "additionalProperties": False,
        "properties": {name: True for name in NOTICE} | {
            "sponsor": person, "controllingEntity": {"anyOf": [{"const": "none"}, person]},
            "payer": {"anyOf": [{"enum": ["sameAsSponsor", "sameAsControllingEntity"]}, person]}, "period": period,
            "amountsAd": money, "amountsMethod": text, "linkedProcesses": {"type": "array", "items": process},
            "officialInfoLinks": {"type": "array", "items": link, "minItems": 1},
            "fundsOrigin": {
                "type": "object", "required": ["kind", "place"],
                "properties": {"kind": {"enum": ["public", "private", "mixed"]},
                               "place": {"enum": ["insideUnion", "outsideUnion", "both"]}},
            },
            "techniques": techniques,
        },
    }


def rate(work, seconds):
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        work()
        count += 1
    return count / (time.process_time() - start)


def daylight(program, path, *options):
    command = [program, "ads", "validate", str(path), "--json", *options]
    return json.loads(subprocess.run(command, capture_output=True, text=True).stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--daylight", default=os.environ.get("DAYLIGHT", str(ROOT / ".build/release/daylight")))
    options = parser.parse_args()
    validator = Draft202012Validator(schema())
    print(f"{platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}; notices for a CPU second\n")
    print("| round | notice | bytes | Daylight | jsonschema | orjson, decoding only |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notice.json"
        for number in range(1, options.rounds + 1):
            for name, (notice, is_valid) in notices().items():
                text = json.dumps(notice, ensure_ascii=False).encode()
                path.write_bytes(text)
                found = daylight(options.daylight, path)["valid"], not any(validator.iter_errors(orjson.loads(text)))
                assert found == (is_valid, is_valid), "the two do not find the same"
                ours = daylight(options.daylight, path, "--measure", str(options.seconds))["noticesPerCPUSecond"]
                peer = rate(lambda: list(validator.iter_errors(orjson.loads(text))), options.seconds)
                decoding = rate(lambda: orjson.loads(text), options.seconds)
                print(f"| {number} | {name} | {len(text):,} | {ours:,.0f} | {peer:,.0f} | {decoding:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
