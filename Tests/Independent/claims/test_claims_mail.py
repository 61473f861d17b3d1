"""The published samples of signed mail, where the shared folder is there."""

import json
import os
from pathlib import Path

import pytest

import program

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract/dkim"


def samples():
    file = FOLDER / "expected.json"
    return json.loads(file.read_text()) if file.is_file() else {"cases": []}


def cases():
    return samples()["cases"]


def verified(file, *options):
    return program.run("claims", "mail", "verify", file, *options)


@pytest.mark.skipif(not cases(), reason=f"the samples are not at {FOLDER}")
@pytest.mark.parametrize("case", cases(), ids=lambda case: case["file"])
def test_sample(case):
    outcome = verified(FOLDER / case["file"], "--keys", FOLDER / "keys.json", "--now", samples()["now"], "--json")
    expected = dict(case["expected"])
    assert outcome.status == expected.pop("exit"), outcome.stderr
    assert outcome.summary["file"].endswith(case["file"])
    signatures = expected.pop("signatures")
    assert {name: outcome.summary.get(name) for name in expected} == expected
    assert len(outcome.summary["signatures"]) == len(signatures)
    for found, signature in zip(outcome.summary["signatures"], signatures):
        assert {name: found.get(name) for name in signature} == signature


@pytest.mark.skipif(not cases(), reason=f"the samples are not at {FOLDER}")
def test_text_says_what_pass_does_not_mean():
    outcome = verified(FOLDER / "a-pass.eml", "--keys", FOLDER / "keys.json")
    assert outcome.status == 0
    text = outcome.stdout.decode()
    assert "pass" in text and "does not show who wrote" in text


@pytest.mark.skipif(not cases(), reason=f"the samples are not at {FOLDER}")
def test_text_says_that_a_published_key_shows_nothing():
    text = verified(FOLDER / "e-disclosed.eml", "--keys", FOLDER / "keys.json").stdout.decode()
    assert "anybody may have made the signature" in text and "unchanged since" not in text


@pytest.mark.skipif(not cases(), reason=f"the samples are not at {FOLDER}")
def test_without_keys_nothing_is_verified():
    outcome = verified(FOLDER / "a-pass.eml", "--json")
    assert outcome.status == 1
    (signature,) = outcome.summary["signatures"]
    assert signature["verdict"] == outcome.summary["verdict"] == "no-key"
    assert (signature["bodyCovered"], signature["bodyTotal"], signature["keyBits"]) == (32, 32, None)


def test_missing_file_ends_with_66(tmp_path):
    outcome = verified(tmp_path / "none.eml", "--json")
    assert outcome.status == 66 and "message" in outcome.summary["error"]
