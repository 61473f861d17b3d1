"""Makes the shares the tools are timed on."""

import csv
import sys
from pathlib import Path

import duckdb

SEED = 20260914
# Hashes instead of random(): the same rows on any number of threads.
DRAW = "(hash(range * 8 + {draw}, {seed}) % 4294967296 + 0.5) / 4294967296"


def write_posts(path, rows, viral=False):
    """Writes `rows` shares in order of time: objects and accounts by power laws, each object within a few days of its birth.

    With `viral`, about a tenth of the rows are shares of one object.
    """
    draw = [DRAW.format(draw=number, seed=SEED) for number in range(6)]
    objects, accounts, period = max(rows // 8, 1), max(rows // 12, 1), 30 * 86_400
    thing = f"CAST(floor({objects} * pow({draw[0]}, 3)) AS BIGINT)"
    if viral:
        thing = f"CASE WHEN {draw[4]} < 0.1 THEN -1 ELSE {thing} END"
    # Sorting more than fits into memory goes beside the data, not into the working directory.
    duckdb.execute(f"SET temp_directory = '{path.parent / 'sorting'}'")
    duckdb.execute(
        f"""
        COPY (
            WITH drawn AS (
                SELECT range AS number, {thing} AS thing, CAST(floor({accounts} * pow({draw[1]}, 2)) AS BIGINT) AS account,
                       {draw[2]} AS lateness
                FROM range({rows})
            )
            SELECT md5('o' || thing) AS object_id, 'account' || account AS account_id, 'post' || number AS content_id,
                   1700000000 + CAST(floor(
                       {period} * ((hash(thing, {SEED}) % 1000003) / 1000003.0)
                       + CASE thing WHEN -1 THEN 6 * 86400 ELSE 3 * 86400 END * pow(lateness, 2)) AS BIGINT)
                       AS timestamp_share
            FROM drawn ORDER BY timestamp_share, number
        ) TO '{path}' (HEADER)
        """
    )


def write_messages(posts, messages):
    """The same shares as reposts in the column order of coordination-network-toolkit, whose message ids must be unique."""
    with open(posts, newline="", encoding="utf-8") as source, open(messages, "w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target)
        writer.writerow(["message_id", "user_id", "username", "repost_id", "reply_id", "message", "timestamp", "urls"])
        for row in csv.DictReader(source):
            writer.writerow(
                [row["content_id"], row["account_id"], row["account_id"], row["object_id"], "", "", row["timestamp_share"], ""]
            )


if __name__ == "__main__":
    write_posts(Path(sys.argv[1]), int(sys.argv[2]), viral="viral" in sys.argv[3:])
