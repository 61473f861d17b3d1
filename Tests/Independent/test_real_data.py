"""The published results of the R package CooRTweet 2.1.3 on its own data set of 35,125 shares."""

import collections
import hashlib

import pytest
from program import coordination, table

# window, participation: pair rows, accounts, edges, {weight: edges}, sum of deltas, SHA-256 of the edge list
RESULTS = {
    (10, 2): (447, 525, 442, {1: 438, 2: 3, 3: 1}, 2335, "2667148fedd0281db3807af0580434f8364b8463b6d3f44dddc77630703ec910"),
    (60, 2): (3791, 2110, 3721, {1: 3661, 2: 51, 3: 8, 4: 1}, 115243, "d26d82c75274bab321e6befccab844bc84e2c4c8768b3c19b5e3e3e9b9d32ae5"),
    (10, 5): (22, 23, 20, {1: 19, 3: 1}, 118, "e908243364cb2f7ce565bb1bdef1018dd211f26599b6a12ff6472edeb7a0cbf9"),
    (60, 5): (1235, 772, 1193, {1: 1157, 2: 31, 3: 4, 4: 1}, 37413, "4b09743621af886d493809a17b0a4ebd5db72ed8a0a0324be0f00fa3f7c6b5c9"),
    (1, 1): (129, 251, 129, {1: 129}, 94, "8981b6e9e0e8e127b8ea69c1d58b66e4a0e7cafca0f618150eec7e59f333b70e"),
}


@pytest.mark.parametrize("window, least", RESULTS)
def test_edges_have_the_published_checksum(real_posts, tmp_path, window, least):
    pair_rows, accounts, edges, weights, delta, checksum = RESULTS[window, least]
    out = tmp_path / "edges.tsv"
    outcome = coordination(
        real_posts, "--semantics", "coortweet", "--window", window, "--min-participation", least, "--edges", out, "--json"
    )
    assert outcome.status == 0, outcome.stderr
    summary = outcome.summary
    assert (summary["rows"], summary["bad_rows"], summary["duplicate_rows"]) == (35_125, 0, 1)
    assert (summary["pair_rows"], summary["accounts"], summary["edges"]) == (pair_rows, accounts, edges)
    rows = table(out)[1]
    assert collections.Counter(int(row["weight"]) for row in rows) == weights
    assert sum(int(row["sum_delta"]) for row in rows) == delta
    names = ["account_a", "account_b", "weight", "sum_delta", "n_content_id", "n_content_id_y"]
    listing = "".join("\t".join(row[name] for name in names) + "\n" for row in rows)
    assert hashlib.sha256(listing.encode()).hexdigest() == checksum


def test_counts_at_ten_seconds(real_posts):
    summary = coordination(real_posts, "--semantics", "coortweet", "--json").summary
    assert (summary["objects"], summary["contents"]) == (170, 829)
    assert (summary["threshold"], summary["edges_over_threshold"]) == (1, 4)


def test_strongest_edge_at_a_minute(real_posts, tmp_path):
    out = tmp_path / "edges.tsv"
    outcome = coordination(real_posts, "--semantics", "coortweet", "--window", 60, "--edges", out, "--json")
    assert (outcome.summary["objects"], outcome.summary["contents"]) == (502, 5004)
    assert outcome.summary["edges_over_threshold"] == 60
    best = max(table(out)[1], key=lambda row: int(row["weight"]))
    assert (best["account_a"], best["account_b"]) == (
        "5067ece9a0bf604c58541342668a0e96", "dcaec387c76f1d26a0d51f61227fdac0",
    )
    assert (best["weight"], best["sum_delta"]) == ("4", "67")


def test_high_quantile(real_posts):
    summary = coordination(
        real_posts, "--semantics", "coortweet", "--window", 60, "--min-participation", 5, "--edge-weight", 0.95, "--json"
    ).summary
    assert (summary["threshold"], summary["edges_over_threshold"]) == (1, 36)


def test_the_faster_subset_has_the_published_figures(real_posts, tmp_path):
    out, edges = tmp_path / "speed.tsv", tmp_path / "edges.tsv"
    outcome = coordination(
        real_posts, "--semantics", "coortweet", "--window", 60, "--speed-window", 10, "--speed", out, "--edges", edges, "--json"
    )
    assert outcome.status == 0, outcome.stderr
    speed = outcome.summary["speed"]
    assert (speed["marked_pairs"], speed["edges"], speed["edges_over_threshold"]) == (447, 442, 4)
    assert outcome.summary["edges_over_threshold"] == 60
    names, rows = table(out)
    assert len(rows) == 3721
    fast = [row for row in rows if row["weight_fast"]]
    assert len(fast) == 442
    assert sum(int(row["weight_fast"]) for row in fast) == 447
    assert sum(row["over_threshold_fast"] == "1" for row in fast) == 4
    assert all(row[name] == "" for row in rows if not row["weight_fast"] for name in names if name.endswith("_fast"))
    # The columns of the whole network are those of the edges, and the fast ones those of a network of ten seconds.
    whole = [[row[name] for name in names[:2]] + [row[name] for name in names if name.endswith("_full")] for row in rows]
    assert whole == [list(row.values()) for row in table(edges)[1]]
    alone = coordination(real_posts, "--semantics", "coortweet", "--window", 10, "--edges", edges)
    assert alone.status == 0
    short = {(row["account_a"], row["account_b"]): row for row in table(edges)[1]}
    for row in fast:
        edge = short[row["account_a"], row["account_b"]]
        assert (row["weight_fast"], row["sum_delta_fast"]) == (edge["weight"], edge["sum_delta"])
