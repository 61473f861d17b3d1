"""The contract's samples: objects to check, a receipt in two forms, forks."""

import json
from pathlib import Path

import pytest
from program import run

SAMPLES = Path(__file__).parent / "contract"
POLICY = SAMPLES / "example.policy"
FREE = {"reason", "id"}


def lines(data):
    return [json.loads(line) for line in data.splitlines()]


def test_every_object_gets_its_answer():
    outcome = run("log", "check", SAMPLES / "check.jsonl")
    assert outcome.status == 65
    expected = lines((SAMPLES / "check.expected.jsonl").read_bytes())
    found = lines(outcome.stdout)
    assert [answer["id"] for answer in found] == [answer["id"] for answer in expected]
    for answer, wanted in zip(found, expected, strict=True):
        for key in wanted.keys() - FREE:
            assert answer.get(key) == wanted[key], (wanted["id"], key)
        assert "reason" in answer or "reason" not in wanted, wanted["id"]
        assert answer.get("reason", "").startswith("input: ") == wanted["id"].startswith("input: "), answer


@pytest.mark.parametrize("through", ["file", "standard input"])
def test_status_of_check_is_that_of_its_worst_line(through, tmp_path):
    every = dict(zip((answer["id"] for answer in lines((SAMPLES / "check.expected.jsonl").read_bytes())),
                     (SAMPLES / "check.jsonl").read_bytes().splitlines(keepends=True), strict=True))
    good, bad, fault = every["inclusion: 3 in 7"], every["inclusion: 0 in 1"].replace(b'"size": 1', b'"size": 2'), every["input: unknown kind"]
    for text, status in [(b"", 0), (good + b"\n\n" + good, 0), (good + bad, 1), (fault + bad + good, 65), (b"[1]\n" + good, 65)]:
        file = tmp_path / "objects.jsonl"
        file.write_bytes(text)
        outcome = run("log", "check", file) if through == "file" else run("log", "check", stdin=text)
        assert outcome.status == status, text
        assert len(lines(outcome.stdout)) == len([line for line in text.split(b"\n") if line])
    assert run("log", "check", tmp_path / "nothing").status == 66


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["receipt.json", "--policy", "example.policy"], 0),
        (["receipt.json", "--policy", "strict.policy"], 1),
        (["receipt.json", "--policy", "broken.policy"], 65),
        (["receipt.json", "--policy", "nothing.policy"], 66),
        (["nothing.json", "--policy", "example.policy"], 66),
        (["signer.pem", "--policy", "example.policy"], 65),
        (["receipt.tlog-proof", "--entry", "receipt.entry", "--policy", "example.policy"], 0),
        (["receipt.json", "--policy", "example.policy", "--signer", "signer.pem"], 0),
        (["receipt.json", "--policy", "example.policy", "--signer", "stranger.pem"], 1),
        (["receipt.json", "--policy", "example.policy", "--signer", "signer.pem", "--signer", "stranger.pem"], 0),
        (["receipt.json", "--policy", "example.policy", "--signer", "signer.pem", "--signer", "stranger.pem", "--threshold", "2"], 1),
        (["receipt-tampered.json", "--policy", "example.policy"], 1),
        (["two-roots.fork.json"], 0),
        (["otherwise.fork.json"], 0),
        (["unsigned.fork.json"], 1),
        (["two-roots.fork.json", "--policy", "example.policy"], 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_verify(arguments, status):
    paths = [str(SAMPLES / word) if (SAMPLES / word).is_file() or word.startswith("nothing") else word for word in arguments]
    outcome = run("verify", *paths)
    assert outcome.status == status, outcome.stderr
    answered = run("verify", *paths, "--json")
    assert answered.status == status
    if status > 1:
        assert answered.stdout == outcome.stdout == b"" and outcome.stderr
        return
    answer = answered.summary
    assert answer["ok"] == (status == 0)
    assert ("reason" in answer) == (status == 1)
    assert answer["kind"] == ("fork" if "fork" in arguments[0] else "receipt")


def test_verify_says_what_was_verified_and_what_not():
    answer = run("verify", SAMPLES / "receipt.json", "--policy", POLICY, "--signer", SAMPLES / "signer.pem", "--json").summary
    assert answer["origin"] == "log.daylight.example/2026"
    assert (answer["index"], answer["size"]) == (7, 8)
    assert answer["leafHash"] == "df28f7895976113e8bfab53670892466e7523c10f1b948a48700592d2ac552a9"
    assert answer["cosigners"] == ["W1", "W2"]
    assert answer["statement"] == {"signature": "verified", "predicateType": "https://daylight.example/sponsorship/v1"}
    assert answer["proven"] and answer["notProven"]
    unasked = run("verify", SAMPLES / "receipt.json", "--policy", POLICY, "--json").summary
    assert unasked["statement"]["signature"] == "not checked"
    assert run("verify", SAMPLES / "two-roots.fork.json", "--json").summary["verdict"] == "fork"


def test_a_fork_of_a_log_outside_the_policy_is_not_verified(tmp_path):
    other = tmp_path / "other.policy"
    other.write_text("log log2.daylight.example/2026+d7a97d0e+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\nquorum none\n")
    assert run("verify", SAMPLES / "two-roots.fork.json", "--policy", other).status != 0
