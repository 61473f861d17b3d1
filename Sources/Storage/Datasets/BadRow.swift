import Daylight

/// A row of a data set's file that could not be read, kept as a sample.
public struct BadRow: Hashable, Sendable {
    /// The physical line on which the row starts, the header being 1.
    public var line: Int
    /// The column's name; empty when the row as a whole is wrong.
    public var field: String
    public var expected: String
    /// A short piece of what stood there. It came from outside and may be anything.
    public var found: String

    public init(line: Int, field: String, expected: String, found: String) {
        self.line = line
        self.field = field
        self.expected = expected
        self.found = found
    }
}

extension Store {
    /// Samples of the rows of a data set that could not be read, in the order of the file.
    public func badRows(in id: Dataset.ID) async throws(StoreError) -> [BadRow] {
        try await read { connection in
            try connection.rows(
                """
                SELECT b.line, b.field, b.expected, b.found FROM bad_rows b JOIN datasets d ON d.number = b.dataset
                WHERE d.id = ?1 ORDER BY b.position
                """, [.text(id.text)]
            ).map { row in
                BadRow(
                    line: try row.int(0), field: try row.text(1), expected: try row.text(2),
                    found: String(decoding: try row.bytes(3), as: UTF8.self))
            }
        }
    }
}

extension Connection {
    func add(_ badRows: [BadRow], dataset number: Int64) throws(StoreError) {
        try insert(
            into: "bad_rows", columns: ["dataset", "position", "line", "field", "expected", "found"],
            rows: badRows.enumerated().map { position, row in
                [
                    .integer(number), .integer(position), .integer(row.line), .text(row.field), .text(row.expected),
                    .opaque(row.found),
                ]
            })
    }
}
