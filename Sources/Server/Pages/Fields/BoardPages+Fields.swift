import Credibility
import Daylight

extension BoardPage {
    static var template: Template { .board }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleBoard) }

    func fields(_ words: Words) -> Fields {
        [
            "hasDrafts": .flag(!drafts.isEmpty),
            "drafts": .list(
                drafts.map { item in
                    [
                        "title": .text(item.draft.title), "path": .text(SitePath.boardDraft(item.draft.id)),
                        "about": .text(words.about(item.draft)), "version": .text(words.number(item.draft.version)),
                        "isOpen": .flag(item.isOpen), "closes": .text(words.moment(item.draft.closes)),
                        "review": .optional(item.isOpen && mayReview ? SitePath.boardReview(item.draft.id) : nil),
                    ]
                }), "hasReviewers": .flag(!reviewers.isEmpty),
            "reviewers": .list(
                reviewers.map { reviewer in
                    [
                        "name": .text(reviewer.name), "path": .text(SitePath.boardReviewer(reviewer.id)),
                        "kind": .text(words(reviewer.kind)), "organisation": .text(reviewer.organisation),
                        "isOver": .flag(!reviewer.isAccredited(on: today)),
                    ]
                }), "isOffice": .flag(isOffice), "newDraft": .text(SitePath.newBoardDraft),
            "newReviewer": .text(SitePath.newBoardReviewer),
        ]
    }

    private var mayReview: Bool { mine?.isAccredited(on: today) ?? false }
}

extension BoardReviewerPage {
    static var template: Template { .boardReviewer }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words(.titleBoardReviewer) }

    func fields(_ words: Words) -> Fields {
        [
            "board": .text(SitePath.board), "name": .text(reviewer.name), "kind": .text(words(reviewer.kind)),
            "organisation": .text(reviewer.organisation), "address": .optional(reviewer.address?.text),
            "interests": .optional(reviewer.interests), "accreditedBy": .text(reviewer.accreditedBy),
            "since": .text(words.day(reviewer.since)), "until": .optional(reviewer.until.map { words.day($0) }),
            "isAccredited": .flag(reviewer.isAccredited(on: today)),
            "change": .optional(mayChange ? SitePath.editBoardReviewer(reviewer.id) : nil),
        ]
    }
}

extension BoardReviewPage {
    static var template: Template { .boardReview }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words.title(.titleBoardReview, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        let ids = draft.clauses.map { "comment-\($0.id)" } + ["comment"]
        let faults = ids.compactMap { id in
            filled.problems[id].map { FieldProblem(target: id, message: words($0)) }
        }
        return [
            "draft": .text(draft.title), "path": .text(SitePath.boardDraft(draft.id)),
            "action": .text(SitePath.boardReview(draft.id)), "version": .text("\(draft.version)"),
            "closes": .text(words.moment(draft.closes)), "isOpen": .flag(state == .open),
            "isClosed": .flag(state == .closed), "replaces": .flag(replaces), "problems": faults.summary,
            "comment": .text(filled["comment"]), "fault": .optional(filled.problems["comment"].map { words($0) }),
            "clauses": .list(draft.clauses.enumerated().map { fields(of: $1, place: $0 + 1, words) }),
        ]
    }

    private func fields(of clause: BoardDraft.Clause, place: Int, _ words: Words) -> Fields {
        let comment = "comment-\(clause.id)"
        return [
            "id": .text(clause.id), "place": .text(words.number(place)), "text": .text(clause.text),
            "comment": .text(filled[comment]), "fault": .optional(filled.problems[comment].map { words($0) }),
            "votes": .list(
                BoardVote.allCases.map { vote in
                    [
                        "value": .text(vote.rawValue), "label": .text(words(vote)),
                        "isChosen": .flag(filled["vote-\(clause.id)"] == vote.rawValue),
                    ]
                }),
        ]
    }
}

extension BoardFormPage {
    static var template: Template { .boardForm }
    static var section: NavigationSection? { .claims }

