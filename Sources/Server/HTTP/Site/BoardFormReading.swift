import Credibility
import Daylight

extension BoardDesk.Proposal {
    /// What was typed; `nil` after a refusal.
    init?(_ reading: inout FormReading, today: CivilDate) {
        let title = reading.text("title", limit: BoardDraft.titleLimit)
        let about = reading.choice("about", BoardTopicChoice.self)
        let subject = reading.text("subject", limit: BoardDraft.titleLimit)
        // The bound of the whole keeps the work small; each clause has its own.
        let text = reading.text("clauses", limit: BoardDraft.clauseLimit * BoardDraft.clauseTextLimit, mayBreak: true)
        let paragraphs = BoardDraft.paragraphs(of: text)
        if paragraphs.count > BoardDraft.clauseLimit { reading.refuse("clauses", .tooManyClauses) }
        if paragraphs.contains(where: { $0.unicodeScalars.count > BoardDraft.clauseTextLimit }) {
            reading.refuse("clauses", .tooLong)
        }
        let day = reading.day("closes", isNeeded: true)
        if let day, day < today { reading.refuse("closes", .dayOver) }
        guard reading.isRight, let about, let day else { return nil }
        self.init(title: title, about: about.topic(subject), paragraphs: paragraphs, lastDay: day)
    }
}

/// What a draft may be about, as the form asks it.
enum BoardTopicChoice: String, CaseIterable {
    case rankingPolicy, ruleSet

    init(_ topic: BoardDraft.Topic) {
        switch topic {
        case .rankingPolicy: self = .rankingPolicy
        case .ruleSet: self = .ruleSet
        }
    }

    fileprivate func topic(_ subject: String) -> BoardDraft.Topic {
        switch self {
        case .rankingPolicy: .rankingPolicy(version: subject)
        case .ruleSet: .ruleSet(name: subject)
        }
    }
}

extension BoardDesk.Accreditation {
    /// What was typed; `nil` after a refusal.
    init?(_ reading: inout FormReading) {
        let user = reading.text("user", limit: 128)
        let name = reading.text("name", limit: BoardReviewer.nameLimit)
        let kind = reading.choice("kind", BoardKind.self)
        let organisation = reading.text("organisation", limit: BoardReviewer.nameLimit)
        let typed = reading.optional("address", limit: 2_000)
        let address = typed.flatMap { WebAddress($0) }
        if typed != nil, address == nil { reading.refuse("address", .notAWebAddress) }
        let interests = reading.lines("interests", limit: BoardReviewer.interestsLimit)
        let since = reading.day("since", isNeeded: true)
        let until = reading.day("until", isNeeded: false)
        if let since, let until, until < since { reading.refuse("until", .endsBeforeItBegins) }
        guard reading.isRight, let kind, let since else { return nil }
        self.init(
            user: user, name: name, kind: kind, organisation: organisation, address: address, interests: interests,
            since: since, until: until)
    }
}

extension FormReading {
    /// Votes and comments on the clauses of a draft, and the comment on the whole.
    mutating func remarks(on draft: BoardDraft) -> ([BoardReview.Remark], String?) {
        var remarks: [BoardReview.Remark] = []
        for clause in draft.clauses {
            let vote = filled.values["vote-\(clause.id)"].flatMap { BoardVote(rawValue: $0) }
            let comment = lines("comment-\(clause.id)", limit: BoardReview.commentLimit)
            if vote != nil || comment != nil {
                remarks.append(BoardReview.Remark(clause: clause.id, vote: vote, comment: comment))
            }
        }
        let comment = lines("comment", limit: BoardReview.commentLimit)
        if remarks.isEmpty, comment == nil { refuse("comment", .saysNothing) }
        return (remarks, comment)
    }

    /// A text of several lines, each ended as the room ends it; `nil` when there is none.
    fileprivate mutating func lines(_ name: String, limit: Int) -> String? {
        optional(name, limit: limit, mayBreak: true)
            .map { $0.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).joined(separator: "\n") }
    }

    fileprivate mutating func day(_ name: String, isNeeded: Bool) -> CivilDate? {
        let text = isNeeded ? self.text(name, limit: 10) : optional(name, limit: 10) ?? ""
        guard !text.isEmpty else { return nil }
        let day = CivilDate(iso8601: text)
        if let day, (CivilDate(daysSinceEpoch: 0)...CivilDate(daysSinceEpoch: 2_932_000)).contains(day) { return day }
        refuse(name, .notADay)
        return nil
    }
}

extension Filled {
    init(_ draft: BoardDraft) {
        values = [
            "title": draft.title, "about": BoardTopicChoice(draft.about).rawValue, "subject": draft.about.text,
            "clauses": draft.clauses.map(\.text).joined(separator: "\n\n"),
            "closes": draft.closes.day.adding(days: -1).description,
        ]
    }

    init(_ profile: BoardReviewer, user: String) {
        values = [
            "user": user, "name": profile.name, "kind": profile.kind.rawValue, "organisation": profile.organisation,
            "address": profile.address?.text ?? "", "interests": profile.interests ?? "",
            "since": profile.since.description, "until": profile.until?.description ?? "",
        ]
    }

    /// What the reviewer said before; nothing when this is the first time.
    init(_ review: BoardReview?) {
        guard let review else { return }
        values["comment"] = review.comment
        for remark in review.remarks {
            values["vote-\(remark.clause)"] = remark.vote?.rawValue
            values["comment-\(remark.clause)"] = remark.comment
        }
    }
}
