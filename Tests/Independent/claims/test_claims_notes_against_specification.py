"""Generated note tables, scored by the program and again from the text of the reference."""

import json
import math
import os
from collections import Counter
from pathlib import Path

import pytest

import program
import specification_notes as specification
import tables_notes as tables
from scores_notes import compare, rows, same, score

FOLDER = Path(os.environ.get("DAYLIGHT_SHARED_DATA", program.PACKAGE.parent / "shared/data")) / "credibility/contract"


@pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the samples are not at {FOLDER}")
def test_small_is_what_the_specification_says():
    model = specification.Model(FOLDER / "notes-small")
    for row in rows(FOLDER / "notes-small/expected-note-scores.tsv"):
        found = model.results[int(row["noteId"])]
        assert row["rules"] == found["rules"] and row["status"] == found["status"]


@pytest.mark.parametrize("seed", range(6))
def test_generated(tmp_path, seed):
    tables.write(tmp_path / "in", seed)
    correlated = tables.some_raters(tmp_path / "in", 12)
    (tmp_path / "flagged").write_text("\n".join(correlated) + "\n")
    score(tmp_path / "in", tmp_path / "out", "--diligence", "none", "--private", "--correlated", tmp_path / "flagged")
    model = specification.Model(tmp_path / "in", correlated=set(correlated))
    compare(tmp_path / "out", list(model.results.values()))
    for row in rows(tmp_path / "out/rater-scores.tsv"):
        rater = row["participantId"]
        assert row["helpful"] == str(int(rater in model.helpful))
        assert same(row["agreement"], str(model.agreement.get(rater, "")), "agreement")
        for fit, suffix in ((model.fit1, "First"), (model.fit2, "")):
            intercept, factor = fit.rater(rater) or ("", "")
            assert same(row["intercept" + suffix], str(intercept), "interceptFirst")
            assert same(row["factor" + suffix], str(factor), "factorFirst")


@pytest.mark.parametrize("seed", range(6))
def test_harassment(tmp_path, seed):
    tables.write(tmp_path / "in", seed, harassing=True)
    score(tmp_path / "in", tmp_path / "out", "--diligence", "none", "--harassment", "own", "--private", "--explain")
    model = specification.Model(tmp_path / "in", harassment=True)
    compare(tmp_path / "out", list(model.results.values()))
    # In two of the six sets raters are left out.
    assert bool(model.left_out) == (seed in (0, 4))
    for row in rows(tmp_path / "out/model-scores.tsv"):
        expected = model.harassment.h.get(int(row["noteId"]))
        assert (row["harassmentIntercept"] == "") == (expected is None)
        assert expected is None or math.isclose(float(row["harassmentIntercept"]), expected, abs_tol=1e-6)
    for row in rows(tmp_path / "out/rater-scores.tsv"):
        assert row["helpful"] == str(int(row["participantId"] in model.helpful))
    record = json.loads((tmp_path / "out/run.json").read_text())
    assert record["parameters"]["harassment"] == "own"
    assert record["harassment"]["ratersLeftOut"] == len(model.left_out)
    told = Counter(r.note for r in model.labelled if r.rater in model.left_out)
    for row in rows(tmp_path / "out/explanations.tsv"):
        count = told[int(row["noteId"])]
        is_told = count >= 3 and model.k[int(row["noteId"])] >= 5
        assert (f" Not counted: {count} raters who found notes helpful" in row["explanation"]) == is_told
        assert is_told or "Not counted" not in row["explanation"]
