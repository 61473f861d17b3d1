import Credibility
import Daylight
import EvidenceLog
import Storage

extension BoardDesk {
    /// What was said about a version of a draft, as far as it was not erased.
    struct Heard: Sendable {
        var reviews: [BoardReview]
        /// Reviews whose words were erased.
        var erased: Int
    }

    /// A review as it was taken.
    struct Given: Sendable {
        let draft: String
        let version: Int
        let reviewer: String
        let statement: StatementRecord.ID?
        /// Whether it stands in the place of an earlier one.
        let replaces: Bool

        fileprivate init(_ record: StoredRecord, of draft: BoardDraft) {
            self.draft = draft.id
            version = draft.version
            reviewer = record.key
            statement = record.statement
            replaces = record.version > 1
        }
    }

    /// The newest review of each reviewer of a version.
    func heard(about draft: BoardDraft) async throws -> Heard {
        let commitments = try await store.records(.boardReview, scope: Self.scope(draft), limit: BoardReview.countLimit)
            .map { record throws(InputError) in try Self.commitment(record) }
        let reviews = try await store.privateBodies(commitments).map { body throws(InputError) in
            try BoardReview(try JSONParser.parse(body.message))
        }
        return Heard(reviews: reviews, erased: commitments.count - reviews.count)
    }

    /// The review that a user has given of a version.
    func review(by member: Member?, of draft: BoardDraft) async throws -> BoardReview? {
        guard let member, let record = try await store.record(.boardReview, scope: Self.scope(draft), key: member.profile.id)
        else { return nil }
        return try await review(record)
    }

    /// Whether somebody sees what others said: everybody once the version is closed, and before only who has voted on
    /// it. Who sees the others' votes first tends to follow them.
    ///
    /// - Parameter newest: the newest version there is; an earlier one is closed.
    func mayHear(about draft: BoardDraft, newest: BoardDraft, member: Member?, now: Timestamp) async throws -> Bool {
        if draft.version < newest.version || now >= draft.closes { return true }
        guard let member, let record = try await store.record(.boardReview, scope: Self.scope(draft), key: member.profile.id)
        else { return false }
        // Whose review was erased has heard the others already.
        guard let own = try await review(record) else { return true }
        return own.remarks.contains { $0.vote != nil }
    }

    /// Whether somebody may read the message behind the commitment of a review.
    ///
    /// - Parameter message: the canonical bytes of a review.
    func mayRead(_ message: [UInt8], user: User?, now: Timestamp) async throws -> Bool {
        let review = try BoardReview(try JSONParser.parse(message))
        let versions = try await versions(review.draft)
        guard let newest = versions.last, let draft = versions.first(where: { $0.draft.version == review.version }) else {
            return false
        }
        return try await mayHear(about: draft.draft, newest: newest.draft, member: try await member(of: user), now: now)
    }

    /// Takes a review of the newest version; a later one of the same person replaces it. The same words again change nothing.
    ///
    /// - Parameter version: the version that was read; `nil` for the newest.
    /// - Returns: `nil` when there is no draft of this id.
    /// - Throws: ``Refusal``.
    func review(
        _ id: String, version: Int?, remarks: [BoardReview.Remark], comment: String?, by user: User, now: Timestamp
    ) async throws -> Given? {
        try await turn.run { [self] in
            guard let draft = try await versions(id).last?.draft else { return nil }
            guard let member = try await member(of: user), member.profile.isAccredited(on: now.day) else {
                throw Refusal.notAccredited
            }
            guard draft.isOpen(at: now) else { throw Refusal.closed }
            if let version, version != draft.version { throw Refusal.notNewest(draft.version) }
            let review = try Self.review(draft, remarks, comment, by: member.profile, now: now)
            let earlier = try await store.record(.boardReview, scope: Self.scope(draft), key: member.profile.id)
            if let earlier, let before = try await self.review(earlier), before.saysTheSame(as: review) {
                return Given(earlier, of: draft)
            }
            if earlier == nil {
                let count = try await store.records(.boardReview, scope: Self.scope(draft), limit: BoardReview.countLimit).count
                guard count < BoardReview.countLimit else { throw Refusal.full }
            }
            return Given(try await add(review, of: draft, after: earlier, now: now), of: draft)
        }
    }

    private func add(
        _ review: BoardReview, of draft: BoardDraft, after earlier: StoredRecord?, now: Timestamp
    ) async throws -> StoredRecord {
        let message = try review.bytes
        let salt = entropy.bytes(Commitment.saltByteCount)
        let commitment = Commitment(salt: salt, message: message)
        let supersedes = try await store.reference(to: earlier?.statement)
        let statement = try Statement(committing: commitment, type: .boardReviewGiven, supersedes: supersedes)
        let stored = try await store.add(
            [
                NewRecord(
                    kind: .boardReview, scope: Self.scope(draft), key: review.reviewer.id,
                    version: (earlier?.version ?? 0) + 1,
                    body: try CanonicalJSON.bytes(of: ["commitment": .string(commitment.digest.hex)]),
                    author: review.reviewer.id, created: now)
            ],
            statement: NewStatement(
                envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.boardReviewGiven.uri,
                title: "A review of a draft on the sounding board", created: now, supersedes: supersedes),
            privateBody: PrivateBody(commitment: commitment.digest, salt: salt, message: message))
        _ = try await observatory.logPendingIfPossible()
        return stored[0]
    }

    @inline(never)
    private static func review(
        _ draft: BoardDraft, _ remarks: [BoardReview.Remark], _ comment: String?, by profile: BoardReviewer, now: Timestamp
    ) throws(Refusal) -> BoardReview {
        let known = Set(draft.clauses.map(\.id))
        do throws(InputError) {
            for (index, remark) in remarks.enumerated() where !known.contains(remark.clause) {
                throw InputError(
                    field: "clauses[\(index)].clause", expected: "a clause of the draft", found: "\"\(remark.clause)\"")
            }
            return try BoardReview(
                draft: draft.id, version: draft.version, reviewer: .init(profile), given: now, remarks: remarks, comment: comment)
        } catch { throw .malformed(error) }
    }

    private func review(_ record: StoredRecord) async throws -> BoardReview? {
        try await store.privateBody(try Self.commitment(record)).map { body throws(InputError) in
            try BoardReview(try JSONParser.parse(body.message))
        }
    }

    @inline(never)
    private static func commitment(_ record: StoredRecord) throws(InputError) -> Digest {
        try MemberReader(try JSONParser.parse(record.body)).digest("commitment")
    }

    private static func scope(_ draft: BoardDraft) -> String { "\(draft.id)/\(draft.version)" }
}

extension BoardReview {
    /// Whether another review differs in nothing but the moment in which it was given.
    fileprivate func saysTheSame(as other: BoardReview) -> Bool {
        (remarks, comment) == (other.remarks, other.comment) && reviewer == other.reviewer
    }
}
