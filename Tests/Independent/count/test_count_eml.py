"""`daylight count import eml` and `export eml` on the published samples, where the shared folder is there."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "tally"
SCHEMA = FOLDER / "eml_nl/xsd/510-count-kiesraad-strict.xsd"


def documents(pattern):
    return sorted((FOLDER / "contract").glob(pattern))


def run_import(path, **keywords):
    return program.run("count", "import", "eml", path, "--json", **keywords)


def contains(found, expected):
    """Whether every member of the expected value is in the other one."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(contains(found.get(name), expected[name]) for name in expected)
    if isinstance(expected, list):
        return len(found) == len(expected) and all(map(contains, found, expected))
    return found == expected


@pytest.mark.skipif(not documents("eml-*.eml.xml"), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("document", documents("eml-*.eml.xml"), ids=lambda path: path.name)
def test_sample(document):
    expectation = document.with_name(document.name.replace(".eml.xml", ".expected.json"))
    outcome = run_import(document)
    if not expectation.is_file():
        assert outcome.status == 65
        assert outcome.summary["error"]["at"].startswith("byte ")
        return
    expected = json.loads(expectation.read_text())
    answer = outcome.summary
    answer["findings"] = [[finding["code"], finding["unit"]] for finding in answer["findings"]]
    assert contains(answer, expected), answer
    assert outcome.status == (1 if expected["findings"] else 0)


@pytest.mark.skipif(not documents("eml-510*.eml.xml"), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("document", documents("eml-510*.eml.xml"), ids=lambda path: path.name)
def test_export_brings_back_what_was_imported(document, tmp_path):
    first = run_import(document).summary
    (tmp_path / "count.json").write_text(json.dumps(first))
    outcome = program.run("count", "export", "eml", tmp_path / "count.json")
    assert outcome.status == 0, outcome.stderr
    (tmp_path / "count.eml.xml").write_bytes(outcome.stdout)
    assert run_import(tmp_path / "count.eml.xml").summary == first
    if shutil.which("xmllint") is None:
        pytest.skip("xmllint is not installed")
    checked = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", str(SCHEMA), str(tmp_path / "count.eml.xml")],
        capture_output=True, text=True,
    )
    assert checked.returncode == 0, checked.stderr


@pytest.mark.skipif(not (FOLDER / "eml_nl").is_dir(), reason=f"the samples are not at {FOLDER}")
def test_definitions_stations_and_candidates():
    definition = run_import(FOLDER / "eml_nl/eml110a_test.eml.xml").summary
    assert (definition["seats"], definition["preferenceThresholdPercent"]) == (45, 25)
    assert definition["parties"][0] == "Partijdige Partij"
    stations = run_import(FOLDER / "eml_nl/eml110b_test.eml.xml").summary
    assert stations["maxVotes"] == 612694
    assert stations["stations"][0] == {"id": "1", "name": "Stadhuis", "voters": 1273}
    candidates = run_import(FOLDER / "eml_nl/eml230b_test.eml.xml").summary
    assert candidates["lists"][0]["candidates"][1] == {
        "number": 2, "initials": "K.", "firstName": "Krisje", "prefix": "de", "lastName": "Blikkert",
    }


@pytest.mark.parametrize("name", [path.name for path in sorted((FOLDER / "eml_nl").glob("*_invalid_*"))])
def test_invalid_documents_are_refused(name):
    outcome = run_import(FOLDER / "eml_nl" / name)
    assert outcome.status == 65
    assert outcome.summary["error"]["message"]


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE EML [<!ENTITY a "a">]><EML xmlns="urn:oasis:names:tc:evs:schema:eml" Id="510b"/>',
        b'<EML xmlns="urn:oasis:names:tc:evs:schema:eml" Id="520"/>',
        b'<EML Id="510b"/>',
        b'<Other xmlns="urn:oasis:names:tc:evs:schema:eml" Id="510b"/>',
        b"",
    ],
)
def test_other_documents_are_refused(document):
    assert run_import("-", stdin=document).status == 65
