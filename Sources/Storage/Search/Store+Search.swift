import Daylight

extension Store {
    /// What contains all the words of a text, the last of them taken as a beginning.
    ///
    /// What is called exactly so comes first, then what begins so, then the rest; within each, findings and decisions,
    /// then accounts and objects by the number of their shares. The text is plain words: nothing in it is syntax.
    ///
    /// - Parameter kinds: what to look for; all when empty.
    public func search(
        _ text: String, kinds: Set<SearchHit.Kind> = [], after cursor: Cursor? = nil, limit: Int
    ) async throws(StoreError) -> Page<SearchHit> {
        let words = SearchWords.of(text, limit: SearchWords.queryLimit)
        guard !words.isEmpty else { return Page(items: [], next: nil) }
        let limit = Page<SearchHit>.clamped(limit)
        let start = try cursor?.keys(of: "search", count: 3) ?? [-1, 0, 0]
        let chosen = (kinds.isEmpty ? Set(SearchHit.Kind.allCases) : kinds).map(\.rawValue).sorted()
        return try await read { connection in
            let kinds = Placeholders.list(chosen.map { .text($0) }, from: 9)
            let phrase = words.joined(separator: " ")
            let rows = try connection.rows(
                Self.searchSQL(connection.dialect, kinds: kinds.sql),
                [
                    .text(connection.dialect.fullTextQuery(words)), .text(phrase), .text(phrase + " "),
                    .integer(phrase.unicodeScalars.count + 1), .integer(start[0]), .integer(start[1]), .integer(start[2]),
                    .integer(limit + 1),
                ] + kinds.values)
            return try Page.cutting(rows, limit: limit) {
                try SearchHit(row: $0, words: words)
            } cursor: { row in
                Cursor(list: "search", keys: [try row.integer(0), try row.integer(1), try row.integer(2)])
            }
        }
    }

    private static func searchSQL(_ dialect: Dialect, kinds: String) -> String {
        """
        WITH matches AS (
            SELECT d.id, d.kind, d.identifier, d.title, d.body, d.weight,
                CASE WHEN d.words = ?2 THEN 0 WHEN SUBSTR(d.words, 1, CAST(?4 AS INTEGER)) = ?3 THEN 1 ELSE 2 END AS tier
            FROM documents d WHERE \(dialect.fullTextCondition) AND d.kind IN (\(kinds))
        )
        SELECT CAST(tier AS BIGINT), weight, id, kind, identifier, title, body FROM matches
        WHERE tier > ?5 OR (tier = ?5 AND (weight < ?6 OR (weight = ?6 AND id > ?7)))
        ORDER BY tier, weight DESC, id LIMIT ?8
        """
    }
}

extension SearchHit {
    /// Reads a row that starts with the three keys of the cursor.
    fileprivate init(row: SQLRow, words: [String]) throws(StoreError) {
        kind = try row.choice(3)
        identifier = try row.opaque(4)
        title = row.isNull(5) ? identifier : try row.text(5)
        switch kind {
        case .account, .object:
            let shares = try row.integer(1)
            snippet = shares == 1 ? "1 share" : "\(shares) shares"
        case .finding, .decision: snippet = Snippet.of(try row.text(6), around: words)
        }
    }
}
