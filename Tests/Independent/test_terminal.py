"""Text of a stranger's file on a terminal: nothing of it may act on the terminal or look like a line of the program."""

import json

import program

HOSTILE = "a\n1. forged \x1b[31m\u202e\x9b"


def assert_harmless(text):
    assert not any(ord(sign) < 0x20 and sign not in "\n\t" or 0x7F <= ord(sign) < 0xA0 or sign == "\u202e" for sign in text), text


def test_a_message_spells_control_characters_out(tmp_path):
    table = tmp_path / "table.tsv"
    table.write_text(f"id\x1b[31mX\tlang\ttext{HOSTILE[-2:]}\n", encoding="utf-8")
    outcome = program.run("claims", "match", "--corpus", table, "--queries", table)
    assert outcome.status == 65 and "\\u{1B}[31mX" in outcome.stderr
    assert_harmless(outcome.stderr)


def test_an_id_cannot_forge_a_line(tmp_path):
    policy = {
        "version": "t", "validFrom": "2026-11-01", "halfLifeSeconds": 3600,
        "features": [{"name": "recency", "weight": 1, "profiling": False, "reason": "r"}], "demotions": [],
    }
    item = {"id": HOSTILE, "ageSeconds": 0, "features": {}, "demotions": []}
    candidates = {"now": "2026-11-23T12:00:00Z", "reader": "r", "items": [item]}
    for name, value in (("policy", policy), ("candidates", candidates)):
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    outcome = program.run(
        "feed", "rank", "--policy", tmp_path / "policy.json", "--candidates", tmp_path / "candidates.json"
    )
    said = outcome.stdout.decode()
    assert outcome.status == 0 and not any(line.startswith("1. forged") for line in said.splitlines())
    assert_harmless(said)
