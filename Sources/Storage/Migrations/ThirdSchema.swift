extension Migration {
    /// Several logs, one after the other, through which statements are numbered on.
    static let thirdSchema = Migration(version: 3, name: "several logs") { dialect in dialect.schema(logs) }

    /// What was a statement's place in the only log is its number now; the place in its log stands beside it. The first
    /// log's name is in the log's own directory, and is filled in when a server next opens it.
    private static let logs = """
        CREATE TABLE logs (
            id {identity},
            origin {text} UNIQUE,
            first_number {integer} NOT NULL
        ) {table};
        INSERT INTO logs (first_number) VALUES (0);
        ALTER TABLE statements RENAME COLUMN log_index TO number;
        ALTER TABLE statements ADD COLUMN log {integer} REFERENCES logs (id);
        ALTER TABLE statements ADD COLUMN log_index {integer};
        UPDATE statements SET log = (SELECT MIN(id) FROM logs), log_index = number WHERE number IS NOT NULL;
        CREATE INDEX statements_by_leaf ON statements (leaf_hash);

        """
}
