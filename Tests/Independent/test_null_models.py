"""The other null model, the other correction and the check by shuffles, against plain Python."""

import csv
import json
import math
import random

import pytest
from program import coordination, log10_of, run, table, unescape
from reference import Expectation, log10_poisson_tail, two_core


def pairs_of(accounts):
    return accounts * (accounts - 1) / 2


def benjamini_hochberg(logs, tests, alpha):
    """The edges that are significant, and the q-value (log10) of each."""
    order = sorted(logs, key=logs.get)
    last = max((rank for rank, edge in enumerate(order, 1) if logs[edge] <= math.log10(alpha * rank / tests)), default=0)
    found, smallest = {}, 0.0
    for rank in range(last, 0, -1):
        smallest = min(smallest, logs[order[rank - 1]] + math.log10(tests / rank))
        found[order[rank - 1]] = smallest
    return found


def fitnesses(account_degrees, object_degrees):
    """One fitness for each distinct degree, by the plain alternating iteration."""
    links = math.sqrt(sum(account_degrees.values()))
    accounts = {k: k / links for k in set(account_degrees.values())}
    objects = {d: d / links for d in set(object_degrees.values())}
    many_accounts = {k: list(account_degrees.values()).count(k) for k in accounts}
    many_objects = {d: list(object_degrees.values()).count(d) for d in objects}
    for _ in range(100_000):
        accounts = {k: k / sum(many_objects[d] * y / (1 + x * y) for d, y in objects.items()) for k, x in accounts.items()}
        objects = {d: d / sum(many_accounts[k] * x / (1 + x * y) for k, x in accounts.items()) for d, y in objects.items()}
        error = max(
            abs(sum(many_objects[d] * x * y / (1 + x * y) for d, y in objects.items()) / k - 1) for k, x in accounts.items()
        )
        if error < 1e-11:
            return accounts, objects, many_objects
    raise AssertionError(f"the iteration does not converge: {error}")


def log10_sum_tail(probabilities, x):
    """log10 of P(sum >= x) of yes/no variables added one by one; what has reached x stays there."""
    mass = [1.0] + [0.0] * x
    for q in probabilities:
        for k in range(x, -1, -1):
            mass[k] = (mass[k] if k == x else mass[k] * (1 - q)) + (mass[k - 1] * q if k else 0.0)
    return math.log10(mass[x])


def bipartite_logs(expected):
    """Objects, mean and log10 p of every edge under the bipartite configuration model."""
    links = expected.database.execute("SELECT DISTINCT account, object FROM kept").fetchall()
    account_degrees, object_degrees = {}, {}
    for account, thing in links:
        account_degrees[account] = account_degrees.get(account, 0) + 1
        object_degrees[thing] = object_degrees.get(thing, 0) + 1
    accounts, objects, many = fitnesses(account_degrees, object_degrees)
    result = {}
    for a, b, *_, shared in expected.edges:
        x, z = accounts[account_degrees[a]], accounts[account_degrees[b]]
        products = [x * y / (1 + x * y) * z * y / (1 + z * y) for d, y in objects.items() for _ in range(many[d])]
        mean = sum(products)
        # The documented rule for when the Poisson tail will do.
        if shared > 1 and shared**2 * max(products) < 0.02 * mean:
            log_p = log10_poisson_tail(shared, mean)
        else:
            log_p = log10_sum_tail(products, shared)
        result[a, b] = (shared, mean, log_p)
    return result


def degree_logs(expected):
    rows, squares, pairs, _ = expected.null()
    degree = dict(expected.database.execute("SELECT account, count(*) FROM kept GROUP BY account").fetchall())
    result = {}
    for a, b, *_, shared in expected.edges:
        mean = 2 * pairs * degree[a] * degree[b] / (rows * rows - squares)
        result[a, b] = (shared, mean, log10_poisson_tail(shared, mean))
    return result


@pytest.fixture(scope="module")
def cliques(tmp_path_factory):
    """Forty accounts of very different activity, three cliques among them that share rare things."""
    chance = random.Random(5)
    links = set()
    for account in range(40):
        for thing in range(300):
            if chance.random() < (0.02 + 0.4 * (account / 40) ** 3) * (0.1 + 0.9 * (thing % 7) / 7):
                links.add((thing, account))
    for clique in range(3):
        for number in range(7 + clique):
            for account in range(5 * clique, 5 * clique + 5):
                if chance.random() < 0.9:
                    links.add((299 - 10 * clique - number, account))
    path = tmp_path_factory.mktemp("cliques") / "posts.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["object_id", "account_id", "content_id", "timestamp_share"])
        for number, (thing, account) in enumerate(sorted(links)):
            writer.writerow([f"thing {thing}", f"a{account}", f"c{number}", chance.randrange(100)])
    return path


