public import Daylight

extension Store {
    /// Stores records and, with the first of them, the statement about it: all or nothing.
    ///
    /// - Parameter privateBody: what the statement only commits to.
    /// - Throws: ``StoreError/conflict(_:)`` if another version was stored in between, ``StoreError/rejected(_:)`` for a
    ///   version that leaves one out, or a body or key that is too long.
    @discardableResult
    public func add(
        _ records: [NewAdRecord], statement: NewStatement? = nil, privateBody: PrivateBody? = nil
    ) async throws(StoreError) -> [AdRecord] {
        if let privateBody, !privateBody.opens { throw .rejected("salt and message do not open the commitment") }
        return try await write { connection in
            if let privateBody { try connection.add(privateBody) }
            var statement = try statement.map { try connection.add($0) }
            var stored: [AdRecord] = []
            for record in records {
                stored.append(try connection.add(record, statement: statement))
                statement = nil
            }
            return stored
        }
    }

    /// The newest version, or the one asked for.
    public func adRecord(_ kind: AdRecordKind, _ key: String, version: Int? = nil) async throws(StoreError) -> AdRecord? {
        let condition = version == nil ? "" : " AND version = ?3"
        return try await adRecords(
            where: "kind = ?1 AND record_key = ?2\(condition) ORDER BY version DESC LIMIT 1",
            [.text(kind.rawValue), .text(key)] + (version.map { [.integer($0)] } ?? [])
        ).first
    }

    /// The newest versions of things of one kind, in no order; keys without a record are left out.
    public func newestAdRecords(_ kind: AdRecordKind, keys: [String]) async throws(StoreError) -> [AdRecord] {
        guard !keys.isEmpty else { return [] }
        let list = Placeholders.list(keys.map { .text($0) }, from: 2)
        return try await adRecords(
            where: "kind = ?1 AND record_key IN (\(list.sql)) AND \(Self.isNewest)", [.text(kind.rawValue)] + list.values)
    }

    /// Every version of a thing, the newest first, at most a thousand.
    public func adRecordVersions(_ kind: AdRecordKind, _ key: String) async throws(StoreError) -> [AdRecord] {
        try await adRecords(
            where: "kind = ?1 AND record_key = ?2 ORDER BY version DESC LIMIT 1000", [.text(kind.rawValue), .text(key)])
    }

    /// Records of some kinds in the order in which they were stored, every version, after one of them.
    public func adRecords(
        of kinds: Set<AdRecordKind>, after id: AdRecord.ID? = nil, limit: Int = 1000
    ) async throws(StoreError) -> [AdRecord] {
        let list = Placeholders.list(kinds.map(\.rawValue).sorted().map { .text($0) }, from: 3)
        return try await adRecords(
            where: "kind IN (\(list.sql)) AND id > ?1 ORDER BY id LIMIT ?2",
            [.integer(id?.rawValue ?? 0), .integer(limit)] + list.values)
    }

    /// The same, only which they are: their bodies are not read.
    public func adRecordIDs(
        of kinds: Set<AdRecordKind>, after id: AdRecord.ID, limit: Int
    ) async throws(StoreError) -> [AdRecord.ID] {
        let list = Placeholders.list(kinds.map(\.rawValue).sorted().map { .text($0) }, from: 3)
        return try await read { connection in
            try connection.rows(
                "SELECT id FROM ad_records WHERE kind IN (\(list.sql)) AND id > ?1 ORDER BY id LIMIT ?2",
                [.integer(id.rawValue), .integer(limit)] + list.values
            ).map { row in AdRecord.ID(rawValue: try row.integer(0)) }
        }
    }

    /// What something has to be done about, the most urgent first.
    public func dueAdRecords(limit: Int = 1000) async throws(StoreError) -> [AdRecord] {
        try await adRecords(where: "due IS NOT NULL ORDER BY due, id LIMIT ?1", [.integer(limit)])
    }

    /// Each thing of a kind in its newest version, the one that changed last first.
    public func newestAdRecords(of kind: AdRecordKind, limit: Int) async throws(StoreError) -> [AdRecord] {
        try await adRecords(
            where: "kind = ?1 AND \(Self.isNewest) ORDER BY id DESC LIMIT ?2", [.text(kind.rawValue), .integer(limit)])
    }

    private static let isNewest = """
        NOT EXISTS (
            SELECT 1 FROM ad_records AS later WHERE later.kind = ad_records.kind
            AND later.record_key = ad_records.record_key AND later.version > ad_records.version)
        """

    /// Says that nothing has to be done about a record any more, or when.
    public func setDue(_ due: Timestamp?, of id: AdRecord.ID) async throws(StoreError) {
        _ = try await write { connection in
            try connection.execute("UPDATE ad_records SET due = ?2 WHERE id = ?1", [.integer(id.rawValue), .time(due)])
        }
    }

    /// Puts another body in the place of every version of a thing, for what may not be kept about a person.
    public func replaceBodies(_ kind: AdRecordKind, _ key: String, with body: [UInt8]) async throws(StoreError) {
        _ = try await write { connection in
            try connection.execute(
                "UPDATE ad_records SET body = ?3 WHERE kind = ?1 AND record_key = ?2",
                [.text(kind.rawValue), .text(key), .bytes(body)])
        }
        do { try await engine.scrub() } catch { throw StoreError(error) }
    }

    private func adRecords(where condition: String, _ values: [SQLValue]) async throws(StoreError) -> [AdRecord] {
        try await read { connection in
            try connection.rows("SELECT \(AdRecord.columns) FROM ad_records WHERE \(condition)", values)
                .map { row in try AdRecord(row: row) }
        }
    }
}

extension Connection {
    fileprivate func add(_ record: NewAdRecord, statement: StatementRecord.ID?) throws(StoreError) -> AdRecord {
        guard record.body.count <= AdRecord.bodyLimit, (1...AdRecord.keyLimit).contains(record.key.utf8.count) else {
            throw .rejected("a record has a key of 1 to \(AdRecord.keyLimit) and a body of at most \(AdRecord.bodyLimit) bytes")
        }
        let newest = try onlyRow(
            "SELECT COALESCE(MAX(version), 0) FROM ad_records WHERE kind = ?1 AND record_key = ?2",
            [.text(record.kind.rawValue), .text(record.key)])
        guard try newest.int(0) < record.version else {
            throw .conflict("\(record.kind.rawValue) \(record.key) has version \(record.version) already")
        }
        guard try newest.int(0) == record.version - 1 else { throw .rejected("version \(record.version) leaves one out") }
        let row = try onlyRow(
            """
            INSERT INTO ad_records (kind, record_key, version, body, author, created, due, statement)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING \(AdRecord.columns)
            """,
            [
                .text(record.kind.rawValue), .text(record.key), .integer(record.version), .bytes(record.body),
                .text(record.author), .time(record.created), .time(record.due), statement.map { .integer($0.rawValue) } ?? .null,
            ])
        return try AdRecord(row: row)
    }
}

extension AdRecord {
    fileprivate static let columns = "id, kind, record_key, version, body, author, created, due, statement"

    fileprivate init(row: SQLRow) throws(StoreError) {
        self.init(
            id: ID(rawValue: try row.integer(0)), kind: try row.choice(1), key: try row.text(2), version: try row.int(3),
            body: try row.bytes(4), author: try row.text(5), created: try row.time(6), due: try row.optionalTime(7),
            statement: row.isNull(8) ? nil : StatementRecord.ID(rawValue: try row.integer(8)))
    }
}
