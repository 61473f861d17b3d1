public import Credibility
public import Daylight
import Storage

/// Holds a round of the sounding board at once: for the demo election.
public struct BoardImport: Sendable {
    /// Somebody who is accredited and, where there are votes, reviews the first version of the draft.
    public struct Voice: Sendable {
        /// Name of the user of the server, added unless there is one.
        public var user: String
        public var name: String
        public var kind: BoardKind
        public var organisation: String
        public var interests: String?
        /// One for each clause in order; `nil` for none.
        public var votes: [BoardVote?]
        /// By the number of the clause, counted from 1; 0 for the whole.
        public var comments: [Int: String]

        public init(
            user: String, name: String, kind: BoardKind, organisation: String, interests: String? = nil,
            votes: [BoardVote?] = [], comments: [Int: String] = [:]
        ) {
            (self.user, self.name, self.kind, self.organisation) = (user, name, kind, organisation)
            (self.interests, self.votes, self.comments) = (interests, votes, comments)
        }
    }

    /// What the board is asked about, version after version.
    public struct Draft: Sendable {
        public var title: String
        public var about: BoardDraft.Topic
        /// The clauses of each version. What was said about one is public when the next is there.
        public var versions: [[String]]

        public init(title: String, about: BoardDraft.Topic, versions: [[String]]) {
            (self.title, self.about, self.versions) = (title, about, versions)
        }
    }

    private let observatory: Observatory
    private let desk: BoardDesk
    private let author: String

    /// - Parameters:
    ///   - organisation: who accredits.
    ///   - author: who is said to have opened the draft.
    public init(into observatory: Observatory, organisation: String, author: String) {
        self.observatory = observatory
        desk = BoardDesk(observatory: observatory, entropy: .system, office: organisation)
        self.author = author
    }

    /// Accredits the people, opens the draft for two weeks, takes the reviews of its first version, and publishes the
    /// others. Where there is a draft already, nothing is done.
    public func hold(_ draft: Draft, voices: [Voice], now: Timestamp) async throws {
        guard try await desk.drafts().isEmpty else { return }
        var id: String?
        for (index, paragraphs) in draft.versions.enumerated() {
            let published = try await desk.publish(
                .init(title: draft.title, about: draft.about, paragraphs: paragraphs, lastDay: now.day.adding(days: 14)),
                id: id, by: author, now: now)
            id = published?.draft.id
            guard index == 0, let first = published?.draft else { continue }
            for voice in voices { try await hear(voice, about: first, now: now) }
        }
    }

    private func hear(_ voice: Voice, about draft: BoardDraft, now: Timestamp) async throws {
        let user = try await user(voice.user, now: now)
        _ = try await desk.accredit(
            .init(
                user: user.name, name: voice.name, kind: voice.kind, organisation: voice.organisation,
                interests: voice.interests, since: now.day, until: now.day.adding(days: 365)), id: nil, by: nil, now: now)
        let remarks = draft.clauses.enumerated().compactMap { index, clause -> BoardReview.Remark? in
            let vote = index < voice.votes.count ? voice.votes[index] : nil
            let comment = voice.comments[index + 1]
            return vote == nil && comment == nil ? nil : .init(clause: clause.id, vote: vote, comment: comment)
        }
        guard !remarks.isEmpty else { return }
        _ = try await desk.review(
            draft.id, version: draft.version, remarks: remarks, comment: voice.comments[0], by: user, now: now)
    }

    /// The user of a name; a new one has a password that nobody knows.
    private func user(_ name: String, now: Timestamp) async throws -> User {
        if let user = try await observatory.store.user(named: name) { return user }
        let password = Hex.encode(Entropy.system.bytes(16))
        return try await observatory.addPerson(name: name, password: password, role: .reader, now: now)
    }
}
