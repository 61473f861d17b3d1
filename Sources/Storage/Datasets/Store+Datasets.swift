public import Daylight

extension Store {
    /// Stores a data set with its shares, findings and statement, all or nothing.
    ///
    /// One transaction: until it is complete nobody sees any of it, and after a crash none of it is there. Other writers
    /// to SQLite wait meanwhile.
    ///
    /// - Parameters:
    ///   - nextBatch: gives the next shares, some ten thousand at a time, and `nil` at the end. Called on a thread of
    ///     the database; what it throws undoes the import and is passed on.
    ///   - badRows: samples of the rows that could not be read.
    ///   - findings: what was found in the data; one that is stored already is left as it is.
    ///   - statement: that the data was imported, to be logged by the caller.
    /// - Throws: ``StoreError``, or what `nextBatch` throws.
    public func importDataset(
        _ dataset: Dataset, shares nextBatch: sending @escaping () throws -> [Share]?, badRows: [BadRow] = [],
        findings: [Finding], statement: NewStatement?
    ) async throws -> ImportOutcome {
        // Sent to us and used by nobody else; from here on only the thread of the transaction calls it.
        nonisolated(unsafe) let nextBatch = nextBatch
        let failure = BatchFailure()
        do {
            return try await write { connection in
                try connection.importDataset(
                    dataset, shares: { try failure.keeping(nextBatch) }, badRows: badRows, findings: findings,
                    statement: statement)
            }
        } catch {
            throw failure.error ?? error
        }
    }

    /// All data sets, the newest first, at most a thousand.
    public func datasets() async throws(StoreError) -> [Dataset] {
        try await read { connection in
            try connection.rows("SELECT \(Dataset.columns) FROM datasets ORDER BY imported DESC, number DESC LIMIT 1000", [])
                .map { row in try Dataset(row: row) }
        }
    }

    /// The data set, if it is there.
    public func dataset(_ id: Dataset.ID) async throws(StoreError) -> Dataset? {
        try await read { connection in try connection.dataset(id) }
    }

    /// How many distinct objects were shared in a data set.
    public func objectCount(in id: Dataset.ID) async throws(StoreError) -> Int {
        try await read { connection in
            let row = try connection.row(
                "SELECT COUNT(*) FROM objects o JOIN datasets d ON d.number = o.dataset WHERE d.id = ?1", [.text(id.text)])
            return try row?.int(0) ?? 0
        }
    }
}

extension Connection {
    fileprivate func importDataset(
        _ dataset: Dataset, shares nextBatch: () throws -> [Share]?, badRows: [BadRow], findings: [Finding],
        statement: NewStatement?
    ) throws -> ImportOutcome {
        guard let number = try insert(dataset) else {
            guard let existing = try self.dataset(dataset.id) else { throw StoreError.busy("another import of the same data") }
            return .alreadyThere(existing)
        }
        var writer = ShareWriter(self, dataset: number)
        while let batch = try nextBatch() { try writer.append(batch) }
        try writer.finish()
        try add(badRows, dataset: number)
        for finding in findings { try add(finding, dataset: dataset.id) }
        var stored = dataset
        if let statement {
            let id = try add(statement)
            try execute("UPDATE datasets SET statement = ?1 WHERE number = ?2", [.integer(id.rawValue), .integer(number)])
            stored.statement = id
        }
        return .imported(stored)
    }

    /// - Returns: the number of the new row, or `nil` when the data set is there.
    private func insert(_ dataset: Dataset) throws(StoreError) -> Int64? {
        try row(
            """
            INSERT INTO datasets (id, name, sha256, rows, bad_rows, duplicate_rows, accounts, first_share, last_share,
                imported, window_ms, engine)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
            ON CONFLICT (id) DO NOTHING RETURNING number
            """,
            [
                .text(dataset.id.text), .text(dataset.name), .digest(dataset.sha256), .integer(dataset.rows),
                .integer(dataset.badRows), .integer(dataset.duplicateRows), .integer(dataset.accounts), .time(dataset.firstShare),
                .time(dataset.lastShare), .time(dataset.imported), .integer(dataset.windowMilliseconds), .text(dataset.engine),
            ])?.integer(0)
    }

    fileprivate func dataset(_ id: Dataset.ID) throws(StoreError) -> Dataset? {
        guard let row = try row("SELECT \(Dataset.columns) FROM datasets WHERE id = ?1", [.text(id.text)]) else { return nil }
        return try Dataset(row: row)
    }
}

extension Dataset {
    fileprivate static let columns = """
        name, sha256, rows, bad_rows, duplicate_rows, accounts, first_share, last_share, imported, window_ms, engine, statement
        """

    fileprivate init(row: SQLRow) throws(StoreError) {
        self.init(
            name: try row.text(0), sha256: try row.digest(1), rows: try row.int(2), badRows: try row.int(3),
            duplicateRows: try row.int(4), accounts: try row.int(5), firstShare: try row.optionalTime(6),
            lastShare: try row.optionalTime(7), imported: try row.time(8), windowMilliseconds: try row.integer(9),
            engine: try row.text(10), statement: row.isNull(11) ? nil : StatementRecord.ID(rawValue: try row.integer(11)))
    }
}