    func title(_ words: Words) -> String { words.title(heading, hasProblems: !filled.problems.isEmpty) }

    func fields(_ words: Words) -> Fields {
        let inputs = inputs(words).filled(filled)
        return [
            "board": .text(SitePath.board), "heading": .text(words(heading)), "action": .text(action),
            "lede": .text(words(isDraft ? .boardDraftLede : .boardReviewerLede)),
            "send": .text(words(isDraft ? .boardDraftSend : .boardReviewerSend)),
            "inputs": inputs.fields(words), "problems": inputs.faults(words).summary,
        ]
    }

    private var isDraft: Bool { if case .draft = subject { true } else { false } }

    private var heading: Phrase {
        switch subject {
        case .draft(let id): id == nil ? .titleNewBoardDraft : .titleEditBoardDraft
        case .reviewer(let id): id == nil ? .titleNewBoardReviewer : .titleEditBoardReviewer
        }
    }

    private var action: String {
        switch subject {
        case .draft(let id): id.map { SitePath.editBoardDraft($0) } ?? SitePath.newBoardDraft
        case .reviewer(let id): id.map { SitePath.editBoardReviewer($0) } ?? SitePath.newBoardReviewer
        }
    }

    private func inputs(_ words: Words) -> [FormField] { isDraft ? Self.draftInputs(words) : Self.reviewerInputs(words) }

    private static func draftInputs(_ words: Words) -> [FormField] {
        [
            FormField(
                name: "title", kind: .line(type: "text", limit: BoardDraft.titleLimit, autocomplete: "off"), label: .boardTitle),
            FormField(
                name: "about",
                kind: .choice([
                    .init(value: BoardTopicChoice.rankingPolicy.rawValue, label: words(.boardPolicy)),
                    .init(value: BoardTopicChoice.ruleSet.rawValue, label: words(.boardRules)),
                ]), label: .boardAbout),
            FormField(
                name: "subject", kind: .line(type: "text", limit: BoardDraft.titleLimit, autocomplete: "off"),
                label: .boardSubject, hint: .boardSubjectHint),
            FormField(name: "clauses", kind: .area, label: .boardClauses, hint: .boardClausesHint),
            FormField(
                name: "closes", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .boardCloses,
                hint: .boardClosesHint),
        ]
    }

    private static func reviewerInputs(_ words: Words) -> [FormField] {
        [
            FormField(
                name: "user", kind: .line(type: "text", limit: 128, autocomplete: "off"), label: .boardUser, hint: .boardUserHint),
            FormField(
                name: "name", kind: .line(type: "text", limit: BoardReviewer.nameLimit, autocomplete: "off"), label: .boardName,
                hint: .boardNameHint),
            FormField(
                name: "kind", kind: .choice(BoardKind.allCases.map { .init(value: $0.rawValue, label: words($0)) }),
                label: .boardKind),
            FormField(
                name: "organisation", kind: .line(type: "text", limit: BoardReviewer.nameLimit, autocomplete: "off"),
                label: .boardOrganisation),
            FormField(
                name: "address", kind: .line(type: "url", limit: 2_000, autocomplete: "off"), label: .boardAddress,
                hint: .boardAddressHint),
            FormField(name: "interests", kind: .area, label: .boardInterests, hint: .boardInterestsHint),
            FormField(name: "since", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .boardSince),
            FormField(
                name: "until", kind: .line(type: "date", limit: 10, autocomplete: nil), label: .boardUntil,
                hint: .boardUntilHint),
        ]
    }
}

extension Words {
    /// What a draft is about, in words.
    func about(_ draft: BoardDraft) -> String {
        switch draft.about {
        case .rankingPolicy(let version): self(.boardPolicy) + " " + version
        case .ruleSet(let name): name
        }
    }
}

extension BoardKind: Worded {
    var phraseKey: String { "board-kind.\(rawValue)" }
}

extension BoardVote: Worded {
    var phraseKey: String { "board-vote.\(rawValue)" }
}
