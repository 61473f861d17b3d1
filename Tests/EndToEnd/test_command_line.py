"""The reference of the command line says what the program says of itself: every verb, every option, word for word."""

import json
import re

import command
import pytest

REFERENCE = command.PACKAGE / "Documentation/Reference/Command line.md"
SECTION = re.compile(r"^## `daylight ([^`]+)`\n\n(.+?)\n\n```\n(.+?)\n```\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([^`]+)` \| (.*?) \| .*\|$", re.MULTILINE)


def verbs():
    def leaves(entry, path):
        inner = [sub for sub in entry.get("subcommands", []) if sub["commandName"] != "help"]
        if not inner:
            yield " ".join(path), entry
        for sub in inner:
            yield from leaves(sub, [*path, sub["commandName"]])

    outcome = command.run("--experimental-dump-help")
    assert outcome.status == 0, outcome.said
    return dict(leaves(json.loads(outcome.stdout)["command"], []))


def documented():
    return {verb: (text, usage, body) for verb, text, usage, body in SECTION.findall(REFERENCE.read_text(encoding="utf-8"))}


def spelling(argument):
    """`FILE`, `--json` or `--window WINDOW`."""
    value = argument["valueName"].upper()
    if argument["kind"] == "positional":
        return value
    name = "--" + argument["preferredName"]["name"]
    return name if argument["kind"] == "flag" else f"{name} {value}"


def arguments(entry):
    return [argument for argument in entry["arguments"] if argument["valueName"] not in ("help", "version")]


def test_every_verb_has_its_section_and_no_other_has_one():
    assert sorted(documented()) == sorted(verbs())


@pytest.mark.parametrize("verb", sorted(documented()))
def test_options_and_their_words(verb):
    entry = verbs()[verb]
    abstract, usage, body = documented()[verb]
    assert " ".join(abstract.split()) == entry["abstract"]
    wanted = [(spelling(argument), argument["abstract"]) for argument in arguments(entry)]
    assert ROW.findall(body) == wanted
    assert usage.startswith(f"daylight {verb}")
    for argument in arguments(entry):
        assert spelling(argument) in usage
