extension Store {
    /// Every log in order; statements go into the last. There always is one.
    public func logs() async throws(StoreError) -> [LogRecord] {
        try await read { connection in try connection.logs() }
    }

    /// Remembers what the first log is called. Saying the same again changes nothing.
    ///
    /// - Throws: ``StoreError/conflict(_:)`` if it is called otherwise.
    public func nameFirstLog(_ origin: String) async throws(StoreError) {
        try await write { connection in
            let first = try connection.logs()[0]
            guard first.origin != origin else { return }
            guard first.origin == nil else { throw StoreError.conflict("the first log of this store has another name") }
            try connection.execute("UPDATE logs SET origin = ?2 WHERE id = ?1", [.integer(first.id.rawValue), .text(origin)])
        }
    }

    /// Adds a log, into which statements go from now on.
    ///
    /// - Parameter first: the number of its first entry: that of the log before, and as many as that one has entries.
    /// - Throws: ``StoreError/conflict(_:)`` if the name is taken, or a statement has such a number or a later one.
    public func addLog(origin: String, first: UInt64) async throws(StoreError) {
        guard let number = Int64(exactly: first) else { throw .rejected("a number beyond 2^63") }
        try await write { connection in
            guard try !connection.logs().contains(where: { $0.origin == origin }) else {
                throw StoreError.conflict("there is a log \(origin) already")
            }
            guard try connection.row("SELECT 1 FROM statements WHERE number >= ?1 LIMIT 1", [.integer(number)]) == nil else {
                throw StoreError.conflict("statements after number \(number) are in an earlier log")
            }
            try connection.execute("INSERT INTO logs (origin, first_number) VALUES (?1, ?2)", [.text(origin), .integer(number)])
        }
    }
}

extension Connection {
    fileprivate func logs() throws(StoreError) -> [LogRecord] {
        var logs: [LogRecord] = []
        for row in try rows("SELECT \(LogRecord.columns) FROM logs l ORDER BY l.id", []) { logs.append(try LogRecord(row: row)) }
        guard !logs.isEmpty else { throw .damaged("the table of logs is empty") }
        return logs
    }
}

extension LogRecord {
    /// Columns of the table `logs l`, in the order ``init(row:at:)`` reads them.
    static let columns = "l.id, l.origin, l.first_number"

    init(row: SQLRow, at first: Int = 0) throws(StoreError) {
        self.init(
            id: ID(rawValue: try row.integer(first)), origin: row.isNull(first + 1) ? nil : try row.text(first + 1),
            first: UInt64(try row.integer(first + 2)))
    }
}
