extension Migration {
    /// Which statement corrects which; samples of rows that could not be read; two roles instead of four; who writes a log.
    static let secondSchema = Migration(version: 2, name: "corrections and bad rows") { dialect in
        dialect.schema(corrections + badRows + roles + logWriters)
    }

    /// Decisions that are there already each name the one before on the same finding.
    private static let corrections = """
        CREATE TABLE corrections (
            statement {integer} NOT NULL PRIMARY KEY REFERENCES statements (id),
            earlier_index {integer} NOT NULL,
            earlier_hash {bytes} NOT NULL
        ) {table};
        CREATE INDEX corrections_by_earlier ON corrections (earlier_index);
        INSERT INTO corrections (statement, earlier_index, earlier_hash)
            SELECT d.statement, s.log_index, s.leaf_hash FROM decisions d
            JOIN decisions e ON e.id = (SELECT MAX(b.id) FROM decisions b WHERE b.finding = d.finding AND b.id < d.id)
            JOIN statements s ON s.id = e.statement
            WHERE s.log_index IS NOT NULL;

        """

    /// `found` is a piece of the row, and so may hold anything.
    private static let badRows = """
        CREATE TABLE bad_rows (
            dataset {integer} NOT NULL REFERENCES datasets (number),
            position {integer} NOT NULL,
            line {integer} NOT NULL,
            field {text} NOT NULL,
            expected {text} NOT NULL,
            found {bytes} NOT NULL,
            PRIMARY KEY (dataset, position)
        ) {clustered};

        """

    private static let logWriters = """
        CREATE TABLE log_writers (
            name {text} NOT NULL PRIMARY KEY,
            generation {integer} NOT NULL
        ) {table};

        """

    /// Editors and administrators could do nothing that a reviewer could not.
    private static let roles = "UPDATE users SET role = 'reviewer' WHERE role IN ('editor', 'admin');\n"
}
