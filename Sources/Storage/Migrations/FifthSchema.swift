extension Migration {
    /// Counting: definitions, reports, what was published and audited, and the entries that are being typed.
    static let fifthSchema = Migration(version: 5, name: "counting") { dialect in
        dialect.schema(records + entries)
    }

    /// A record is one version of one thing of an election.
    private static let records = """
        CREATE TABLE count_records (
            id {identity},
            kind {text} NOT NULL,
            election {text} NOT NULL,
            record_key {text} NOT NULL,
            version {integer} NOT NULL,
            body {bytes} NOT NULL,
            author {text} NOT NULL,
            created {integer} NOT NULL,
            statement {integer} REFERENCES statements (id),
            UNIQUE (kind, election, record_key, version)
        ) {table};
        CREATE INDEX count_records_by_election ON count_records (election, kind, id);

        """

    /// The state of a double entry changes in place while somebody types; `revision` tells one state from the next.
    private static let entries = """
        CREATE TABLE count_entries (
            election {text} NOT NULL,
            unit {text} NOT NULL,
            revision {integer} NOT NULL,
            state {bytes} NOT NULL,
            changed {integer} NOT NULL,
            PRIMARY KEY (election, unit)
        ) {table};

        """
}
