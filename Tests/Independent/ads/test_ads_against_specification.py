"""The commands under `ads` against an implementation made from the specification alone.

Inputs are drawn from a seed. DAYLIGHT_SPECIFICATION_SCALE multiplies how many, DAYLIGHT_SPECIFICATION_SEED draws others.
"""

import copy
import json
import os
import random
from concurrent.futures import ThreadPoolExecutor

import pytest

import program
import specification_adstxt
import specification_bids
import specification_chain
import specification_deadlines
import specification_files
import specification_gate
import specification_measure
import specification_notices
import specification_validate

SCALE = float(os.environ.get("DAYLIGHT_SPECIFICATION_SCALE", 1))
SEED = int(os.environ.get("DAYLIGHT_SPECIFICATION_SEED", 20260826))


def drawn(name):
    return random.Random(f"{SEED} {name}")


def each(judge, inputs):
    """What `judge` says of each input, in order; it starts a process for each, so several at a time."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(judge, inputs))


def report(differences):
    assert not differences, f"{len(differences)} differ, the smallest: {min(differences, key=lambda difference: len(str(difference[0])))}"


# The gate

def decisions(lines):
    outcome = program.run("ads", "gate", "--json", stdin=b"\n".join(lines) + b"\n")
    assert outcome.status == 0, outcome.stderr
    answers = outcome.stdout.decode().split("\n")
    assert answers.pop() == "" and len(answers) == len(lines)
    made = []
    for answer in answers:
        made.append([])
        for decision in json.loads(answer)["decisions"]:
            assert all(reason["basis"].strip() and reason["message"].strip() for reason in decision["reasons"]), decision
            made[-1].append((decision["impid"], decision["bid"], decision["verdict"], {(reason["rule"], reason["effect"]) for reason in decision["reasons"]}))
    return made


def differing(lines):
    return [(line, expected, found) for line, expected, found in zip(lines, map(specification_gate.judge, lines), decisions(lines)) if expected != found]


def test_gate_each_fault_alone():
    report(differing([specification_bids.text_of(line).encode() for line in specification_bids.singles()]))


def test_gate_faults_together():
    chance = drawn("gate")
    report(differing([specification_bids.text_of(specification_bids.pair(chance, chance.choice((2, 2, 2, 3, 4, 6))), chance).encode()
                      for _ in range(int(1500 * SCALE))]))


def test_gate_malformed_lines():
    report(differing(list(specification_bids.raw())))


@pytest.mark.parametrize("part, limit", [("request", 256 << 10), ("response", 256 << 10), (None, 1 << 20)])
def test_gate_bounds(part, limit):
    """A part, or a line, of exactly the bound is judged; one byte more is not."""
    lines = []
    for size in (limit, limit + 1):
        around = '{"id":"q","x":"%s"}' if part else '{"request":{"id":"q"},"response":{"id":"q"},"context":{},"x":"%s"}'
        text = around % ("a" * (size - len(around) + 2))
        if part:
            other = "response" if part == "request" else "request"
            text = '{"%s":%s,"%s":{"id":"q"},"context":{}}' % (part, text, other)
        lines.append(text.encode())
    assert decisions(lines) == [[], [(None, None, "block", {("J01", "block")})]]


def test_gate_offset_is_inside_the_line():
    lines = [line for line in specification_bids.raw() if specification_gate.judge(line)[:1] == [(None, None, "block", {("J01", "block")})]]
    outcome = program.run("ads", "gate", "--json", stdin=b"\n".join(lines) + b"\n")
    for line, answer in zip(lines, outcome.stdout.decode().split("\n")):
        [decision] = json.loads(answer)["decisions"]
        assert type(decision["reasons"][0]["offset"]) is int and 0 <= decision["reasons"][0]["offset"] <= len(line), line


def test_gate_country_code_is_compared_as_written():
    """14.2, D05: `controllerCountry` is neither null nor one of AT BE …; a lower-case code is neither."""
    line = specification_bids.changed(((*specification_bids.N, "controllerCountry"), "se"))
    report(differing([specification_bids.text_of(line).encode()]))


def test_gate_verdict_is_the_strongest_effect_told():
    """8.2: verdict = the strongest effect among the rules that fired, whatever the effect a list names."""
    line = specification_bids.changed(((*specification_bids.P, "lists", 0, "effect"), "hold"), ((*specification_bids.Q, "site", "domain"), "bad.co.uk"))
    [answer] = decisions([specification_bids.text_of(line).encode()])
    for _, _, verdict, reasons in answer:
        effects = {effect for _, effect in reasons}
        assert verdict == ("block" if "block" in effects else "hold" if "hold" in effects else "allow"), (verdict, reasons)


def test_gate_missing_file_is_told_on_standard_output(tmp_path):
    """14: on 65 and 66 standard output holds {"error": …}, for all six commands."""
    outcome = program.run("ads", "gate", tmp_path / "absent.jsonl", "--json")
    assert outcome.status == 66
    assert list(json.loads(outcome.stdout or b"{}")) == ["error"]


# Notices

def findings(notice, context, folder, number=0):
    arguments = []
    if context is not None:
        path = folder / f"{number}.json"
        path.write_text(json.dumps(context))
        arguments = ["--context", path]
    outcome = program.run("ads", "validate", "-", "--json", *arguments, stdin=json.dumps(notice).encode())
    told = [(finding["rule"], finding["field"], finding["severity"]) for finding in outcome.summary["findings"]]
    assert all(finding["basis"].strip() and finding["message"].strip() for finding in outcome.summary["findings"])
    assert len({finding[:2] for finding in told}) == len(told), "one finding per rule and field"
    assert outcome.summary["valid"] == all(severity == "warn" for _, _, severity in told)
    assert outcome.status == (0 if outcome.summary["valid"] else 1)
    return set(told)


def expected_findings(notice, context):
    made = specification_validate.validate(notice, context)
    if ("N22", "period", "block") in made:  # one finding per rule and field
        made.discard(("N22", "period", "warn"))
    return made


def settled(made):
    """Without what the letter leaves open: which of the two amounts N21 names, and whether N25 names the member."""
    return {(rule, "" if rule == "N21" else field.split(".")[0] if rule == "N25" else field, severity) for rule, field, severity in made}


def test_notices(tmp_path):
    def judge(numbered):
        number, (notice, context) = numbered
        expected, found = settled(expected_findings(notice, context)), settled(findings(notice, context, tmp_path, number))
        if ("N04", "period", "block") in expected:  # N29 beside N04 has a test of its own
            expected, found = ({finding for finding in side if finding[0] != "N29"} for side in (expected, found))
        return None if expected == found else (notice, context, sorted(expected - found), sorted(found - expected))

    inputs = list(specification_notices.inputs(drawn("notices"), int(300 * SCALE)))
    report([difference for difference in each(judge, enumerate(inputs)) if difference])


@pytest.mark.parametrize("email", ["a@b.", "a@.b", "a@."])
def test_notice_email_is_what_the_contract_says(tmp_path, email):
    """14.1: `email` (one `@`, non-empty local part, domain with a dot)."""
    notice = copy.deepcopy(specification_notices.NOTICE)
    notice["sponsor"]["email"] = email
    assert findings(notice, None, tmp_path) == set()


def test_notice_estimate_is_late_though_the_start_is_unreal(tmp_path):
    """14.1: N29 needs `now` and `period.end`; different members are judged independently, and all faults are reported."""
    notice = {**specification_notices.NOTICE, "period": {"start": "2026-02-31", "end": "2026-09-13"},
              "amountsAd": {"amount": "1", "currency": "SEK", "estimate": True}}
    assert findings(notice, {"now": "2026-12-01T00:00:00Z"}, tmp_path) == {("N04", "period", "block"), ("N29", "amountsAd", "warn")}


def test_notice_unknown_members_are_told_apart_by_code_point(tmp_path):
    """14.1: a member not named fires N00; two names equal only after normalisation are two members."""
    notice = {**specification_notices.NOTICE, "é": 1, "e\u0301": 2}
    assert findings(notice, None, tmp_path) == {("N00", "é", "block"), ("N00", "e\u0301", "block")}


# Files that name sellers

def read_ads_txt(data, root):
    outcome = program.run("ads", "adstxt", "-", "--json", *(["--root", root] if root else []), stdin=data)
    told = outcome.summary
    assert outcome.status == (1 if told["state"] == "no-declaration" else 0)
    assert all(entry["reason"].strip() for entry in told["rejected"])
    return {
        "state": told["state"],
        "records": [tuple(record[name] for name in ("line", "domain", "id", "relationship", "cert")) for record in told["records"]],
        "variables": [tuple(variable[name] for name in ("line", "name", "value")) for variable in told["variables"]],
        "rejected": [entry["line"] for entry in told["rejected"]],
        "warnings": {(warning["line"], warning["code"]) for warning in told["warnings"]}}


def test_ads_txt():
    def judge(given):
        expected, found = specification_adstxt.read(*given), read_ads_txt(*given)
        # Whether a duplicate line tells of the conflict again has a test of its own.
        duplicates = {line for line, code in expected["warnings"] if code == "duplicate-record"}
        for side in (expected, found):
            side["warnings"] -= {(line, "relationship-conflict") for line in duplicates}
        return None if expected == found else (given, expected, found)

    chance = drawn("ads.txt")
    report([difference for difference in each(judge, [specification_files.ads_txt(chance) for _ in range(int(120 * SCALE))]) if difference])


def test_ads_txt_duplicate_of_a_conflict():
    """14.3: a duplicate line gives its other warnings, too: its other relation stands in the file."""
    data = b"a.example,1,DIRECT\na.example,1,RESELLER\na.example,1,RESELLER\n"
    assert read_ads_txt(data, None) == specification_adstxt.read(data)


def test_ads_txt_bounds():
    assert program.run("ads", "adstxt", "-", "--json", stdin=b"#" * (4 << 20)).status == 1
    assert program.run("ads", "adstxt", "-", "--json", stdin=b"#" * ((4 << 20) + 1)).status == 65
    assert program.run("ads", "adstxt", "-", "--json", stdin=b"\n" * 100_000).status == 1
    assert program.run("ads", "adstxt", "-", "--json", stdin=b"\n" * 100_001).status == 65


def test_chains():
    def judge(given):
        outcome = program.run("ads", "chain", "-", "--json", stdin=json.dumps(given).encode())
        told = outcome.summary
        # At which node C03, C15 and C16 fire, the letter does not say.
        found = {(finding["code"], finding["severity"], None if finding["code"] in ("C03", "C15", "C16") else finding["node"]) for finding in told["findings"]}
        expected = specification_chain.check(given)
        same = (expected == (told["verdict"], found, told["chain"], told["string"])) and outcome.status == (1 if expected[0] == "block" else 0)
        return None if same else (given, expected, told)

    chance = drawn("chains")
    report([difference for difference in each(judge, [specification_files.chain(chance) for _ in range(int(120 * SCALE))]) if difference])


def test_chain_compares_account_ids_exactly():
    """14.4: `sid` exactly; two that are equal only after normalisation are two accounts, so C03 does not fire."""
    given = {"schain": {"ver": "1.0", "complete": 1, "nodes": [{"asi": "a.example", "sid": "\u00e9"}, {"asi": "a.example", "sid": "e\u0301"}]}}
    assert program.run("ads", "chain", "-", "--json", stdin=json.dumps(given).encode()).summary["findings"] == []


# Deadlines and measures

def test_deadlines():
    chance, differences = drawn("deadlines"), []
    for _ in range(int(15 * SCALE)):
        file = specification_deadlines.inputs(chance)
        expected, status = specification_deadlines.answers(file)
        outcome = program.run("ads", "deadlines", "-", "--json", stdin=json.dumps(file).encode())
        assert outcome.status == status, file
        found = outcome.summary["items"]
        assert len(found) == len(expected)
        differences += [(file["zone"], *entry) for entry in zip(file["items"], expected, found) if not specification_measure.same(entry[2], entry[1])]
    report(differences)


def test_measures():
    chance, differences = drawn("measures"), []
    for _ in range(int(15 * SCALE)):
        measures = [specification_measure.one(chance) for _ in range(60)]
        expected = [answer_or_open(measure) for measure in measures]
        outcome = program.run("ads", "measure", "-", "--json", stdin=json.dumps({"measures": measures}).encode())
        found = outcome.summary["results"]
        assert len(found) == len(expected)
        assert outcome.status == (65 if any("error" in result for result in found) else 0)
        differences += [entry for entry in zip(measures, expected, found) if entry[1] is not None and not specification_measure.same(entry[2], entry[1])]
    report(differences)


def answer_or_open(measure):
    try:
        return specification_measure.answer(measure)
    except LookupError:
        return None


def test_pools_tell_sites_as_they_were_given():
    """14.6: `sites` = those listing it DIRECT."""
    asked = {"kind": "pools", "adsTxt": {"å.example": [["x.example", "1", "DIRECT"]], "u.example": [["x.example", "1", "DIRECT"]]}, "owner": {}, "rated": ["å.example"]}
    [found] = program.run("ads", "measure", "-", "--json", stdin=json.dumps({"measures": [asked]}).encode()).summary["results"]
    assert found == specification_measure.answer(asked)


def test_revenue_takes_any_decimal():
    """14.6: `fill`, `cpm` and `share` are decimal strings, not Money; gross and net are exact, without rounding."""
    asked = {"kind": "revenue", "pageviews": 1000, "ads": 3, "fill": "0.123456", "cpm": "1.3", "share": "0.65"}
    [found] = program.run("ads", "measure", "-", "--json", stdin=json.dumps({"measures": [asked]}).encode()).summary["results"]
    assert found == {"kind": "revenue", "gross": "0.4814784", "net": "0.31296096"}


def test_pools_keep_accounts_apart_that_only_look_alike():
    """10.1: an account id is exact."""
    asked = {"kind": "pools", "adsTxt": {"a.example": [["x.example", "\u00e9", "DIRECT"]], "b.example": [["x.example", "e\u0301", "DIRECT"]]}, "owner": {}, "rated": []}
    [found] = program.run("ads", "measure", "-", "--json", stdin=json.dumps({"measures": [asked]}).encode()).summary["results"]
    assert found == {"kind": "pools", "pools": []}
