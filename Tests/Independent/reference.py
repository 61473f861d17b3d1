"""What the answers must be, computed without Daylight: edges by SQL, chance by arithmetic."""

import collections
import math

import duckdb

EDGE_COLUMNS = [
    "account_a", "account_b", "weight", "sum_delta", "n_content_id", "n_content_id_y", "avg_time_delta", "symmetry",
    "over_threshold",
]
FLAGGED_COLUMNS = ["account_a", "account_b", "distinct_objects", "expected", "p", "synchrony", "cluster"]

# The time is kept in whole milliseconds, so that nothing is rounded.
LOAD = """
CREATE OR REPLACE TABLE event AS
SELECT row_number() OVER () AS row_no, object_id AS object, account_id AS account, content_id AS content,
       CAST(CAST(timestamp_share AS DECIMAL(18, 3)) * 1000 AS BIGINT) AS ms
FROM read_csv($path, header = true, all_varchar = true, quote = '"', escape = '"', parallel = false, null_padding = false)
"""

DROP_REPEATS = """
CREATE OR REPLACE TABLE event AS
SELECT min(row_no) AS row_no, object, account, content, ms FROM event GROUP BY object, account, content, ms
"""

# A pair lies in one time bucket or in two neighbouring ones when buckets are one millisecond longer than the window.
PAIRS = """
CREATE OR REPLACE TABLE kept AS
WITH active AS (
    SELECT account, min(row_no) AS first_row FROM event GROUP BY account HAVING count(*) >= $least
)
SELECT event.*, first_row, ms // ($window + 1) AS bucket FROM event JOIN active USING (account);

CREATE OR REPLACE TABLE pair AS
WITH reachable AS (
    SELECT *, bucket AS meeting FROM kept UNION ALL SELECT *, bucket - 1 AS meeting FROM kept
)
SELECT older.object, older.content AS older_content, newer.content AS newer_content,
       older.account AS older_account, newer.account AS newer_account, newer.ms - older.ms AS delta
FROM kept AS older JOIN reachable AS newer ON older.object = newer.object AND older.bucket = newer.meeting
WHERE newer.ms - older.ms BETWEEN 0 AND $window
  AND (newer.ms > older.ms OR newer.first_row > older.first_row)
  AND older.account <> newer.account AND older.content <> newer.content
  AND older.object <> older.content AND older.object <> newer.content;
"""

PARTICIPATION = """
CREATE OR REPLACE TABLE lasting AS
WITH coupled AS (
    SELECT older_content AS content FROM pair UNION SELECT newer_content FROM pair
), counted AS (
    SELECT content, count(*) OVER (PARTITION BY account) AS contents FROM kept WHERE content IN (FROM coupled)
), good AS (
    SELECT DISTINCT content FROM counted WHERE contents >= $least
)
SELECT * FROM pair WHERE older_content IN (FROM good) OR newer_content IN (FROM good)
"""

EDGES = """
SELECT least(older_account, newer_account) AS a, greatest(older_account, newer_account) AS b, count(*) AS weight,
       sum(delta) AS delta, count(DISTINCT older_content) AS older, count(DISTINCT newer_content) AS newer,
       count(DISTINCT object) AS objects
FROM lasting GROUP BY a, b
"""


class Expectation:
    """The tables of F.3 and F.4 for one input and one choice of options."""

    def __init__(self, path, window, least, semantics="coortweet", quantile=0.5):
        self.database = duckdb.connect()
        self.database.execute(LOAD, {"path": str(path)})
        if semantics == "daylight":
            self.database.execute(DROP_REPEATS)
        # DuckDB takes parameters for one statement at a time, and none of these is text.
        options = {"$window": round(window * 1000), "$least": least}
        for statements in (PAIRS, PARTICIPATION):
            for name, value in options.items():
                statements = statements.replace(name, str(value))
            self.database.execute(statements)
        self.edges = sorted(self.database.execute(EDGES).fetchall(), key=lambda row: (row[0].encode(), row[1].encode()))
        self.threshold = type7_quantile([row[2] for row in self.edges], quantile)

    def one(self, query):
        return self.database.execute(query).fetchone()[0]

    def edge_rows(self):
        """Rows as the edges table has them, numbers as numbers."""
        return [
            (
                a, b, weight, delta / 1000, older, newer, delta / 1000 / weight, min(older, newer) / max(older, newer),
                int(weight > self.threshold),
            )
            for a, b, weight, delta, older, newer, _ in self.edges
        ]

    def null(self):
        """Rows, sum of squares, pairs and accounts of the degree null."""
        rows, squares, accounts = self.database.execute(
            "SELECT sum(n), sum(n * n), count(*) FROM (SELECT count(*) AS n FROM kept GROUP BY account)"
        ).fetchone()
        return int(rows or 0), int(squares or 0), self.one("SELECT count(*) FROM pair"), accounts

    def flagged(self, alpha=0.01, declared=()):
        """{(a, b): (distinct objects, expected, log10 p, synchrony)} of the 2-core, and the number of explained edges."""
        rows, squares, pairs, accounts = self.null()
        degree = dict(self.database.execute("SELECT account, count(*) FROM kept GROUP BY account").fetchall())
        limit = math.log10(alpha / (accounts * (accounts - 1) / 2)) if accounts > 1 else -math.inf
        groups = collections.defaultdict(set)
        for group, account in declared:
            groups[account].add(group)
        candidates, explained = {}, 0
        for a, b, *_, objects in self.edges:
            expected = 2 * pairs * degree[a] * degree[b] / (rows * rows - squares)
            log_p = log10_poisson_tail(objects, expected)
            if log_p > limit:
                continue
            if groups.get(a, set()) & groups.get(b, set()):
                explained += 1
            else:
                candidates[a, b] = (objects, expected, log_p)
        shared = self.objects_by_account({account for pair in candidates for account in pair})
        flagged = {
            (a, b): (*numbers, numbers[0] / len(shared[a] & shared[b]))
            for (a, b), numbers in two_core(candidates).items()
        }
        return flagged, explained

    def objects_by_account(self, accounts):
        result = collections.defaultdict(set)
        for account, thing in self.database.execute("SELECT DISTINCT account, object FROM kept").fetchall():
            if account in accounts:
                result[account].add(thing)
        return result


def type7_quantile(values, p):
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * p
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def log10_poisson_tail(x, mean):
    """log10 of P(Poisson(mean) >= x), by the series of its terms relative to the first."""
    if x == 0:
        return 0.0
    term, total, k = 1.0, 1.0, x
    while term > 1e-18 * total:
        k += 1
        term *= mean / k
        total += term
    return (-mean + x * math.log(mean) - math.lgamma(x + 1) + math.log(total)) / math.log(10)


def two_core(edges):
    """The edges that are left when ends with a single edge are dropped until there are none."""
    kept = dict(edges)
    while True:
        degree = collections.Counter(account for pair in kept for account in pair)
        smaller = {pair: value for pair, value in kept.items() if min(degree[pair[0]], degree[pair[1]]) > 1}
        if len(smaller) == len(kept):
            return kept
        kept = smaller


def components(pairs):
    """The connected components of an undirected graph, as sets of accounts."""
    neighbours = collections.defaultdict(set)
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    seen, result = set(), []
    for start in neighbours:
        if start in seen:
            continue
        component, front = {start}, [start]
        while front:
            for other in neighbours[front.pop()] - component:
                component.add(other)
                front.append(other)
        seen |= component
        result.append(component)
    return result
