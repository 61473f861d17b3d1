"""The decision: chance, correction, declared groups, 2-core; against SQL and arithmetic."""

import json

import pytest
from program import coordination, log10_of, table, unescape
from reference import FLAGGED_COLUMNS, Expectation, components, log10_poisson_tail


def flagged_rows(path):
    names, rows = table(path)
    assert names == FLAGGED_COLUMNS
    return {
        (unescape(row["account_a"]), unescape(row["account_b"])): (
            int(row["distinct_objects"]), float(row["expected"]), log10_of(row["p"]), float(row["synchrony"]), row["cluster"],
        )
        for row in rows
    }


def check(path, tmp_path, window, least, alpha=0.01, register=None, declared=()):
    out = tmp_path / "flagged.tsv"
    options = ["--window", window, "--min-participation", least, "--alpha", alpha, "--flagged", out, "--json"]
    if register is not None:
        options += ["--declared", register]
    outcome = coordination(path, *options)
    assert outcome.status == 0, outcome.stderr
    expected = Expectation(path, window, least, "daylight")
    wanted, explained = expected.flagged(alpha, declared)
    found = flagged_rows(out)
    assert list(found) == sorted(wanted, key=lambda pair: (pair[0].encode(), pair[1].encode()))
    for pair, (objects, mean, log_p, synchrony) in wanted.items():
        assert found[pair][0] == objects
        assert found[pair][1] == pytest.approx(mean, rel=1e-6)
        assert found[pair][2] == pytest.approx(log_p, abs=1e-5)
        assert found[pair][3] == pytest.approx(synchrony, rel=1e-6)
    compare_summary(outcome.summary, expected, wanted, explained, alpha)
    return found, outcome.summary


def compare_summary(summary, expected, wanted, explained, alpha):
    rows, squares, pairs, accounts = expected.null()
    null = summary["null"]
    assert (null["rows"], null["sum_squares"], null["pairs"], null["accounts"]) == (rows, squares, pairs, accounts)
    assert null["limit"] == pytest.approx(alpha / (accounts * (accounts - 1) / 2), rel=1e-6)
    assert summary["declared_edges"] == explained
    assert summary["flagged_edges"] == len(wanted)
    assert summary["flagged_accounts"] == len({account for pair in wanted for account in pair})


@pytest.mark.parametrize("window, least", [(60, 1), (10, 1), (60, 2)])
def test_flagged_edges_of_a_simulated_election(election, tmp_path, window, least):
    found, _ = check(election / "posts.csv", tmp_path, window, least)
    assert found


@pytest.mark.parametrize("alpha", [0.01, 0.5])
def test_declared_groups_explain_their_edges(election, declared, tmp_path, alpha):
    found, summary = check(
        election / "posts.csv", tmp_path, 60, 1, alpha, register=election / "declared.csv", declared=declared
    )
    outlets = {account for _, account in declared}
    assert summary["declared_edges"] > 0
    assert not any(a in outlets and b in outlets for a, b in found)


def test_flagged_edges_of_awkward_input(awkward, tmp_path):
    found, _ = check(awkward, tmp_path, 10, 1, alpha=0.05)
    assert found


def test_small_clusters_are_the_connected_components(election, tmp_path):
    found, summary = check(election / "posts.csv", tmp_path, 60, 1)
    groups = {}
    for (a, b), numbers in found.items():
        groups.setdefault(numbers[4], set()).update((a, b))
    wanted = components(found)
    assert all(len(component) <= 50 for component in wanted)
    assert sorted(map(sorted, groups.values())) == sorted(map(sorted, wanted))
    assert set(groups) == {f"c-{number + 1}" for number in range(summary["clusters"])}


def test_the_planted_groups_are_found_and_nobody_else(election, declared, tmp_path):
    found, _ = check(
        election / "posts.csv", tmp_path, 60, 1, register=election / "declared.csv", declared=declared
    )
    truth = json.loads((election / "truth.json").read_text())
    planted = {member for group in truth["groups"] for member in group["members"]}
    suspects = {account for pair in found for account in pair}
    assert len(suspects & planted) >= 0.98 * len(suspects)
    assert len(suspects & planted) >= 0.98 * len(planted)


def test_the_tail_agrees_with_the_worked_figures():
    expected = 2 * 200 * 20 * 30 / (1000 * 1000 - 5000)
    assert expected == pytest.approx(0.241206, abs=1e-6)
    assert 10 ** log10_poisson_tail(4, expected) == pytest.approx(1.1638e-4, rel=1e-4)
    assert 10 ** log10_poisson_tail(6, expected) == pytest.approx(2.225e-7, rel=1e-3)
