public import Daylight

extension Store {
    /// Most links that are followed in one question.
    private static let linkLimit = 10_000

    /// Whether the statements at these places of the log are still current; a place without a statement is left out.
    ///
    /// A statement corrects another only if it names its index and its leaf hash, and stands after it in the log. So what
    /// is followed ends, whatever was written.
    public func standings(ofStatementsAt indices: [UInt64]) async throws(StoreError) -> [UInt64: StatementStanding] {
        let places = indices.compactMap { Int64(exactly: $0) }
        guard !places.isEmpty else { return [:] }
        return try await read { connection in
            var standings: [UInt64: StatementStanding] = [:]
            for start in stride(from: 0, to: places.count, by: 500) {
                let portion = places[start..<min(start + 500, places.count)].map { SQLValue.integer($0) }
                let corrections = Corrections(try connection.links(from: portion, limit: Self.linkLimit))
                for index in try connection.places(among: portion) { standings[index] = corrections.standing(of: index) }
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

    fileprivate func places(among places: [SQLValue]) throws(StoreError) -> [UInt64] {
        let list = Placeholders.list(places)
        var found: [UInt64] = []
        for row in try rows("SELECT log_index FROM statements WHERE log_index IN (\(list.sql))", list.values) {
            found.append(UInt64(try row.integer(0)))
        }
        return found
    }

    /// Every link that is reached from the places, the earliest first.
    fileprivate func links(from places: [SQLValue], limit: Int) throws(StoreError) -> [Corrections.Link] {
        let list = Placeholders.list(places)
        let step = """
            JOIN corrections c ON c.earlier_index = l.log_index AND c.earlier_hash = l.leaf_hash
            JOIN statements s ON s.id = c.statement AND s.log_index > l.log_index
            """
        var links: [Corrections.Link] = []
        for row in try rows(
            """
            WITH RECURSIVE later (log_index, leaf_hash) AS (
                SELECT log_index, leaf_hash FROM statements WHERE log_index IN (\(list.sql))
                UNION SELECT s.log_index, s.leaf_hash FROM later l \(step)
            )
            SELECT l.log_index, s.log_index FROM later l \(step) ORDER BY l.log_index, s.log_index LIMIT \(limit)
            """, list.values)
        {
            links.append(.init(earlier: UInt64(try row.integer(0)), later: UInt64(try row.integer(1))))
        }
        return links
    }
}
