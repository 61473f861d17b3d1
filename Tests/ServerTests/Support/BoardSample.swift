import Credibility
import Daylight
import Storage

@testable import Server

/// A draft in two versions, and people of two kinds who are accredited.
enum BoardSample {
    static let first = ["Posts about polling hours come first.", "Leaks are held back.", "Notes are shown."]
    static let second = ["Posts about polling hours and places come first.", "Notes are shown.", "Everybody may complain."]

    static func proposal(_ paragraphs: [String], lastDay: CivilDate) -> BoardDesk.Proposal {
        .init(
            title: "Ranking before the vote", about: .rankingPolicy(version: FeedSample.version), paragraphs: paragraphs,
            lastDay: lastDay)
    }
}

extension TestSite {
    /// Accredits a user of the site, named as the role.
    @discardableResult
    func accredit(
        _ role: Role, _ kind: BoardKind = .media, from days: Int64 = 0, until last: Int64? = nil
    ) async throws -> BoardDesk.Member {
        // Nobody accredits himself, so that a reviewer is accredited by somebody else.
        let authorName = role == .reviewer ? "publisher" : "reviewer"
        guard let author = try await store.user(named: authorName) else { throw Missing.user }
        let today = clock.now.day
        let known = try await site.board.member(of: try await store.user(named: role.rawValue))
        return try await site.board.accredit(
            .init(
                user: role.rawValue, name: "Reviewer \(role.rawValue)", kind: kind, organisation: "House",
                address: WebAddress("https://house.example"), interests: "Paid by readers.", since: today.adding(days: days),
                until: last.map { today.adding(days: $0) }), id: known?.profile.id, by: author, now: clock.now)
    }

    /// Opens a draft; its first version is closed by a second one.
    ///
    /// - Returns: the ids of the draft and of a reviewer.
    func openBoard() async throws -> (draft: String, reviewer: String) {
        let reviewer = try await accredit(.clerk).profile.id
        let lastDay = clock.now.day.adding(days: 7)
        let first = BoardSample.proposal(BoardSample.first, lastDay: lastDay)
        guard let draft = try await site.board.publish(first, id: nil, by: "reviewer", now: clock.now) else {
            throw Missing.user
        }
        let second = BoardSample.proposal(BoardSample.second, lastDay: lastDay)
        _ = try await site.board.publish(second, id: draft.draft.id, by: "reviewer", now: clock.now)
        return (draft.draft.id, reviewer)
    }

    /// Gives a review of the newest version in the name of the user of a role.
    ///
    /// - Parameter votes: one letter for each clause in order: a, d, u, or - for none.
    @discardableResult
    func reviewBoard(_ draft: String, _ role: Role, _ votes: String, comment: String? = nil) async throws -> BoardDesk.Given? {
        guard let user = try await store.user(named: role.rawValue),
            let newest = try await site.board.versions(draft).last?.draft
        else { throw Missing.user }
        let letters: [Character: BoardVote] = ["a": .agree, "d": .disagree, "u": .unsure]
        let remarks = zip(newest.clauses, votes).compactMap { clause, letter in
            letters[letter].map { BoardReview.Remark(clause: clause.id, vote: $0, comment: nil) }
        }
        return try await site.board.review(draft, version: nil, remarks: remarks, comment: comment, by: user, now: clock.now)
    }
}
