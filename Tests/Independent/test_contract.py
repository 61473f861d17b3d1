"""The sample cases of the command-line contract: tables, JSON and exit codes, compared figure by figure."""

import csv
import json
import math
from pathlib import Path
from xml.etree import ElementTree

import pytest

import program

SAMPLES = Path(__file__).parent / "contract"

CASES = [
    ("worked-w10-m2", "worked.csv", ["--semantics", "coortweet", "--window", "10", "--min-participation", "2"]),
    ("worked-w10-m2", "worked.jsonl", ["--semantics", "coortweet", "--window", "10", "--min-participation", "2"]),
    (
        "worked-w10-m3",
        "worked.csv",
        ["--semantics", "coortweet", "--window", "10", "--min-participation", "3", "--edge-weight", "0.9"],
    ),
    ("quirks-w10", "quirks.csv", ["--window", "10"]),
    ("bad_rows-w10", "bad_rows.csv", ["--window", "10"]),
    ("header_only", "header_only.csv", []),
    ("planted-w60", "planted.csv", ["--window", "60"]),
    ("planted-w60-declared", "planted.csv", ["--window", "60", "--declared", SAMPLES / "declared.csv"]),
]


def logarithm(text):
    mantissa, _, exponent = text.lower().partition("e")
    return math.log10(float(mantissa)) + int(exponent or 0)


def table(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def agree(column, found, expected):
    if column == "p":
        return abs(logarithm(found) - logarithm(expected)) < 1e-5
    try:
        return math.isclose(float(found), float(expected), rel_tol=1e-6)
    except ValueError:
        return found == expected


def assert_tables_agree(found, expected):
    assert found[0] == expected[0]
    assert len(found) == len(expected)
    for line, (left, right) in enumerate(zip(found[1:], expected[1:]), start=2):
        for column, one, other in zip(expected[0], left, right, strict=True):
            assert agree(column, one, other), f"line {line}, {column}: {one} instead of {other}"


@pytest.mark.parametrize(("name", "source", "options"), CASES, ids=[f"{name}-{source}" for name, source, _ in CASES])
def test_sample(name, source, options, tmp_path):
    outputs = {kind: tmp_path / f"{kind}.tsv" for kind in ("edges", "pairs", "flagged") if (SAMPLES / f"{name}.{kind}.tsv").is_file()}
    wanted = [part for kind, path in outputs.items() for part in (f"--{kind}", path)]
    outcome = program.run("accounts", "coordination", SAMPLES / source, *options, *wanted, "--json")
    assert outcome.status == 0, outcome.stderr
    for kind, path in outputs.items():
        assert_tables_agree(table(path), table(SAMPLES / f"{name}.{kind}.tsv"))
    found = json.loads(outcome.stdout)
    expected = json.loads((SAMPLES / f"{name}.json").read_text())
    samples = [(sample["line"], sample["column"]) for sample in expected.pop("bad_row_samples")]
    assert [(sample["line"], sample["column"]) for sample in found["bad_row_samples"]] == samples
    if source.endswith(".jsonl"):
        expected.pop("input_sha256")
    for key, value in expected.items():
        if isinstance(value, dict):
            assert found[key].keys() == value.keys()
            for inner, number in value.items():
                assert found[key][inner] == (number if number is None else pytest.approx(number, rel=1e-6)), f"{key}.{inner}"
        else:
            assert found[key] == (pytest.approx(value, rel=1e-6) if isinstance(value, float) else value), key


def test_missing_column():
    outcome = program.run("accounts", "coordination", SAMPLES / "missing_column.csv", "--json")
    assert outcome.status == 65
    assert outcome.stdout == b""
    assert "timestamp_share" in outcome.stderr


def test_pictures_of_every_group(tmp_path):
    folder = tmp_path / "pictures"
    outcome = program.run("accounts", "coordination", SAMPLES / "planted.csv", "--pictures", folder, "--json")
    assert outcome.status == 0, outcome.stderr
    names = {path.name for path in folder.iterdir()}
    assert names == {f"c-{number}-{kind}.svg" for number in (1, 2) for kind in ("network", "timeline")}
    for path in folder.iterdir():
        assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert program.run("accounts", "coordination", SAMPLES / "planted.csv", "--pictures", SAMPLES / "planted.csv").status == 73