def flagged(path, tmp_path, *options):
    out, groups = tmp_path / "flagged.tsv", tmp_path / "groups.json"
    outcome = coordination(path, *options, "--flagged", out, "--groups", groups, "--json")
    assert outcome.status == 0, outcome.stderr
    rows = {
        (unescape(row["account_a"]), unescape(row["account_b"])): (
            int(row["distinct_objects"]), float(row["expected"]), log10_of(row["p"]),
        )
        for row in table(out)[1]
    }
    return rows, json.loads(groups.read_text()), outcome.summary, groups


def same_edges(found, wanted):
    assert set(found) == set(wanted)
    assert found
    for edge, (shared, mean, log_p) in wanted.items():
        assert found[edge][0] == shared
        assert found[edge][1] == pytest.approx(mean, rel=1e-6)
        assert found[edge][2] == pytest.approx(log_p, abs=1e-6)


@pytest.mark.parametrize("window", [1000, 60])
def test_the_bipartite_model_by_bonferroni(cliques, tmp_path, window):
    found, _, summary, _ = flagged(cliques, tmp_path, "--null", "bipartite", "--window", window, "--alpha", 0.9)
    expected = Expectation(cliques, window, 1, "daylight")
    logs = bipartite_logs(expected)
    limit = math.log10(0.9 / pairs_of(expected.null()[3]))
    same_edges(found, two_core({edge: numbers for edge, numbers in logs.items() if numbers[2] <= limit}))
    links, things = expected.database.execute(
        "SELECT count(*), count(DISTINCT object) FROM (SELECT DISTINCT account, object FROM kept)"
    ).fetchone()
    assert (summary["null"]["links"], summary["null"]["objects"]) == (links, things)
    assert summary["model"] == "bipartite-poisson-binomial-bonferroni-0.9"


@pytest.mark.parametrize("null", ["degree", "bipartite"])
def test_benjamini_hochberg(cliques, tmp_path, null):
    options = ["--null", null, "--correction", "benjamini-hochberg", "--window", 100, "--alpha", 0.2]
    found, clusters, summary, _ = flagged(cliques, tmp_path, *options)
    expected = Expectation(cliques, 100, 1, "daylight")
    logs = degree_logs(expected) if null == "degree" else bipartite_logs(expected)
    tests = pairs_of(expected.null()[3])
    significant = benjamini_hochberg({edge: numbers[2] for edge, numbers in logs.items()}, tests, 0.2)
    same_edges(found, two_core({edge: logs[edge] for edge in significant}))
    assert summary["null"]["significant"] == len(significant)
    assert summary["null"]["cutoff"] == pytest.approx(0.2 * len(significant) / tests, rel=1e-9)
    for edge in (edge for cluster in clusters for edge in cluster["edges"]):
        assert math.log10(edge["q"]) == pytest.approx(significant[edge["a"], edge["b"]], abs=1e-6)


def test_benjamini_hochberg_on_a_simulated_election(election, tmp_path):
    found, _, _, _ = flagged(election / "posts.csv", tmp_path, "--correction", "benjamini-hochberg")
    expected = Expectation(election / "posts.csv", 60, 1, "daylight")
    logs = degree_logs(expected)
    tests = pairs_of(expected.null()[3])
    significant = benjamini_hochberg({edge: numbers[2] for edge, numbers in logs.items()}, tests, 0.01)
    assert set(found) == set(two_core({edge: logs[edge] for edge in significant}))
    strict, _, _, _ = flagged(election / "posts.csv", tmp_path)
    assert set(strict) <= set(found)


def test_the_usual_options_change_nothing(election, tmp_path):
    _, _, _, plain = flagged(election / "posts.csv", tmp_path)
    before = plain.read_bytes()
    _, clusters, _, named = flagged(
        election / "posts.csv", tmp_path, "--null", "degree", "--correction", "bonferroni", "--alpha", 0.01
    )
    assert named.read_bytes() == before
    assert clusters[0]["model"] == "degree-poisson-bonferroni-0.01"
    assert set(clusters[0]["null"]) == {"rows", "accounts", "pairs", "sum_squares", "limit"}
    assert set(clusters[0]["parameters"]) == {"semantics", "window_s", "min_participation", "alpha"}


