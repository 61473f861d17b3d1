"""A data folder looked at from outside: the rows in its store and the entries of its log."""

import base64
import json
import sqlite3
from dataclasses import dataclass

import command

COUNTS = """
    SELECT d.id, d.rows, d.accounts,
        (SELECT count(*) FROM shares AS s WHERE s.dataset = d.number),
        (SELECT count(*) FROM accounts AS a WHERE a.dataset = d.number),
        (SELECT count(*) FROM findings AS f WHERE f.dataset = d.id),
        s.envelope, s.log_index
    FROM datasets AS d LEFT JOIN statements AS s ON s.id = d.statement
"""
STRAYS = {
    "shares": "SELECT count(*) FROM shares WHERE dataset NOT IN (SELECT number FROM datasets)",
    "accounts": "SELECT count(*) FROM accounts WHERE dataset NOT IN (SELECT number FROM datasets)",
    "objects": "SELECT count(*) FROM objects WHERE dataset NOT IN (SELECT number FROM datasets)",
    "findings": "SELECT count(*) FROM findings WHERE dataset NOT IN (SELECT id FROM datasets)",
    "statements": "SELECT count(*) FROM statements WHERE id NOT IN (SELECT statement FROM datasets)",
}


@dataclass
class StoredDataset:
    identifier: str
    rows: int
    accounts: int
    stored_shares: int
    stored_accounts: int
    findings: int
    envelope: bytes
    log_index: int


class Office:
    def __init__(self, folder):
        self.folder = folder

    def _query(self, sql):
        # The folder may not be there yet, or be only half made by a first start that was killed.
        path = self.folder / "daylight.sqlite"
        if not path.is_file():
            return []
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'datasets'").fetchone():
                return []
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def datasets(self):
        return {row[0]: StoredDataset(*row) for row in self._query(COUNTS)}

    def strays(self):
        """Rows that belong to no data set, by table."""
        counts = {table: self._query(sql) for table, sql in STRAYS.items()}
        return {table: rows[0][0] for table, rows in counts.items() if rows and rows[0][0]}

    def is_sound(self):
        return self._query("PRAGMA integrity_check") in ([], [("ok",)])

    @property
    def log(self):
        return self.folder / "log"

    def log_size(self):
        outcome = command.run("log", "checkpoint", self.log)
        assert outcome.status == 0, outcome.said
        return int(outcome.stdout.split("\n")[1])

    def entry(self, index):
        outcome = command.run("log", "show", self.log, index)
        assert outcome.status == 0, outcome.said
        return outcome.stdout

    def proves(self, index):
        outcome = command.run("log", "prove", self.log, index)
        return outcome.status == 0 and f"index {index}\n" in outcome.stdout


def dataset_of(entry):
    """The id of the data set an import statement is about."""
    statement = json.loads(base64.b64decode(json.loads(entry)["payload"]))
    assert statement["predicateType"].endswith("/data-imported/v1")
    return statement["predicate"]["dataset"]
