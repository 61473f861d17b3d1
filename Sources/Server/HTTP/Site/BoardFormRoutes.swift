import Credibility
import Daylight
import HTTPTypes
import Storage

/// Where drafts are written, reviewers accredited and reviews given.
struct BoardFormRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.newBoardDraft, access: .person(.reviewer)) { call in
                try await site.page(BoardFormPage(subject: .draft(nil), filled: Filled()), for: call)
            },
            Route(.post, SitePath.newBoardDraft, access: .person(.reviewer), body: .form) { call in
                try await publish(call, version: nil)
            },
            Route(.get, "/board/drafts/{id}/edit", access: .person(.reviewer)) { call in
                let draft = try await site.boardVersions(call).newest.draft
                return try await site.page(BoardFormPage(subject: .draft(draft.id), filled: Filled(draft)), for: call)
            },
            Route(.post, "/board/drafts/{id}/edit", access: .person(.reviewer), body: .form) { call in
                try await publish(call, version: try await site.boardVersions(call))
            },
            Route(.get, SitePath.newBoardReviewer, access: .person(.reviewer)) { call in
                var filled = Filled()
                filled.values["since"] = call.now.day.description
                return try await site.page(BoardFormPage(subject: .reviewer(nil), filled: filled), for: call)
            },
            Route(.post, SitePath.newBoardReviewer, access: .person(.reviewer), body: .form) { call in
                try await accredit(call, id: nil)
            },
            Route(.get, "/board/reviewers/{id}/edit", access: .person(.reviewer)) { call in
                let member = try await site.boardMember(call)
                let user = try await site.store.user(member.user)?.name ?? ""
                return try await site.page(
                    BoardFormPage(subject: .reviewer(member.profile.id), filled: Filled(member.profile, user: user)), for: call)
            },
            Route(.post, "/board/reviewers/{id}/edit", access: .person(.reviewer), body: .form) { call in
                try await accredit(call, id: try await site.boardMember(call).profile.id)
            },
            Route(.get, "/board/drafts/{id}/review", access: .person(.reader), handle: reviewForm),
            Route(.post, "/board/drafts/{id}/review", access: .person(.reader), body: .form, handle: review),
        ]
    }

    private func publish(_ call: Call, version: Site.BoardVersion?) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let id = version?.newest.draft.id
        var reading = FormReading(call.form)
        if let proposal = BoardDesk.Proposal(&reading, today: call.now.day), reading.isRight {
            do {
                guard let published = try await site.board.publish(proposal, id: id, by: user.name, now: call.now) else {
                    throw Problem.notFound("This draft")
                }
                return .seeOther(SitePath.boardDraft(published.draft.id))
            } catch BoardDesk.Refusal.malformed(let fault) { throw Problem(fault, pointer: "#clauses") }
        }
        return try await site.page(
            BoardFormPage(subject: .draft(id), filled: reading.filled), for: call, status: .unprocessableContent)
    }

    private func accredit(_ call: Call, id: String?) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        var reading = FormReading(call.form)
        if let accreditation = BoardDesk.Accreditation(&reading), reading.isRight {
            do {
                let member = try await site.board.accredit(accreditation, id: id, by: user, now: call.now)
                return .seeOther(SitePath.boardReviewer(member.profile.id))
            } catch let refusal as BoardDesk.Refusal {
                switch refusal {
                case .unknownUser: reading.refuse("user", .unknownUser)
                case .oneself: reading.refuse("user", .oneself)
                case .otherUser: reading.refuse("user", .otherUser)
                case .hasProfile: reading.refuse("user", .hasProfile)
                default: throw Problem(refusal)
                }
            }
        }
        return try await site.page(
            BoardFormPage(subject: .reviewer(id), filled: reading.filled), for: call, status: .unprocessableContent)
    }

    private func reviewForm(_ call: Call) async throws -> Reply {
        let draft = try await site.boardVersions(call).newest.draft
        let member = try await site.board.member(of: call.visitor.user)
        let earlier = try await site.board.review(by: member, of: draft)
        let state = BoardReviewPage.State(draft, member?.profile, now: call.now)
        return try await site.page(
            BoardReviewPage(draft: draft, state: state, filled: Filled(earlier), replaces: earlier != nil), for: call)
    }

    private func review(_ call: Call) async throws -> Reply {
        guard let user = call.visitor.user else { throw Problem.signInNeeded }
        let draft = try await site.boardVersions(call).newest.draft
        var reading = FormReading(call.form)
        let (remarks, comment) = reading.remarks(on: draft)
        let version = call.form["version"].flatMap { Int($0) } ?? 0
        // What was typed for clauses that are still there is kept.
        if version != draft.version { reading.refuse("comment", .newVersion) }
        guard reading.isRight else {
            let member = try await site.board.member(of: user)
            let page = BoardReviewPage(
                draft: draft, state: .init(draft, member?.profile, now: call.now), filled: reading.filled,
                replaces: try await site.board.review(by: member, of: draft) != nil)
            return try await site.page(page, for: call, status: .unprocessableContent)
        }
        do {
            _ = try await site.board.review(
                draft.id, version: version, remarks: remarks, comment: comment, by: user, now: call.now)
        } catch let refusal as BoardDesk.Refusal { throw Problem(refusal) }
        return .seeOther(SitePath.boardDraft(draft.id))
    }
}

extension Problem {
    /// A refusal of the sounding board, for people and programs.
    init(_ refusal: BoardDesk.Refusal) {
        switch refusal {
        case .unknownUser: self.init(.invalidContent, "There is no user of this name.")
        case .oneself: self.init(.notAllowed, "Nobody accredits himself.")
        case .hasProfile: self.init(.invalidContent, "This user has a profile already; change the accreditation on its page.")
        case .otherUser: self.init(.invalidContent, "The profile is another user's.")
        case .notAccredited: self.init(.notAllowed, "Only people who are accredited to the sounding board today review.")
        case .closed: self.init(.invalidContent, "The draft is closed.")
        case .notNewest(let version):
            self.init(.invalidContent, "The draft has another version by now, version \(version). Read it before you review.")
        case .full: self.init(.invalidContent, "The draft has as many reviews as are counted together.")
        case .malformed(let fault): self.init(fault, pointer: "/")
        }
    }
}

extension Site {
    /// - Throws: ``Problem`` not-found.
    func boardMember(_ call: Call) async throws -> BoardDesk.Member {
        guard let member = try await board.member(call.parameter("id")) else { throw Problem.notFound("This reviewer") }
        return member
    }
}
