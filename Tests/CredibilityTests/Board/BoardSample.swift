import Daylight

@testable import Credibility

/// Drafts and reviews for tests, as short as they can be.
enum BoardSample {
    static let opened = Timestamp(seconds: 1_795_420_800)
    static let closes = Timestamp(seconds: 1_796_025_600)

    static func draft(_ texts: [String] = ["One", "Two", "Three"], version: Int = 1) throws -> BoardDraft {
        try BoardDraft(
            id: "d1", version: version, title: "Ranking before the vote", about: .rankingPolicy(version: "2"),
            clauses: texts.enumerated().map { BoardDraft.Clause(id: "c\($0 + 1)", text: $1) }, opened: opened, closes: closes)
    }

    static func reviewer(_ id: String, _ kind: BoardKind) throws -> BoardReviewer {
        try BoardReviewer(
            id: id, name: "Reviewer \(id)", kind: kind, organisation: "House", address: WebAddress("https://house.example"),
            interests: "None", accreditedBy: "The office", since: opened.day, until: closes.day)
    }

    /// - Parameter votes: one letter for each clause in order: a, d, u, or - for none.
    static func review(
        _ id: String, _ kind: BoardKind, _ votes: String, version: Int = 1, after seconds: Int64 = 60
    ) throws -> BoardReview {
        let letters: [Character: BoardVote] = ["a": .agree, "d": .disagree, "u": .unsure]
        return try BoardReview(
            draft: "d1", version: version, reviewer: .init(try reviewer(id, kind)),
            given: Timestamp(seconds: opened.seconds + seconds),
            remarks: votes.enumerated().compactMap { index, letter in
                letters[letter].map { BoardReview.Remark(clause: "c\(index + 1)", vote: $0, comment: nil) }
            }, comment: "As a whole")
    }
}
