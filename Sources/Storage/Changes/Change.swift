public import Daylight

/// Something new, for the list of what changed.
public struct Change: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        case imported, found, decided
    }

    public let date: Timestamp
    public let kind: Kind
    /// A data set's name, a finding's summary, or a verdict.
    public let title: String
    /// Identifier of the data set, or of the finding that was found or decided on.
    public let identifier: String
}

extension Store {
    /// What was imported, found and decided since a moment, the newest first.
    public func changes(since moment: Timestamp, limit: Int) async throws(StoreError) -> [Change] {
        try await read { connection in
            try connection.rows(
                """
                SELECT happened, kind, title, identifier FROM (
                    SELECT imported AS happened, 'imported' AS kind, name AS title, id AS identifier FROM datasets
                    UNION ALL SELECT created, 'found', summary, id FROM findings
                    UNION ALL SELECT decided, 'decided', verdict, finding FROM decisions
                ) AS events
                WHERE happened >= ?1 ORDER BY happened DESC, kind, identifier LIMIT ?2
                """, [.time(moment), .integer(Page<Change>.clamped(limit))]
            ).map { row in
                Change(date: try row.time(0), kind: try row.choice(1), title: try row.text(2), identifier: try row.text(3))
            }
        }
    }
}
