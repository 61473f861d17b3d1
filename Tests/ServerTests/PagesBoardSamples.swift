import Credibility
import Daylight

@testable import Server

extension PageSample {
    /// The pages of the sounding board, in every state that their templates know.
    static func boardPages() throws -> [PageSample] {
        let draft = try draft([hostile, "Second", "Third indeed"], ["c1", "c2", "c3"], version: 2)
        let rules = try BoardDraft(
            id: "d2", version: 1, title: hostile, about: .ruleSet(name: hostile), clauses: [.init(id: "c1", text: hostile)],
            opened: .sample, closes: Timestamp(seconds: Timestamp.sample.seconds + 86_400))
        let (current, past) = (try reviewer("r1", .media, until: nil), try reviewer("r2", .academic, until: 1))
        let today = Timestamp.sample.day
        return try [
            PageSample(
                name: "board",
                page: BoardPage(
                    drafts: [.init(draft: draft, isOpen: true), .init(draft: rules, isOpen: false)],
                    reviewers: [current, past], today: today.adding(days: 2), isOffice: true, mine: current)),
            PageSample(
                name: "board-none",
                page: BoardPage(drafts: [], reviewers: [], today: today, isOffice: false, mine: nil), chrome: .anonymous),
            PageSample(name: "board-reviewer", page: BoardReviewerPage(reviewer: past, today: today, mayChange: true)),
            PageSample(
                name: "board-reviewer-bare",
                page: BoardReviewerPage(
                    reviewer: BoardReviewer(
                        id: "r3", name: hostile, kind: .civilSociety, organisation: hostile, address: nil, interests: nil,
                        accreditedBy: hostile, since: today.adding(days: 1), until: nil), today: today, mayChange: false),
                chrome: .anonymous),
            PageSample(name: "board-form-draft", page: BoardFormPage(subject: .draft(nil), filled: Filled())),
            PageSample(name: "board-form-version", page: BoardFormPage(subject: .draft("d1"), filled: faulty)),
            PageSample(name: "board-form-reviewer", page: BoardFormPage(subject: .reviewer(nil), filled: Filled())),
            PageSample(
                name: "board-form-profile", page: BoardFormPage(subject: .reviewer("r1"), filled: Filled(past, user: hostile))),
            PageSample(
                name: "board-review", page: BoardReviewPage(draft: draft, state: .open, filled: faulty, replaces: true)),
            PageSample(
                name: "board-review-closed",
                page: BoardReviewPage(draft: draft, state: .closed, filled: Filled(), replaces: false)),
            PageSample(
                name: "board-review-refused",
                page: BoardReviewPage(draft: draft, state: .notAccredited, filled: Filled(), replaces: false)),
        ] + draftPages(draft, rules)
    }

    private static func draftPages(_ draft: BoardDraft, _ rules: BoardDraft) throws -> [PageSample] {
        let before = try self.draft(["Before", "Third of all", "second"], ["c4", "c3", "c2"], version: 1)
        let many = try (0...BoardDraftPage.commentLimit).map { number in
            try review("m\(number)", .media, [("c1", .disagree, hostile), ("c2", nil, "Why?")])
        }
        let reviews = try many + [review("a", .academic, [("c1", .agree, nil), ("c3", .unsure, nil)])]
        let versions = [
            BoardDraftPage.Version(number: 1, created: .sample, statement: 3),
            BoardDraftPage.Version(number: 2, created: .sample, statement: nil),
        ]
        func page(
            _ draft: BoardDraft, _ reviews: [BoardReview], mayHear: Bool, isNewest: Bool, changes: BoardChanges?
        ) throws -> BoardDraftPage {
            BoardDraftPage(
                tally: try BoardTally(draft, reviews), erased: reviews.isEmpty ? 0 : 2, mayHear: mayHear, isOpen: isNewest,
                isNewest: isNewest, versions: versions, changes: changes, policy: isNewest ? hostile : nil,
                mayReview: isNewest, mayChange: isNewest)
        }
        return try [
            PageSample(
                name: "board-draft",
                page: page(draft, reviews, mayHear: true, isNewest: true, changes: BoardChanges(from: before, to: draft))),
            PageSample(
                name: "board-draft-hidden", page: page(draft, reviews, mayHear: false, isNewest: true, changes: nil),
                chrome: .anonymous),
            PageSample(
                name: "board-draft-none",
                page: page(rules, [], mayHear: true, isNewest: false, changes: BoardChanges(from: rules, to: rules)),
                chrome: .anonymous),
        ]
    }

    private static var faulty: Filled {
        var filled = Filled()
        filled.values = ["clauses": hostile, "vote-c1": "agree", "comment-c2": hostile, "comment": hostile]
        filled.problems = [
            "title": .missing, "about": .missing, "closes": .dayOver, "comment-c2": .tooLong, "comment": .saysNothing,
        ]
        return filled
    }

    private static func draft(_ texts: [String], _ ids: [String], version: Int) throws -> BoardDraft {
        try BoardDraft(
            id: "d1", version: version, title: hostile, about: .rankingPolicy(version: hostile),
            clauses: zip(ids, texts).map { BoardDraft.Clause(id: $0, text: $1) }, opened: .sample,
            closes: Timestamp(seconds: Timestamp.sample.seconds + 86_400))
    }

    private static func reviewer(_ id: String, _ kind: BoardKind, until days: Int64?) throws -> BoardReviewer {
        try BoardReviewer(
            id: id, name: hostile, kind: kind, organisation: hostile, address: WebAddress("https://house.example/a"),
            interests: hostile, accreditedBy: hostile, since: Timestamp.sample.day,
            until: days.map { Timestamp.sample.day.adding(days: $0) })
    }

    private static func review(
        _ id: String, _ kind: BoardKind, _ remarks: [(String, BoardVote?, String?)]
    ) throws -> BoardReview {
        try BoardReview(
            draft: "d1", version: 2, reviewer: .init(try reviewer(id, kind, until: nil)), given: .sample,
            remarks: remarks.map { .init(clause: $0, vote: $1, comment: $2) }, comment: "All of it: \(hostile)")
    }
}
