"""The edges of coordinated sharing by SQL in DuckDB: python edges.py POSTS WINDOW PARTICIPATION OUT."""

import sys

import duckdb

# Two shares less than a window apart lie in one bucket of window + 1 seconds or in two that follow each other, so that
# the join never compares all shares of an object with all others.
QUERY = """
COPY (
    WITH event AS (
        SELECT row_number() OVER () AS row_no, object_id AS object, account_id AS account, content_id AS content,
               timestamp_share AS second
        FROM read_csv('{posts}', header = true, columns = {{
            'object_id': 'VARCHAR', 'account_id': 'VARCHAR', 'content_id': 'VARCHAR', 'timestamp_share': 'BIGINT'}})
    ), active AS (
        SELECT account, min(row_no) AS first_row FROM event GROUP BY account HAVING count(*) >= {least}
    ), kept AS (
        SELECT event.*, first_row, second // ({window} + 1) AS bucket FROM event JOIN active USING (account)
    ), reachable AS (
        SELECT *, bucket AS meeting FROM kept UNION ALL SELECT *, bucket - 1 AS meeting FROM kept
    ), pair AS (
        SELECT older.content AS older_content, newer.content AS newer_content,
               least(older.account, newer.account) AS a, greatest(older.account, newer.account) AS b,
               newer.second - older.second AS delta
        FROM kept AS older JOIN reachable AS newer ON older.object = newer.object AND older.bucket = newer.meeting
        WHERE newer.second - older.second BETWEEN 0 AND {window}
          AND (newer.second > older.second OR newer.first_row > older.first_row)
          AND older.account <> newer.account AND older.content <> newer.content
          AND older.object <> older.content AND older.object <> newer.content
    ), coupled AS (
        SELECT older_content AS content FROM pair UNION SELECT newer_content FROM pair
    ), counted AS (
        SELECT content, count(*) OVER (PARTITION BY account) AS contents FROM kept SEMI JOIN coupled USING (content)
    ), good AS (
        SELECT DISTINCT content FROM counted WHERE contents >= {least}
    )
    SELECT a AS account_a, b AS account_b, count(*) AS weight, sum(delta) AS sum_delta,
           count(DISTINCT older_content) AS n_content_id, count(DISTINCT newer_content) AS n_content_id_y
    FROM pair WHERE older_content IN (FROM good) OR newer_content IN (FROM good)
    GROUP BY a, b ORDER BY a, b
) TO '{out}' (HEADER, DELIMITER '\t')
"""


def main():
    posts, window, least, out = sys.argv[1:]
    duckdb.execute(QUERY.format(posts=posts, window=int(window), least=int(least), out=out))


if __name__ == "__main__":
    main()
