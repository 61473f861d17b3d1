"""Every column of the edges table, and the counts of the summary, against SQL."""

import pytest
from program import coordination, table, unescape
from reference import EDGE_COLUMNS, Expectation

CHOICES = [(10, 2), (60, 2), (10, 5), (1, 1), (0, 0), (120, 3)]


def check(path, out, window, least, semantics):
    outcome = coordination(
        path, "--semantics", semantics, "--window", window, "--min-participation", least, "--edges", out, "--json"
    )
    assert outcome.status == 0, outcome.stderr
    expected = Expectation(path, window, least, semantics)
    names, rows = table(out)
    assert names == EDGE_COLUMNS
    found = [
        (unescape(row["account_a"]), unescape(row["account_b"]), *(float(row[name]) for name in EDGE_COLUMNS[2:]))
        for row in rows
    ]
    wanted = expected.edge_rows()
    assert [row[:2] for row in found] == [row[:2] for row in wanted]
    for row, other in zip(found, wanted):
        assert row[2:] == pytest.approx(other[2:], rel=1e-6), row[:2]
    compare_summary(outcome.summary, expected)


def compare_summary(summary, expected):
    one = expected.one
    assert summary["edges"] == len(expected.edges)
    assert summary["pair_rows"] == one("SELECT count(*) FROM lasting")
    assert summary["objects"] == one("SELECT count(DISTINCT object) FROM lasting")
    assert summary["contents"] == one(
        "SELECT count(*) FROM (SELECT older_content FROM lasting UNION SELECT newer_content FROM lasting)"
    )
    assert summary["accounts"] == len({account for row in expected.edges for account in row[:2]})
    assert summary["prefiltered_rows"] == one("SELECT count(*) FROM kept")
    assert summary["edges_over_threshold"] == sum(row[-1] for row in expected.edge_rows())
    if expected.threshold is None:
        assert summary["threshold"] is None
    else:
        assert summary["threshold"] == pytest.approx(expected.threshold)


@pytest.mark.parametrize("semantics", ["coortweet", "daylight"])
@pytest.mark.parametrize("window, least", CHOICES)
def test_edges_of_a_simulated_election(election, tmp_path, window, least, semantics):
    check(election / "posts.csv", tmp_path / "edges.tsv", window, least, semantics)


@pytest.mark.parametrize("semantics", ["coortweet", "daylight"])
@pytest.mark.parametrize("window, least", CHOICES + [(7.5, 2), (0.25, 1)])
def test_edges_of_awkward_input(awkward, tmp_path, window, least, semantics):
    check(awkward, tmp_path / "edges.tsv", window, least, semantics)


@pytest.mark.parametrize("p", [0, 0.25, 0.9, 0.95, 1])
def test_threshold_is_the_type_7_quantile(awkward, tmp_path, p):
    out = tmp_path / "edges.tsv"
    outcome = coordination(
        awkward, "--semantics", "coortweet", "--window", 60, "--edge-weight", p, "--edges", out, "--json"
    )
    expected = Expectation(awkward, 60, 2, quantile=p)
    assert outcome.summary["threshold"] == pytest.approx(expected.threshold)
    assert [int(row["over_threshold"]) for row in table(out)[1]] == [row[-1] for row in expected.edge_rows()]


@pytest.mark.parametrize("semantics, least", [("coortweet", 2), ("daylight", 1)])
def test_pairs_of_awkward_input(awkward, tmp_path, semantics, least):
    out = tmp_path / "pairs.tsv"
    outcome = coordination(awkward, "--semantics", semantics, "--window", 10, "--pairs", out)
    assert outcome.status == 0, outcome.stderr
    names, rows = table(out)
    assert names == ["object_id", "content_id", "content_id_y", "time_delta", "account_id", "account_id_y"]
    found = [
        (*(unescape(row[name]).encode() for name in names if name != "time_delta"), round(float(row["time_delta"]) * 1000))
        for row in rows
    ]
    expected = Expectation(awkward, 10, least, semantics)
    wanted = expected.database.execute(
        "SELECT object, older_content, newer_content, older_account, newer_account, delta FROM lasting"
    ).fetchall()
    assert found == sorted((*(text.encode() for text in row[:5]), row[5]) for row in wanted)
