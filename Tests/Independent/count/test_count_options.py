"""Wrong options of `daylight count` are answered by the error document where a program asked for one."""

import json

import program
import pytest


@pytest.mark.parametrize(
    "arguments", [("seats", "--bogus", "x"), ("check",), ("audit", "plan"), ("import", "eml"), ("rcv", "x.json", "--decide")]
)
def test_wrong_options_are_one_document(arguments):
    outcome = program.run("count", *arguments[:2], "--json", *arguments[2:])
    assert outcome.status == 64
    assert json.loads(outcome.stdout)["error"]["message"]
    assert program.run("count", *arguments).stdout == b""


def test_help_is_no_fault():
    outcome = program.run("count", "seats", "--help", "--json")
    assert outcome.status == 0 and b'"error"' not in outcome.stdout
