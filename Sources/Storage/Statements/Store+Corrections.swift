public import Daylight

extension Store {
    /// Most links that are followed in one question.
    private static let linkLimit = 10_000

    /// Whether the statements of these numbers are still current; a number without a statement is left out.
    ///
    /// A statement corrects another only if it names its index and its leaf hash, and stands after it, in the same log or
    /// in a later one. So what is followed ends, whatever was written.
    public func standings(ofStatements numbers: [UInt64]) async throws(StoreError) -> [UInt64: StatementStanding] {
        let numbers = numbers.compactMap { Int64(exactly: $0) }
        guard !numbers.isEmpty else { return [:] }
        return try await read { connection in
            var standings: [UInt64: StatementStanding] = [:]
            for start in stride(from: 0, to: numbers.count, by: 500) {
                let portion = numbers[start..<min(start + 500, numbers.count)].map { SQLValue.integer($0) }
                let corrections = Corrections(try connection.links(from: portion, limit: Self.linkLimit))
                for number in try connection.statements(among: portion) { standings[number] = corrections.standing(of: number) }
            }
            return standings
        }
    }
}

extension Connection {
    /// Remembers which statement a new one corrects.
    func add(_ id: StatementRecord.ID, correcting reference: StatementReference) throws(StoreError) {
        guard let index = Int64(exactly: reference.index) else { throw .rejected("a log index beyond 2^63") }
        try execute(
            "INSERT INTO corrections (statement, earlier_index, earlier_hash) VALUES (?1, ?2, ?3)",
            [.integer(id.rawValue), .integer(index), .digest(reference.leafHash)])
    }

    fileprivate func statements(among numbers: [SQLValue]) throws(StoreError) -> [UInt64] {
        let list = Placeholders.list(numbers)
        var found: [UInt64] = []
        for row in try rows("SELECT number FROM statements WHERE number IN (\(list.sql))", list.values) {
            found.append(UInt64(try row.integer(0)))
        }
        return found
    }

    /// Every link that is reached from the statements, the earliest first.
    fileprivate func links(from numbers: [SQLValue], limit: Int) throws(StoreError) -> [Corrections.Link] {
        let list = Placeholders.list(numbers)
        let step = """
            JOIN corrections c ON c.earlier_index = l.log_index AND c.earlier_hash = l.leaf_hash
            JOIN statements s ON s.id = c.statement AND s.number > l.number
            """
        var links: [Corrections.Link] = []
        for row in try rows(
            """
            WITH RECURSIVE later (number, log_index, leaf_hash) AS (
                SELECT number, log_index, leaf_hash FROM statements WHERE number IN (\(list.sql))
                UNION SELECT s.number, s.log_index, s.leaf_hash FROM later l \(step)
            )
            SELECT l.number, s.number FROM later l \(step) ORDER BY l.number, s.number LIMIT \(limit)
            """, list.values)
        {
            links.append(.init(earlier: UInt64(try row.integer(0)), later: UInt64(try row.integer(1))))
        }
        return links
    }
}
