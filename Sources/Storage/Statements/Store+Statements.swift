import Daylight

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
        try await statements(where: "s.log_index IS NULL ORDER BY s.id LIMIT 1000", [])
    }

    /// Remembers where the log put a statement. Saying the same again changes nothing.
    ///
    /// - Throws: ``StoreError/conflict(_:)`` if the statement, or the place, is taken.
    public func completeStatement(_ id: StatementRecord.ID, _ logged: StatementRecord.Logged) async throws(StoreError) {
        guard let index = Int64(exactly: logged.index) else { throw .rejected("a log index beyond 2^63") }
        try await write { connection in
            let changed = try connection.execute(
                "UPDATE statements SET log_index = ?2, leaf_hash = ?3, receipt = ?4 WHERE id = ?1 AND log_index IS NULL",
                [.integer(id.rawValue), .integer(index), .digest(logged.leafHash), .text(logged.receipt)])
            guard changed == 0 else { return }
            guard let stored = try connection.statement(id) else {
                throw StoreError.rejected("there is no statement \(id.rawValue)")
            }
            guard stored.logged?.index == logged.index, stored.logged?.leafHash == logged.leafHash else {
                throw StoreError.conflict("statement \(id.rawValue) has been logged at another place")
            }
        }
    }

    /// The statement with this number, if there is one.
    public func statement(_ id: StatementRecord.ID) async throws(StoreError) -> StatementRecord? {
        try await read { connection in try connection.statement(id) }
    }

    /// The statement that the log put at this index, if it has been completed.
    public func statement(atIndex index: UInt64) async throws(StoreError) -> StatementRecord? {
        guard let index = Int64(exactly: index) else { return nil }
        return try await statements(where: "s.log_index = ?1", [.integer(index)]).first
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
            try connection.rows("SELECT \(StatementRecord.columns) FROM statements s WHERE \(condition)", values)
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
        guard let row = try row("SELECT \(StatementRecord.columns) FROM statements s WHERE s.id = ?1", [.integer(id.rawValue)])
        else { return nil }
        return try StatementRecord(row: row)
    }
}

extension StatementRecord {
    /// Columns of the table `statements s`, in the order ``init(row:at:)`` reads them.
    static let columns = "s.id, s.envelope, s.predicate_type, s.title, s.created, s.log_index, s.leaf_hash, s.receipt"

    init(row: SQLRow, at first: Int = 0) throws(StoreError) {
        id = ID(rawValue: try row.integer(first))
        envelope = try row.bytes(first + 1)
        predicateType = try row.text(first + 2)
        title = try row.text(first + 3)
        created = try row.time(first + 4)
        logged =
            row.isNull(first + 5)
            ? nil
            : Logged(
                index: UInt64(try row.integer(first + 5)), leafHash: try row.digest(first + 6), receipt: try row.text(first + 7))
    }
}
