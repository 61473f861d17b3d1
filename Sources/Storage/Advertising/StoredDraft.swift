public import Daylight

/// A transparency notice that somebody is still filling in.
public struct StoredDraft: Hashable, Sendable {
    /// Hard to guess, since it stands in addresses.
    public let id: String
    public let user: User.ID
    /// The short code of the notice that this one corrects; `nil` for a new notice.
    public let revises: String?
    /// What was answered so far: JSON, at most ``AdRecord/bodyLimit`` bytes.
    public let answers: [UInt8]
    public let changed: Timestamp

    public init(id: String, user: User.ID, revises: String?, answers: [UInt8], changed: Timestamp) {
        self.id = id
        self.user = user
        self.revises = revises
        self.answers = answers
        self.changed = changed
    }
}

extension Store {
    /// Most drafts one person may have at a time.
    public static let draftLimit = 200

    /// Stores a draft, or what was changed in it.
    ///
    /// - Throws: ``StoreError/rejected(_:)`` for answers that are too long, one draft too many, or another person's draft.
    public func save(_ draft: StoredDraft) async throws(StoreError) {
        guard draft.answers.count <= AdRecord.bodyLimit else {
            throw .rejected("a draft has at most \(AdRecord.bodyLimit) bytes")
        }
        try await write { connection in
            let changed = try connection.execute(
                "UPDATE notice_drafts SET answers = ?3, changed = ?4 WHERE id = ?1 AND user_id = ?2",
                [.text(draft.id), .integer(draft.user.rawValue), .bytes(draft.answers), .time(draft.changed)])
            guard changed == 0 else { return }
            let count = try connection.onlyRow(
                "SELECT COUNT(*) FROM notice_drafts WHERE user_id = ?1", [.integer(draft.user.rawValue)])
            guard try count.int(0) < Self.draftLimit else {
                throw StoreError.rejected("a person has at most \(Self.draftLimit) drafts; discard one first")
            }
            let added = try connection.execute(
                """
                INSERT INTO notice_drafts (id, user_id, revises, answers, changed) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (id) DO NOTHING
                """,
                [
                    .text(draft.id), .integer(draft.user.rawValue), draft.revises.map { .text($0) } ?? .null,
                    .bytes(draft.answers), .time(draft.changed),
                ])
            guard added == 1 else { throw StoreError.rejected("the draft belongs to another person") }
        }
    }

    /// The person's draft, if it is there.
    public func draft(_ id: String, of user: User.ID) async throws(StoreError) -> StoredDraft? {
        try await drafts(where: "id = ?1 AND user_id = ?2", [.text(id), .integer(user.rawValue)]).first
    }

    /// The person's drafts, the one changed last first.
    public func drafts(of user: User.ID) async throws(StoreError) -> [StoredDraft] {
        try await drafts(where: "user_id = ?1 ORDER BY changed DESC, id", [.integer(user.rawValue)])
    }

    /// Forgets a draft.
    public func discardDraft(_ id: String, of user: User.ID) async throws(StoreError) {
        _ = try await write { connection in
            try connection.execute(
                "DELETE FROM notice_drafts WHERE id = ?1 AND user_id = ?2", [.text(id), .integer(user.rawValue)])
        }
    }

    private func drafts(where condition: String, _ values: [SQLValue]) async throws(StoreError) -> [StoredDraft] {
        try await read { connection in
            try connection.rows("SELECT id, user_id, revises, answers, changed FROM notice_drafts WHERE \(condition)", values)
                .map { row in
                    StoredDraft(
                        id: try row.text(0), user: User.ID(rawValue: try row.integer(1)),
                        revises: row.isNull(2) ? nil : try row.text(2), answers: try row.bytes(3), changed: try row.time(4))
                }
        }
    }
}
