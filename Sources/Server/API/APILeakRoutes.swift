import Credibility
import Daylight
import HTTPTypes
import Storage

/// Case files of leaks for programs: opening one, and how one stands.
struct APILeakRoutes: Sendable {
    let site: Site

    var routes: [Route] { [open, leak] }

    private var open: Route {
        Route(
            .post, "/api/v1/leaks", access: .role(.reviewer, scope: .decide), body: .tables,
            operation: Operation(
                id: "openLeak", summary: "Opens a case file about a leak; one of the same items is left as it is.",
                tag: "Leaks", schema: Self.standing, example: Self.example, status: .ok,
                body: .init(
                    schema: .object([
                        Schema.property("case", .object([], isOpen: true), "The inventory, as the documentation says.")
                    ]),
                    example: ["case": ["format": 1, "id": "2b4105ef10f8011c", "title": "Mails of a campaign"]]),
                problems: [
                    .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
                ])
        ) { call in
            // A session's cookie travels by itself; only a token shows that a program meant it.
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            return try await site.replays.once(call, user: token.user) {
                do {
                    let leak = try Self.read(call.json["case"] ?? .null)
                    let kept = try await site.leaks.open(leak, by: token.user.name, now: call.now)
                    return .json(try await site.json(kept, isWritten: true, now: call.now), caching: .never)
                } catch let error as InputError {
                    throw Problem(error, pointer: "/case")
                } catch LeakDesk.Refusal.refused(.malformed(let error)) {
                    throw Problem(error, pointer: "/case")
                }
            }
        }
    }

    // Inlined into the asynchronous handler it makes the optimiser of Swift 6.3.1 stop.
    @inline(never)
    private static func read(_ value: JSONValue) throws(InputError) -> LeakCase { try LeakCase(value) }

    private var leak: Route {
        Route(
            .get, "/api/v1/leaks/{leak}",
            operation: Operation(
                id: "leak", summary: "A case file: as it was released, or for reviewers as it is written.", tag: "Leaks",
                schema: Self.standing, example: Self.example, problems: [.notFound], parameters: ["leak": "The case's id."])
        ) { call in
            let id = try call.parameter("leak")
            let isReviewer = call.visitor.user.map { $0.role >= .reviewer } ?? false
            let kept = try await isReviewer ? site.leaks.written(id) : site.leaks.released(id)
            guard let kept else { throw Problem.notFound("This case file") }
            return .json(
                try await site.json(kept, isWritten: isReviewer, now: call.now), caching: isReviewer ? .never : .revalidated)
        }
    }

    private static let coded = Schema.list(
        .object(
            [
                Schema.property("code", .text(limit: 64), "Which."),
                Schema.property("sentence", .text(limit: 1000), "For people."),
            ], isOpen: true))

    private static let standing = Schema.object([
        Schema.property("id", .text(limit: 16), "16 hexadecimal digits, the same for the same items."),
        Schema.property("version", .count, "Counted from 1."),
        Schema.property("released", .boolean, "Whether this version is public."),
        Schema.property("case", .object([], isOpen: true), "The case file, as the documentation says."),
        Schema.property("label", .object([], isOpen: true), "The warning label: kind, text and sentences."),
        Schema.property("missing", coded, "What a release needs still."),
        Schema.property("guidance", coded, "What to mind now."),
        Schema.property("statement", .count, "Number of the statement about this version.", optional: true),
        Schema.property("receipt", .text(limit: 4096), "Where the receipt is.", optional: true),
    ])

    private static let example: JSONValue = [
        "id": "2b4105ef10f8011c", "version": 2, "released": true, "case": ["format": 1, "title": "Mails of a campaign"],
        "label": ["kind": "mixed", "text": "Mixed archive of 2 items: 1 verified in part, 1 made up.", "sentences": []],
        "missing": [], "guidance": [["code": "lead-with-provenance", "sentence": "Lead with where it comes from."]],
        "statement": 4, "receipt": "/statements/4/receipt.json",
    ]
}

extension Site {
    /// A case file as programs read it.
    fileprivate func json(_ kept: LeakDesk.Kept, isWritten: Bool, now: Timestamp) async throws -> JSONValue {
        var object: JSONObject = [
            "id": .string(kept.leak.id), "version": .integer(kept.version),
            "released": .bool(!isWritten || kept.leak.state.isPublic), "case": kept.leak.json,
            "label": LeakLabel(kept.leak).json, "missing": .array(kept.leak.gaps(at: now).map(\.json)),
            "guidance": .array(kept.leak.guidance(at: now).map(\.json)),
        ]
        if let number = try await number(of: kept.statement) {
            object["statement"] = .integer(number)
            object["receipt"] = .string(SitePath.receipt(number))
        }
        return .object(object)
    }
}
