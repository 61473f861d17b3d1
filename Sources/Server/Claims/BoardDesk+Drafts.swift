import Credibility
import Daylight
import EvidenceLog
import Storage

extension BoardDesk {
    /// A version of a draft as it was published.
    struct Published: Sendable {
        let draft: BoardDraft
        let document: [UInt8]
        let created: Timestamp
        let statement: StatementRecord.ID?

        @inline(never)
        init(_ record: StoredRecord) throws(InputError) {
            draft = try BoardDraft(parsing: record.body)
            document = record.body
            created = record.created
            statement = record.statement
        }
    }

    /// What a version says.
    struct Proposal: Sendable {
        var title: String
        var about: BoardDraft.Topic
        var paragraphs: [String]
        /// The last day on which it can be reviewed, in UTC.
        var lastDay: CivilDate
    }

    /// The newest version of every draft, the last changed first.
    func drafts() async throws -> [Published] {
        try await store.newestRecords(.boardDraft, limit: Self.listLimit).map { record throws(InputError) in
            try Published(record)
        }
    }

    /// The drafts about a version of a ranking policy.
    func drafts(aboutPolicy version: String) async throws -> [BoardDraft] {
        try await drafts().map(\.draft).filter { $0.about == .rankingPolicy(version: version) }
    }

    /// Every version of a draft, the oldest first; empty when there is none.
    func versions(_ id: String) async throws -> [Published] {
        guard (1...BoardName.limit).contains(id.utf8.count) else { return [] }
        return try await store.recordVersions(.boardDraft, key: id).map { record throws(InputError) in try Published(record) }
    }

    /// Publishes a draft, or its next version: stored, signed and logged. The same words again publish nothing.
    ///
    /// - Parameter id: the draft that gets a new version; `nil` for a new draft.
    /// - Returns: `nil` when there is no draft of this id.
    /// - Throws: ``Refusal``.
    func publish(_ proposal: Proposal, id: String?, by author: String, now: Timestamp) async throws -> Published? {
        try await turn.run { [self] in
            var earlier: [Published] = []
            if let id { earlier = try await versions(id) }
            if id != nil, earlier.isEmpty { return nil }
            let draft: BoardDraft
            do throws(InputError) {
                draft = try BoardDraft(
                    id: id ?? Hex.encode(entropy.bytes(Self.nameByteCount)), version: (earlier.last?.draft.version ?? 0) + 1,
                    title: proposal.title, about: proposal.about,
                    clauses: BoardDraft.clauses(proposal.paragraphs, after: earlier.map(\.draft)), opened: now,
                    closes: Timestamp(seconds: proposal.lastDay.adding(days: 1).daysSinceEpoch * 86_400))
            } catch { throw Refusal.malformed(error) }
            if let newest = earlier.last, newest.draft.saysTheSame(as: draft) { return newest }
            return try await add(draft, supersedes: try await store.reference(to: earlier.last?.statement), by: author, now: now)
        }
    }

    private func add(
        _ draft: BoardDraft, supersedes: StatementReference?, by author: String, now: Timestamp
    ) async throws -> Published {
        let body = try draft.bytes
        var predicate: JSONObject = [
            "draftSHA256": .string(Digest(of: body).hex), "version": .integer(draft.version),
            "clauses": .integer(draft.clauses.count), "program": .string(Self.program),
        ]
        predicate["supersedes"] = supersedes?.json
        let statement = try Statement(
            type: .boardDraftPublished, subjects: [.init(name: "draft:\(draft.id)", sha256: Digest(of: body))],
            predicate: predicate)
        let stored = try await store.add(
            [NewRecord(kind: .boardDraft, key: draft.id, version: draft.version, body: body, author: author, created: now)],
            statement: NewStatement(
                envelope: try observatory.signer.sign(statement.body()),
                predicateType: PredicateType.boardDraftPublished.uri, title: "A draft for the sounding board", created: now,
                supersedes: supersedes))
        _ = try await observatory.logPendingIfPossible()
        return try Published(stored[0])
    }
}

extension BoardDraft {
    /// Whether another version differs in nothing but its number and the moment in which it was opened.
    fileprivate func saysTheSame(as other: BoardDraft) -> Bool {
        (title, closes) == (other.title, other.closes) && about == other.about && clauses == other.clauses
    }
}