OPTIONS = [
    ["--correction", "benjamini-hochberg", "--alpha", 0.2],
    ["--null", "bipartite", "--alpha", 0.5],
    ["--null", "bipartite", "--correction", "benjamini-hochberg", "--permutations", 99, "--seed", 3, "--alpha", 0.2],
]


@pytest.mark.parametrize("options", OPTIONS, ids=lambda options: " ".join(map(str, options)))
def test_evidence_made_with_other_options_is_verified(cliques, tmp_path, options):
    _, clusters, _, groups = flagged(cliques, tmp_path, "--window", 100, *options)
    assert clusters
    outcome = run("accounts", "evidence", "verify", groups, cliques)
    assert outcome.status == 0, outcome.stdout


@pytest.mark.parametrize(
    "change, place",
    [
        (lambda cluster: cluster["edges"][0].update(q=cluster["edges"][0]["q"] * 1.01), "edges[0].q"),
        (lambda cluster: cluster["edges"][0].pop("q"), "edges[0].q"),
        (lambda cluster: cluster.update(permutation_p=0.5), "permutation_p"),
        (lambda cluster: cluster["parameters"].update(permutations=50), "permutation_p"),
        (lambda cluster: cluster["null"].update(links=1), "null.links"),
        (lambda cluster: cluster["null"].update(cutoff=0.5), "null.cutoff"),
        (lambda cluster: cluster["parameters"].update(null="degree"), "expected"),
        (lambda cluster: cluster["parameters"].pop("permutations"), "permutation_p"),
    ],
    ids=["q", "no-q", "permutation", "shuffles", "links", "cutoff", "null", "no-permutations"],
)
def test_altered_numbers_are_found(cliques, tmp_path, change, place):
    _, _, _, groups = flagged(cliques, tmp_path, "--window", 60, *OPTIONS[2][:-1], 0.9)
    altered = json.loads(groups.read_text())[0]
    change(altered)
    groups.write_text(json.dumps(altered))
    outcome = run("accounts", "evidence", "verify", groups, cliques)
    assert outcome.status == 1, outcome.stderr
    assert place in outcome.stdout.decode()


def test_shuffles_clear_what_the_hours_explain_and_nobody_else(tmp_path):
    """Two groups meet as often; the objects of one are all shared within a minute by everybody, those of the other not."""
    rows, chance = [], random.Random(2)
    rows += [(f"lone {number}", f"crowd {number % 4000}", 1000 * number) for number in range(6000)]
    for number in range(12):
        for member in range(4):
            rows.append((f"burst {number}", f"fan {member}", 100_000 * number + chance.randrange(60)))
            rows.append((f"slow {number}", f"bot {member}", 100_000 * number + 50_000 + chance.randrange(60)))
        for other in range(30):
            rows.append((f"burst {number}", f"crowd {chance.randrange(4000)}", 100_000 * number + chance.randrange(60)))
            rows.append((f"slow {number}", f"crowd {chance.randrange(4000)}", 100_000 * number + chance.randrange(90_000)))
    path = tmp_path / "posts.csv"
    with open(path, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["object_id", "account_id", "content_id", "timestamp_share"])
        writer.writerows([thing, account, f"c{number}", second] for number, (thing, account, second) in enumerate(rows))
    _, clusters, _, _ = flagged(path, tmp_path, "--permutations", 999)
    p = {cluster["members"][0]["account"].split()[0]: cluster["permutation_p"] for cluster in clusters}
    assert p["bot"] == 0.001
    assert p["fan"] > 0.5
    assert clusters[0]["parameters"]["permutations"] == 999
    _, again, _, _ = flagged(path, tmp_path, "--permutations", 999, "--seed", 1)
    assert again == clusters


@pytest.mark.parametrize(
    "options, word",
    [
        (["--permutations", 0], "--permutations"), (["--permutations", 100_001], "100000"), (["--seed", 3], "--permutations"),
        (["--null", "uniform"], "bipartite"), (["--correction", "holm"], "benjamini-hochberg"),
        (["--semantics", "coortweet", "--null", "bipartite"], "--null"),
        (["--semantics", "coortweet", "--permutations", 9], "--permutations"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(map(str, value)),
)
def test_what_makes_no_sense_is_refused(cliques, options, word):
    outcome = coordination(cliques, *options)
    assert outcome.status == 64
    assert word in outcome.stderr
