import Credibility
import Daylight
import HTTPTypes
import Storage

/// Fact-checks for programs: importing a page or feed, and how one stands.
struct APIFactCheckRoutes: Sendable {
    let site: Site

    var routes: [Route] { [take, check] }

    private var take: Route {
        Route(
            .post, "/api/v1/fact-checks", access: .role(.reviewer, scope: .publish), body: .tables,
            operation: Operation(
                id: "importFactChecks", summary: "Takes the fact-checks of a page or feed in.", tag: "Fact-checks",
                schema: .object([
                    Schema.property("checks", .list(Self.standing), "Each as it stands now."),
                    Schema.property(
                        "problems", .list(.object([Schema.property("code", .text(limit: 64), "Which.")], isOpen: true)),
                        "What was left out."),
                ]), example: ["checks": [Self.example], "problems": []], status: .ok,
                body: .init(
                    schema: .object([
                        Schema.property("url", .text(limit: 2048), "Where the document was found."),
                        Schema.property("document", .text(limit: Route.Body.tableLimit), "HTML or JSON, as it was found."),
                    ]), example: ["url": "https://checks.example/7", "document": "<html>…</html>"]),
                problems: [
                    .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
                ])
        ) { call in
            // A session's cookie travels by itself; only a token shows that a program meant it.
            guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
            return try await site.replays.once(call, user: token.user) {
                guard let address = call.json["url"]?.stringValue.flatMap({ WebAddress($0) }) else {
                    throw Problem(
                        InputError(
                            field: "/url", expected: "an http or https address", found: call.json["url"]?.stringValue ?? "nothing"
                        ),
                        pointer: "/url")
                }
                let document: ClaimDocument
                do throws(InputError) {
                    document = try ClaimDocument(
                        Array((call.json["document"]?.stringValue ?? "").utf8), foundAt: address,
                        policy: site.factChecks.policy(now: call.now))
                } catch { throw Problem(error, pointer: "/document") }
                var checks: [JSONValue] = []
                for record in document.records {
                    let published = try await site.factChecks.publish(record, by: token.user.name, now: call.now)
                    checks.append(try await site.json(published))
                }
                let problems = document.problems.map { problem -> JSONValue in
                    ["code": .string(problem.code.rawValue), "detail": .string(problem.detail)]
                }
                return .json(["checks": .array(checks), "problems": .array(problems)], caching: .never)
            }
        }
    }

    private var check: Route {
        Route(
            .get, "/api/v1/fact-checks/{check}",
            operation: Operation(
                id: "factCheck", summary: "A fact-check as it stands.", tag: "Fact-checks", schema: Self.standing,
                example: Self.example, problems: [.notFound], parameters: ["check": "The record's id."]), isShared: true
        ) { call in
            guard let newest = try await site.factChecks.versions(call.parameter("check")).last else {
                throw Problem.notFound("This fact-check")
            }
            return .json(try await site.json(newest))
        }
    }

    private static let standing = Schema.object(
        [
            Schema.property("id", .digest, "SHA-256 of address and claim."),
            Schema.property("version", .count, "Counted from 1."),
            Schema.property("withdrawn", .boolean, "Whether it was withdrawn."),
            Schema.property("counts", .boolean, "Whether anything may follow from it."),
            Schema.property("check", .object([], isOpen: true), "The record, as the documentation says."),
            Schema.property("statement", .count, "Number of the statement about this version.", optional: true),
            Schema.property("receipt", .text(limit: 4096), "Where the receipt is.", optional: true),
        ])

    private static let example: JSONValue = [
        "id": .string(String(repeating: "0f", count: 32)), "version": 1, "withdrawn": false, "counts": true,
        "check": ["claim": "Voter cards were sold.", "verdict": "false"], "statement": 4,
        "receipt": "/statements/4/receipt.json",
    ]
}

extension Site {
    /// A fact-check as programs read it.
    fileprivate func json(_ published: FactCheckDesk.Published) async throws -> JSONValue {
        var object: JSONObject = [
            "id": .string(published.check.id.hex), "version": .integer(published.version),
            "withdrawn": .bool(published.isWithdrawn), "counts": .bool(published.counts), "check": published.check.json,
        ]
        if let number = try await number(of: published.statement) {
            object["statement"] = .integer(number)
            object["receipt"] = .string(SitePath.receipt(number))
        }
        return .object(object)
    }
}
