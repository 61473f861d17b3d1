"""`accounts evidence verify` recomputes what a groups file says."""

import json

import pytest
from program import coordination, run


@pytest.fixture(scope="module")
def groups(election, tmp_path_factory):
    out = tmp_path_factory.mktemp("groups") / "groups.json"
    outcome = coordination(election / "posts.csv", "--groups", out)
    assert outcome.status == 0, outcome.stderr
    return out


def test_true_evidence_agrees(election, groups, tmp_path):
    assert run("accounts", "evidence", "verify", groups, election / "posts.csv").status == 0
    single = tmp_path / "one.json"
    single.write_text(json.dumps(json.loads(groups.read_text())[0]))
    assert run("accounts", "evidence", "verify", single, election / "posts.csv").status == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda cluster: cluster["edges"][0].update(distinct_objects=cluster["edges"][0]["distinct_objects"] + 1),
        lambda cluster: cluster["edges"][0].update(pairs=0),
        lambda cluster: cluster["edges"][0].update(expected=cluster["edges"][0]["expected"] * 1.001),
        lambda cluster: cluster["edges"][0].update(p=1e-3),
        lambda cluster: cluster["members"][0].update(rows=1_000_000),
        lambda cluster: cluster["null"].update(rows=1),
        lambda cluster: cluster["timeline"][0]["shares"][0].update(content="p0000000000"),
        lambda cluster: cluster.update(input_sha256="0" * 64),
    ],
    ids=["objects", "pairs", "expected", "p", "rows", "null", "timeline", "sha256"],
)
def test_altered_evidence_differs(election, groups, tmp_path, change):
    clusters = json.loads(groups.read_text())
    change(clusters[0])
    altered = tmp_path / "altered.json"
    altered.write_text(json.dumps(clusters))
    outcome = run("accounts", "evidence", "verify", altered, election / "posts.csv")
    assert outcome.status == 1, outcome.stderr
    assert outcome.stdout or outcome.stderr


def test_unreadable_evidence(election, groups, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert run("accounts", "evidence", "verify", broken, election / "posts.csv").status == 65
    assert run("accounts", "evidence", "verify", tmp_path / "no.json", election / "posts.csv").status == 66
    assert run("accounts", "evidence", "verify", groups, tmp_path / "no.csv").status == 66
