import Credibility
import Daylight
import HTTPTypes
import Storage

/// The sounding board for programs: how a draft stands, and reviewing it.
struct APIBoardRoutes: Sendable {
    let site: Site

    var routes: [Route] { [draft, review] }

    private var draft: Route {
        Route(
            .get, "/api/v1/board/drafts/{id}",
            operation: Operation(
                id: "boardDraft", summary: "A draft on the sounding board as it stands.", tag: "Sounding board",
                schema: Self.standing, example: Self.standingExample, problems: [.notFound],
                parameters: ["id": "The draft's id."])
        ) { call in
            let version = try await site.boardVersions(call)
            let draft = version.newest.draft
            let heard = try await site.board.heard(about: draft)
            let tally = try BoardTally(draft, heard.reviews)
            var object: JSONObject = [
                "draft": draft.json, "sha256": .string(Digest(of: version.newest.document).hex),
                "open": .bool(draft.isOpen(at: call.now)), "reviews": .integer(tally.counted.count),
                "erased": .integer(heard.erased),
            ]
            let member = try await site.board.member(of: call.visitor.user)
            if try await site.board.mayHear(about: draft, newest: draft, member: member, now: call.now) {
                object["tally"] = try tally.json
            }
            try await site.cite(version.newest.statement, in: &object)
            return .json(.object(object), caching: .never)
        }
    }

    private var review: Route {
        Route(
            .post, "/api/v1/board/drafts/{id}/reviews", access: .role(.reader, scope: .review), body: .json,
            operation: Operation(
                id: "reviewBoardDraft", summary: "Takes the review of an accredited person.", tag: "Sounding board",
                schema: Self.given, example: Self.givenExample, status: .created,
                body: .init(schema: Self.words, example: Self.wordsExample),
                problems: [.notSignedIn, .notAllowed, .notFound, .tooLarge, .wrongMediaType, .invalidContent, .inProgress],
                parameters: ["id": "The draft's id."])
        ) { call in
            // A session's cookie travels by itself; only a token shows that a program meant it.
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            return try await site.replays.once(call, user: token.user) {
                let words = try Self.read(call.json)
                let given: BoardDesk.Given?
                do {
                    given = try await site.board.review(
                        call.parameter("id"), version: words.version, remarks: words.remarks, comment: words.comment,
                        by: token.user, now: call.now)
                } catch let refusal as BoardDesk.Refusal { throw Problem(refusal) }
                guard let given else { throw Problem.notFound("This draft") }
                // No words of the review: an answer is remembered, and these can be erased.
                var object: JSONObject = [
                    "draft": .string(given.draft), "version": .integer(given.version), "reviewer": .string(given.reviewer),
                    "replaces": .bool(given.replaces),
                ]
                try await site.cite(given.statement, in: &object)
                return .json(.object(object), status: .created, caching: .never)
            }
        }
    }

    private struct Words {
        var version: Int
        var remarks: [BoardReview.Remark]
        var comment: String?
    }

    @inline(never)
    private static func read(_ json: JSONValue) throws(Problem) -> Words {
        let faults = words.faults(in: json)
        guard faults.isEmpty else {
            throw Problem(.invalidContent, "The review does not fit; every fault is listed.", faults: faults)
        }
        do throws(InputError) {
            let reader = try MemberReader(json)
            return Words(
                version: Int(try reader.integer("version", in: 1...Int64(BoardDraft.versionLimit))),
                remarks: try BoardReview.remarks(reader), comment: reader.optional("comment")?.stringValue)
        } catch { throw Problem(error, pointer: "/\(error.field)") }
    }
}

extension APIBoardRoutes {
    private static let standing = Schema.object([
        Schema.property("draft", .object([], isOpen: true), "The newest version, as the documentation says."),
        Schema.property("sha256", .digest, "Of the draft's canonical bytes, as the statement has it."),
        Schema.property("open", .boolean, "Whether it can be reviewed."),
        Schema.property("reviews", .count, "How many reviews are counted."),
        Schema.property("erased", .count, "How many reviews were erased."),
        Schema.property(
            "tally", .object([], isOpen: true),
            "What is agreed on across the kinds of reviewers, for those who may see it.", optional: true),
        Schema.property("statement", .count, "Number of the statement about this version.", optional: true),
        Schema.property("receipt", .text(limit: 4096), "Where the receipt is.", optional: true),
    ])

    private static let standingExample: JSONValue = [
        "draft": ["id": "0123456789abcdef", "version": 1, "title": "Ranking before the vote"],
        "sha256": .string(String(repeating: "0f", count: 32)), "open": true, "reviews": 4, "erased": 0,
        "tally": ["clauses": [["clause": "c1", "place": 1, "score": 197_530]]], "statement": 7,
        "receipt": "/statements/7/receipt.json",
    ]

    private static let given = Schema.object([
        Schema.property("draft", .text(limit: BoardName.limit), "The draft's id."),
        Schema.property("version", .count, "The draft's version."),
        Schema.property("reviewer", .text(limit: BoardName.limit), "The reviewer's id."),
        Schema.property("replaces", .boolean, "Whether it stands in the place of an earlier review."),
        Schema.property("statement", .count, "Number of the statement about this review.", optional: true),
        Schema.property("receipt", .text(limit: 4096), "Where the receipt is.", optional: true),
    ])

    private static let givenExample: JSONValue = [
        "draft": "0123456789abcdef", "version": 1, "reviewer": "fedcba9876543210", "replaces": false, "statement": 8,
        "receipt": "/statements/8/receipt.json",
    ]

    private static let words = Schema.object([
        Schema.property("version", .count, "The version that was read."),
        Schema.property(
            "clauses",
            .list(
                .object([
                    Schema.property("clause", .text(limit: BoardName.limit), "The clause's id."),
                    Schema.property("vote", .choice(BoardVote.allCases.map(\.rawValue)), "The vote.", optional: true),
                    Schema.property("comment", .text(limit: 16_000), "At most 4,000 characters.", optional: true),
                ])), "Votes and comments; a clause that is left out is not voted on."),
        Schema.property("comment", .text(limit: 16_000), "About the whole, at most 4,000 characters.", optional: true),
    ])

    private static let wordsExample: JSONValue = [
        "version": 1,
        "clauses": [["clause": "c1", "vote": "agree"], ["clause": "c2", "vote": "unsure", "comment": "For how long?"]],
        "comment": "Clear enough to be checked.",
    ]
}

extension Site {
    /// Adds the number of a statement and where its receipt is, once it is in the log.
    fileprivate func cite(_ statement: StatementRecord.ID?, in object: inout JSONObject) async throws {
        guard let number = try await number(of: statement) else { return }
        object["statement"] = .integer(number)
        object["receipt"] = .string(SitePath.receipt(number))
    }
}
