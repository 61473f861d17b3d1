extension Store {
    /// Stores records and the one statement about all of them: all or nothing.
    ///
    /// - Parameter privateBody: what the statement only commits to.
    /// - Throws: ``StoreError/conflict(_:)`` if another version was stored in between, ``StoreError/rejected(_:)`` for a
    ///   version that leaves one out, or a name or body that is too long.
    @discardableResult
    public func add(
        _ records: [NewRecord], statement: NewStatement? = nil, privateBody: PrivateBody? = nil
    ) async throws(StoreError) -> [StoredRecord] {
        if let privateBody, !privateBody.opens { throw .rejected("salt and message do not open the commitment") }
        return try await write { connection in
            if let privateBody { try connection.add(privateBody) }
            let statement = try statement.map { try connection.add($0) }
            return try records.map { try connection.add($0, statement) }
        }
    }

    /// Stores first versions in the place of all that was there of these things: nothing of that is kept.
    ///
    /// - Parameter kind: everything of this kind goes, whether or not there is a new record of it.
    /// - Throws: as ``add(_:statement:)``.
    public func replace(_ records: [NewRecord], allOf kind: RecordKind? = nil) async throws(StoreError) {
        try await write { connection in
            if let kind { try connection.execute("DELETE FROM records WHERE kind = ?1", [.text(kind.rawValue)]) }
            for record in records {
                try connection.erase(record.kind, scope: record.scope, key: record.key)
                _ = try connection.add(record, nil)
            }
        }
    }

    /// The newest version, or the one asked for.
    public func record(
        _ kind: RecordKind, scope: String = "", key: String, version: Int? = nil
    ) async throws(StoreError) -> StoredRecord? {
        let condition = version == nil ? "" : " AND version = ?4"
        return try await records(
            where: "kind = ?1 AND scope = ?2 AND record_key = ?3\(condition) ORDER BY version DESC LIMIT 1",
            [.text(kind.rawValue), .text(scope), .text(key)] + (version.map { [.integer($0)] } ?? [])
        ).first
    }

    /// The newest version of every thing of a scope, in the order in which these were stored, after one of them.
    public func records(
        _ kind: RecordKind, scope: String, after id: StoredRecord.ID? = nil, limit: Int = 1000
    ) async throws(StoreError) -> [StoredRecord] {
        try await records(
            where: "kind = ?1 AND scope = ?2 AND is_newest = 1 AND id > ?3 ORDER BY id LIMIT ?4",
            [.text(kind.rawValue), .text(scope), .integer(id?.rawValue ?? 0), .integer(limit)])
    }

    /// The newest version of every thing of a kind, whatever its scope, the last stored first, before one of them.
    public func newestRecords(
        _ kind: RecordKind, before id: StoredRecord.ID? = nil, limit: Int
    ) async throws(StoreError) -> [StoredRecord] {
        try await records(
            where: "kind = ?1 AND is_newest = 1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
            [.text(kind.rawValue), .integer(id?.rawValue ?? .max), .integer(limit)])
    }

    /// Every version of a thing, the oldest first, at most a thousand.
    public func recordVersions(
        _ kind: RecordKind, scope: String = "", key: String
    ) async throws(StoreError) -> [StoredRecord] {
        try await records(
            where: "kind = ?1 AND scope = ?2 AND record_key = ?3 ORDER BY version LIMIT 1000",
            [.text(kind.rawValue), .text(scope), .text(key)])
    }

    /// The same without the bodies.
    public func recordHistory(
        _ kind: RecordKind, scope: String = "", key: String
    ) async throws(StoreError) -> [RecordVersion] {
        try await read { connection in
            try connection.rows(
                """
                SELECT version, author, created, statement FROM records
                WHERE kind = ?1 AND scope = ?2 AND record_key = ?3 ORDER BY version LIMIT 1000
                """, [.text(kind.rawValue), .text(scope), .text(key)]
            ).map { row in try RecordVersion(row: row) }
        }
    }

    /// Removes every version of a thing, so that only statements about it stay.
    ///
    /// - Returns: whether there was one.
    @discardableResult
    public func eraseRecord(_ kind: RecordKind, scope: String = "", key: String) async throws(StoreError) -> Bool {
        try await write { connection in try connection.erase(kind, scope: scope, key: key) > 0 }
    }

    private func records(where condition: String, _ values: [SQLValue]) async throws(StoreError) -> [StoredRecord] {
        try await read { connection in
            try connection.rows("SELECT \(StoredRecord.columns) FROM records WHERE \(condition)", values)
                .map { row in try StoredRecord(row: row) }
        }
    }
}

extension Connection {
    /// - Returns: how many versions there were.
    @discardableResult
    fileprivate func erase(_ kind: RecordKind, scope: String, key: String) throws(StoreError) -> Int {
        try execute(
            "DELETE FROM records WHERE kind = ?1 AND scope = ?2 AND record_key = ?3",
            [.text(kind.rawValue), .text(scope), .text(key)])
    }

    fileprivate func add(_ record: NewRecord, _ statement: StatementRecord.ID?) throws(StoreError) -> StoredRecord {
        guard record.body.count <= StoredRecord.bodyLimit, record.scope.utf8.count <= StoredRecord.nameLimit,
            (1...StoredRecord.nameLimit).contains(record.key.utf8.count)
        else {
            throw .rejected(
                "a record's scope and key have at most \(StoredRecord.nameLimit) bytes, its body \(StoredRecord.bodyLimit)")
        }
        let thing: [SQLValue] = [.text(record.kind.rawValue), .text(record.scope), .text(record.key)]
        let newest = try onlyRow(
            "SELECT COALESCE(MAX(version), 0) FROM records WHERE kind = ?1 AND scope = ?2 AND record_key = ?3", thing)
        guard try newest.int(0) < record.version else {
            throw .conflict("\(record.kind.rawValue) \(record.key) has version \(record.version) already")
        }
        guard try newest.int(0) == record.version - 1 else { throw .rejected("version \(record.version) leaves one out") }
        _ = try execute(
            "UPDATE records SET is_newest = 0 WHERE kind = ?1 AND scope = ?2 AND record_key = ?3 AND is_newest = 1", thing)
        let row = try onlyRow(
            """
            INSERT INTO records (kind, scope, record_key, version, is_newest, body, author, created, statement)
            VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7, ?8) RETURNING \(StoredRecord.columns)
            """,
            thing + [
                .integer(record.version), .bytes(record.body), .text(record.author), .time(record.created),
                statement.map { .integer($0.rawValue) } ?? .null,
            ])
        return try StoredRecord(row: row)
    }
}

extension RecordVersion {
    fileprivate init(row: SQLRow) throws(StoreError) {
        self.init(
            version: try row.int(0), author: try row.text(1), created: try row.time(2),
            statement: row.isNull(3) ? nil : StatementRecord.ID(rawValue: try row.integer(3)))
    }
}

extension StoredRecord {
    fileprivate static let columns = "id, kind, scope, record_key, version, body, author, created, statement"

    fileprivate init(row: SQLRow) throws(StoreError) {
        self.init(
            id: ID(rawValue: try row.integer(0)), kind: try row.choice(1), scope: try row.text(2), key: try row.text(3),
            version: try row.int(4), body: try row.bytes(5), author: try row.text(6), created: try row.time(7),
            statement: row.isNull(8) ? nil : StatementRecord.ID(rawValue: try row.integer(8)))
    }
}
