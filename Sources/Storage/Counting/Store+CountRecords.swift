public import Daylight

extension Store {
    /// Stores records and the one statement about all of them: all or nothing.
    ///
    /// - Throws: ``StoreError/conflict(_:)`` if another version was stored in between, ``StoreError/rejected(_:)`` for a
    ///   version that leaves one out, or a name or body that is too long.
    @discardableResult
    public func add(
        _ records: [NewCountRecord], statement: NewStatement? = nil
    ) async throws(StoreError) -> [CountRecord] {
        try await write { connection in
            let statement = try statement.map { try connection.add($0) }
            return try records.map { try connection.add($0, statement) }
        }
    }

    /// The newest version, or the one asked for.
    public func countRecord(
        _ kind: CountRecordKind, election: String, key: String = "", version: Int? = nil
    ) async throws(StoreError) -> CountRecord? {
        let condition = version == nil ? "" : " AND version = ?4"
        return try await countRecords(
            where: "kind = ?1 AND election = ?2 AND record_key = ?3\(condition) ORDER BY version DESC LIMIT 1",
            [.text(kind.rawValue), .text(election), .text(key)] + (version.map { [.integer($0)] } ?? [])
        ).first
    }

    /// Records of one kind in the order in which they were stored, every version, after one of them.
    public func countRecords(
        _ kind: CountRecordKind, election: String, after id: CountRecord.ID? = nil, limit: Int = 1000
    ) async throws(StoreError) -> [CountRecord] {
        try await countRecords(
            where: "election = ?1 AND kind = ?2 AND id > ?3 ORDER BY id LIMIT ?4",
            [.text(election), .text(kind.rawValue), .integer(id?.rawValue ?? 0), .integer(limit)])
    }

    /// Every version of a thing, the oldest first, at most a thousand.
    public func countRecordVersions(
        _ kind: CountRecordKind, election: String, key: String
    ) async throws(StoreError) -> [CountRecord] {
        try await countRecords(
            where: "kind = ?1 AND election = ?2 AND record_key = ?3 ORDER BY version LIMIT 1000",
            [.text(kind.rawValue), .text(election), .text(key)])
    }

    /// The newest definition of every election, the one that changed last first.
    public func elections(limit: Int) async throws(StoreError) -> [CountRecord] {
        try await countRecords(
            where: """
                kind = ?1 AND NOT EXISTS (
                    SELECT 1 FROM count_records AS later WHERE later.kind = count_records.kind
                    AND later.election = count_records.election AND later.version > count_records.version)
                ORDER BY id DESC LIMIT ?2
                """, [.text(CountRecordKind.definition.rawValue), .integer(limit)])
    }

    private func countRecords(where condition: String, _ values: [SQLValue]) async throws(StoreError) -> [CountRecord] {
        try await read { connection in
            try connection.rows("SELECT \(CountRecord.columns) FROM count_records WHERE \(condition)", values)
                .map { row in try CountRecord(row: row) }
        }
    }
}

extension Store {
    /// The double entries of an election, by unit; of one unit when it is named.
    public func countEntries(election: String, unit: String? = nil) async throws(StoreError) -> [StoredEntry] {
        let condition = unit == nil ? "" : " AND unit = ?2"
        return try await read { connection in
            try connection.rows(
                "SELECT unit, revision, state, changed FROM count_entries WHERE election = ?1\(condition) ORDER BY unit",
                [.text(election)] + (unit.map { [.text($0)] } ?? [])
            ).map { row in
                StoredEntry(
                    unit: try row.text(0), revision: try row.int(1), state: try row.bytes(2), changed: try row.time(3))
            }
        }
    }

    /// Stores the next state of a double entry, and with it the report that it led to: both or neither.
    ///
    /// - Parameter revision: that of the state it follows, 0 for none.
    /// - Throws: ``StoreError/conflict(_:)`` if another state was stored in between.
    public func setCountEntry(
        election: String, unit: String, after revision: Int, state: [UInt8], at time: Timestamp,
        adding report: NewCountRecord? = nil, statement: NewStatement? = nil
    ) async throws(StoreError) {
        guard state.count <= CountRecord.bodyLimit else { throw .rejected("an entry that is too long") }
        _ = try await write { connection in
            let changed =
                revision == 0
                ? try connection.execute(
                    """
                    INSERT INTO count_entries (election, unit, revision, state, changed) VALUES (?1, ?2, 1, ?3, ?4)
                    ON CONFLICT (election, unit) DO NOTHING
                    """, [.text(election), .text(unit), .bytes(state), .time(time)])
                : try connection.execute(
                    """
                    UPDATE count_entries SET revision = revision + 1, state = ?3, changed = ?4
                    WHERE election = ?1 AND unit = ?2 AND revision = ?5
                    """, [.text(election), .text(unit), .bytes(state), .time(time), .integer(revision)])
            guard changed == 1 else { throw StoreError.conflict("the entry of \(unit) has changed in between") }
            let statement = try statement.map { try connection.add($0) }
            if let report { _ = try connection.add(report, statement) }
        }
    }
}

extension Connection {
    fileprivate func add(
        _ record: NewCountRecord, _ statement: StatementRecord.ID?
    ) throws(StoreError) -> CountRecord {
        guard record.body.count <= CountRecord.bodyLimit, record.key.utf8.count <= CountRecord.nameLimit,
            (1...CountRecord.nameLimit).contains(record.election.utf8.count)
        else {
            throw .rejected(
                "a record names its election and itself in at most \(CountRecord.nameLimit) bytes each and has at most \(CountRecord.bodyLimit)"
            )
        }
        let newest = try onlyRow(
            "SELECT COALESCE(MAX(version), 0) FROM count_records WHERE kind = ?1 AND election = ?2 AND record_key = ?3",
            [.text(record.kind.rawValue), .text(record.election), .text(record.key)])
        guard try newest.int(0) < record.version else {
            throw .conflict("\(record.kind.rawValue) \(record.key) has version \(record.version) already")
        }
        guard try newest.int(0) == record.version - 1 else { throw .rejected("version \(record.version) leaves one out") }
        let row = try onlyRow(
            """
            INSERT INTO count_records (kind, election, record_key, version, body, author, created, statement)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING \(CountRecord.columns)
            """,
            [
                .text(record.kind.rawValue), .text(record.election), .text(record.key), .integer(record.version),
                .bytes(record.body), .text(record.author), .time(record.created),
                statement.map { .integer($0.rawValue) } ?? .null,
            ])
        return try CountRecord(row: row)
    }
}

extension CountRecord {
    fileprivate static let columns = "id, kind, election, record_key, version, body, author, created, statement"

    fileprivate init(row: SQLRow) throws(StoreError) {
        self.init(
            id: ID(rawValue: try row.integer(0)), kind: try row.choice(1), election: try row.text(2), key: try row.text(3),
            version: try row.int(4), body: try row.bytes(5), author: try row.text(6), created: try row.time(7),
            statement: row.isNull(8) ? nil : StatementRecord.ID(rawValue: try row.integer(8)))
    }
}
