import Daylight

extension Store {
    /// How much the account shared in each data set, the newest data set first.
    public func activity(ofAccount account: String) async throws(StoreError) -> [AccountActivity] {
        try await read { connection in
            try connection.rows(
                """
                SELECT d.sha256, d.name, a.rows, a.first_share, a.last_share
                FROM accounts a JOIN datasets d ON d.number = a.dataset
                WHERE a.lookup = ?1 AND a.identifier = ?2
                ORDER BY d.imported DESC, d.number DESC LIMIT 1000
                """, [.integer(AccountLookup.number(account)), .opaque(account)]
            ).map { row in
                AccountActivity(
                    dataset: Dataset.ID(input: try row.digest(0)), datasetName: try row.text(1), rows: try row.int(2),
                    first: try row.time(3), last: try row.time(4))
            }
        }
    }

    /// The shares of one account in one data set, in the order of time.
    public func shares(
        ofAccount account: String, in dataset: Dataset.ID, after cursor: Cursor? = nil, limit: Int
    ) async throws(StoreError) -> Page<Share> {
        let limit = Page<Share>.clamped(limit)
        let start = try cursor?.keys(of: "shares", count: 2) ?? [.min, .min]
        return try await read { connection in
            let rows = try connection.rows(
                """
                SELECT o.identifier, s.content, s.shared, s.number
                FROM accounts a
                JOIN datasets d ON d.number = a.dataset
                JOIN shares s ON s.dataset = a.dataset AND s.account = a.number
                JOIN objects o ON o.dataset = s.dataset AND o.number = s.object
                WHERE d.id = ?1 AND a.lookup = ?2 AND a.identifier = ?3 AND (s.shared, s.number) > (?4, ?5)
                ORDER BY s.shared, s.number LIMIT ?6
                """,
                [
                    .text(dataset.text), .integer(AccountLookup.number(account)), .opaque(account), .integer(start[0]),
                    .integer(start[1]), .integer(limit + 1),
                ])
            return try Page.cutting(rows, limit: limit) { row in
                Share(object: try row.opaque(0), account: account, content: try row.opaque(1), time: try row.time(2))
            } cursor: { row in
                Cursor(list: "shares", keys: [try row.integer(2), try row.integer(3)])
            }
        }
    }
}
