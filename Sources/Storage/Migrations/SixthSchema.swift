extension Migration {
    /// Records of any room, such as ranking policies and fact-checks.
    static let sixthSchema = Migration(version: 6, name: "records") { dialect in dialect.schema(records) }

    /// A record is one version of one thing; `scope` gathers the things that are asked for together.
    private static let records = """
        CREATE TABLE records (
            id {identity},
            kind {text} NOT NULL,
            scope {text} NOT NULL,
            record_key {text} NOT NULL,
            version {integer} NOT NULL,
            is_newest {integer} NOT NULL,
            body {bytes} NOT NULL,
            author {text} NOT NULL,
            created {integer} NOT NULL,
            statement {integer} REFERENCES statements (id),
            UNIQUE (kind, scope, record_key, version)
        ) {table};
        CREATE INDEX records_by_scope ON records (kind, scope, is_newest, id);
        CREATE INDEX records_by_kind ON records (kind, is_newest, id);

        """
}
