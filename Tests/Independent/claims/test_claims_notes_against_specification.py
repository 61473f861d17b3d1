"""Generated note tables, scored by the program and again from the text of the reference."""

import json
import math
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import program
import specification_notes as specification
import tables_notes as tables
from specification_notes_logit import Diligence
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


def split_mix(number):
    """The published start of the factors: within -1 and 1, from the number of the rater among the sorted ones."""
    mask = (1 << 64) - 1
    mixed = (number + 1) * 0x9E3779B97F4A7C15 & mask
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & mask
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & mask
    return ((mixed ^ mixed >> 31) >> 11) * 2.0**-52 - 1


@pytest.mark.parametrize("seed", [2, 4, 8, 9])
def test_diligence(tmp_path, seed):
    """Sets on which going down all slopes at once and going from side to side end in one minimum."""
    tables.write(tmp_path / "in", seed)
    score(tmp_path / "in", tmp_path / "out")
    model = specification.Model(tmp_path / "in")
    found = Diligence(model, np.array([split_mix(number) for number in range(len(model.fit2.raters))]))
    for row, loss in zip(json.loads((tmp_path / "out/run.json").read_text())["diligence"], found.losses):
        assert row["settled"] and math.isclose(row["loss"], loss, rel_tol=1e-6)
    for row in rows(tmp_path / "out/note-scores.tsv"):
        expected = found.bias.get(int(row["noteId"]))
        assert (row["lowDiligenceIntercept"] == "") == (expected is None)
        assert expected is None or math.isclose(float(row["lowDiligenceIntercept"]), expected, abs_tol=1e-6)


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_diligence_where_there_are_many_minima(tmp_path, seed):
    """The model is not convex: whoever starts elsewhere may end elsewhere, but no higher than others do."""
    tables.write(tmp_path / "in", seed)
    score(tmp_path / "in", tmp_path / "out")
    model = specification.Model(tmp_path / "in")
    first = json.loads((tmp_path / "out/run.json").read_text())["diligence"][0]
    starts = [np.random.default_rng(start).uniform(-1, 1, len(model.fit2.raters)) for start in range(4)]
    assert first["settled"] and first["loss"] <= max(Diligence(model, start).losses[0] for start in starts) * (1 + 1e-9)
