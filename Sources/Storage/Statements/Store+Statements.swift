public import Daylight

/// The outbox of the log and the projection of what is in it.
///
/// A statement is stored first, then appended to the log, then completed. A crash in between leaves it pending, and who
/// starts the server appends it again.
extension Store {
    /// Stores a statement that is to be logged.
    public func addStatement(_ statement: NewStatement) async throws(StoreError) -> StatementRecord.ID {
        try await write { connection in try connection.add(statement) }
    }

    /// Statements the log has not acknowledged, in the order in which they were stored, at most a thousand.
    public func pendingStatements() async throws(StoreError) -> [StatementRecord] {
        try await statements(where: "s.number IS NULL ORDER BY s.id LIMIT 1000", [])
    }

    /// Remembers where the log put a statement. Saying the same again changes nothing.
    ///
    /// - Throws: ``StoreError/conflict(_:)`` if the statement, or the place, is taken.
    public func completeStatement(_ id: StatementRecord.ID, _ logged: StatementRecord.Logged) async throws(StoreError) {
        guard logged.index <= UInt64(Int64.max) - logged.log.first else { throw .rejected("a log index beyond 2^63") }
        try await write { connection in
            let changed = try connection.execute(
                """
                UPDATE statements SET number = ?2, log = ?3, log_index = ?4, leaf_hash = ?5, receipt = ?6
                WHERE id = ?1 AND number IS NULL
                """,
                [
                    .integer(id.rawValue), .integer(Int64(logged.number)), .integer(logged.log.id.rawValue),
                    .integer(Int64(logged.index)), .digest(logged.leafHash), .text(logged.receipt),
                ])
            guard changed == 0 else { return }
            guard let stored = try connection.statement(id) else {
                throw StoreError.rejected("there is no statement \(id.rawValue)")
            }
            guard stored.logged?.number == logged.number, stored.logged?.leafHash == logged.leafHash else {
                throw StoreError.conflict("statement \(id.rawValue) has been logged at another place")
            }
        }
    }

    /// The statement with this number, if there is one.
    public func statement(_ id: StatementRecord.ID) async throws(StoreError) -> StatementRecord? {
        try await read { connection in try connection.statement(id) }
    }

    /// How a statement that corrects this one names it; `nil` until this one is in the log.
    public func reference(to id: StatementRecord.ID?) async throws(StoreError) -> StatementReference? {
        guard let id else { return nil }
        return try await statement(id)?.logged.map { StatementReference(index: $0.index, leafHash: $0.leafHash) }
    }

    /// The logged statement of this number, if there is one.
    public func statement(numbered number: UInt64) async throws(StoreError) -> StatementRecord? {
        guard let number = Int64(exactly: number) else { return nil }
        return try await statements(where: "s.number = ?1", [.integer(number)]).first
    }

    /// The newest statement of a type, pending ones included.
    public func newestStatement(ofType uri: String) async throws(StoreError) -> StatementRecord? {
        try await statements(where: "s.predicate_type = ?1 ORDER BY s.id DESC LIMIT 1", [.text(uri)]).first
    }

    /// Statements, the newest first, pending ones included.
    public func statements(after cursor: Cursor? = nil, limit: Int) async throws(StoreError) -> Page<StatementRecord> {
        let limit = Page<StatementRecord>.clamped(limit)
        let start = try cursor?.keys(of: "statements", count: 1) ?? [.max]
        let found = try await statements(
            where: "s.id < ?1 ORDER BY s.id DESC LIMIT ?2", [.integer(start[0]), .integer(limit + 1)])
        return Page.cutting(found, limit: limit) {
            $0
        } cursor: {
            Cursor(list: "statements", keys: [$0.id.rawValue])
        }
    }

    private func statements(where condition: String, _ values: [SQLValue]) async throws(StoreError) -> [StatementRecord] {
        try await read { connection in
            try connection.rows("SELECT \(StatementRecord.columns) FROM \(StatementRecord.tables) WHERE \(condition)", values)
                .map { row in try StatementRecord(row: row) }
        }
    }
}

extension Connection {
    func add(_ statement: NewStatement) throws(StoreError) -> StatementRecord.ID {
        guard statement.envelope.count <= NewStatement.envelopeLimit else {
            throw .rejected(
                "an envelope of \(statement.envelope.count) bytes; an entry of the log has at most \(NewStatement.envelopeLimit)")
        }
        let row = try onlyRow(
            "INSERT INTO statements (envelope, predicate_type, title, created) VALUES (?1, ?2, ?3, ?4) RETURNING id",
            [.bytes(statement.envelope), .text(statement.predicateType), .text(statement.title), .time(statement.created)])
        let id = StatementRecord.ID(rawValue: try row.integer(0))
        if let supersedes = statement.supersedes { try add(id, correcting: supersedes) }
        return id
    }

    func statement(_ id: StatementRecord.ID) throws(StoreError) -> StatementRecord? {
        try row(
            "SELECT \(StatementRecord.columns) FROM \(StatementRecord.tables) WHERE s.id = ?1", [.integer(id.rawValue)]
        ).map { row throws(StoreError) in try StatementRecord(row: row) }
    }
}

extension StatementRecord {
    /// Where ``columns`` are.
    static let tables = "statements s LEFT JOIN logs l ON l.id = s.log"
    /// In the order ``init(row:at:)`` reads them.
    static let columns = """
        s.id, s.envelope, s.predicate_type, s.title, s.created, (
            SELECT MIN(e.number) FROM corrections c
            JOIN statements e ON e.leaf_hash = c.earlier_hash AND e.log_index = c.earlier_index
            WHERE c.statement = s.id AND e.number < s.number
        ), s.log_index, s.leaf_hash, s.receipt, \(LogRecord.columns)
        """

    init(row: SQLRow, at first: Int = 0) throws(StoreError) {
        id = ID(rawValue: try row.integer(first))
        envelope = try row.bytes(first + 1)
        predicateType = try row.text(first + 2)
        title = try row.text(first + 3)
        created = try row.time(first + 4)
        corrects = row.isNull(first + 5) ? nil : UInt64(try row.integer(first + 5))
        logged =
            row.isNull(first + 6)
            ? nil
            : Logged(
                log: try LogRecord(row: row, at: first + 9), index: UInt64(try row.integer(first + 6)),
                leafHash: try row.digest(first + 7), receipt: try row.text(first + 8))
    }
}
