import Credibility
import Daylight
import HTTPTypes
import Storage

/// The sounding board for readers: drafts with what is said about them, profiles, and files to check the figures with.
struct BoardRoutes: Sendable {
    let site: Site

    var routes: [Route] {
        [
            Route(.get, SitePath.board, handle: list),
            Route(.get, "/board/reviewers/{id}", handle: reviewer),
            Route(.get, "/board/drafts/{id}") { call in try await draft(call, try await site.boardVersions(call)) },
            Route(.get, "/board/drafts/{id}/versions/{number}") { call in
                try await draft(call, try await site.boardVersion(call))
            },
            Route(.get, "/board/drafts/{id}/versions/{number}/draft.json", isShared: true) { call in
                let version = try await site.boardVersion(call)
                return Reply(type: MediaTypeText.json, body: version.shown.document, caching: .immutable)
            },
            Route(.get, "/board/drafts/{id}/versions/{number}/reviews.json") { call in
                let tally = try await site.heardTally(call)
                return .json(BoardReviewFile.json(tally.counted), caching: .never)
            },
            Route(.get, "/board/drafts/{id}/versions/{number}/tally.csv") { call in
                let tally = try await site.heardTally(call)
                var reply = Reply.download(
                    tally.csv, type: MediaTypeText.csv, name: "tally-\(tally.draft.id)-\(tally.draft.version).csv")
                reply.caching = .never
                return reply
            },
        ]
    }

    private func list(_ call: Call) async throws -> Reply {
        let drafts = try await site.board.drafts().map { published in
            BoardPage.Item(draft: published.draft, isOpen: published.draft.isOpen(at: call.now))
        }
        let members = try await site.board.members()
        let isOffice = call.visitor.user.map { $0.role >= .reviewer } ?? false
        let mine = members.first { $0.user == call.visitor.user?.id }
        return try await site.page(
            BoardPage(
                drafts: drafts, reviewers: members.map(\.profile), today: call.now.day, isOffice: isOffice,
                mine: mine?.profile), for: call)
    }

    private func reviewer(_ call: Call) async throws -> Reply {
        guard let member = try await site.board.member(call.parameter("id")) else { throw Problem.notFound("This reviewer") }
        let mayChange = call.visitor.user.map { $0.role >= .reviewer && $0.id != member.user } ?? false
        return try await site.page(
            BoardReviewerPage(reviewer: member.profile, today: call.now.day, mayChange: mayChange), for: call)
    }

    private func draft(_ call: Call, _ version: Site.BoardVersion) async throws -> Reply {
        let (draft, newest) = (version.shown.draft, version.newest.draft)
        let member = try await site.board.member(of: call.visitor.user)
        let heard = try await site.board.heard(about: draft)
        let mayHear = try await site.board.mayHear(about: draft, newest: newest, member: member, now: call.now)
        let isOpen = draft.version == newest.version && draft.isOpen(at: call.now)
        var rows: [BoardDraftPage.Version] = []
        for published in version.all {
            rows.append(
                BoardDraftPage.Version(
                    number: published.draft.version, created: published.created,
                    statement: try await site.number(of: published.statement)))
        }
        let before = version.all.last { $0.draft.version < draft.version }?.draft
        var policy: String?
        if case .rankingPolicy(let name) = draft.about, try await site.feeds.policy(name) != nil { policy = name }
        let page = BoardDraftPage(
            tally: try BoardTally(draft, heard.reviews), erased: heard.erased, mayHear: mayHear, isOpen: isOpen,
            isNewest: draft.version == newest.version, versions: rows,
            changes: before.map { BoardChanges(from: $0, to: draft) }, policy: policy,
            mayReview: isOpen && (member?.profile.isAccredited(on: call.now.day) ?? false),
            mayChange: call.visitor.user.map { $0.role >= .reviewer } ?? false)
        return try await site.page(page, for: call)
    }
}

extension Site {
    /// A version of a draft among all of them.
    struct BoardVersion: Sendable {
        let shown: BoardDesk.Published
        let newest: BoardDesk.Published
        /// The oldest first.
        let all: [BoardDesk.Published]
    }

    /// The newest version of the draft in the address.
    ///
    /// - Throws: ``Problem`` not-found.
    func boardVersions(_ call: Call) async throws -> BoardVersion {
        let all = try await board.versions(call.parameter("id"))
        guard let newest = all.last else { throw Problem.notFound("This draft") }
        return BoardVersion(shown: newest, newest: newest, all: all)
    }

    /// The version in the address.
    ///
    /// - Throws: ``Problem`` not-found.
    func boardVersion(_ call: Call) async throws -> BoardVersion {
        let versions = try await boardVersions(call)
        let number = try call.parameter("number")
        guard let shown = versions.all.first(where: { String($0.draft.version) == number }) else {
            throw Problem.notFound("This version")
        }
        return BoardVersion(shown: shown, newest: versions.newest, all: versions.all)
    }

    /// What was said about the version in the address, for those who may hear it.
    ///
    /// - Throws: ``Problem`` not-found or not-allowed.
    func heardTally(_ call: Call) async throws -> BoardTally {
        let version = try await boardVersion(call)
        let mayHear = try await board.mayHear(
            about: version.shown.draft, newest: version.newest.draft, member: try await board.member(of: call.visitor.user),
            now: call.now)
        guard mayHear else {
            throw Problem(
                .notAllowed, "Reviews are shown to those who have given their own, and to everybody when the version is closed.")
        }
        return try BoardTally(version.shown.draft, try await board.heard(about: version.shown.draft).reviews)
    }
}
