import Daylight
import HTTPTypes
import Storage
import Tally

/// What programs tell about counts: definitions, and reports of stations.
struct APICountRoutes: Sendable {
    let site: Site

    /// Most envelopes that are sent at once.
    private static let batchLimit = 10_000

    var routes: [Route] { [define, report, reports] }

    private static let problems: [Problem.Kind] = [
        .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
    ]

    private var define: Route {
        Route(
            .post, "/api/v1/elections", access: .role(.reviewer, scope: .count), body: .tables,
            operation: Operation(
                id: "defineElection", summary: "Defines an election: its lists, units and keys.", tag: "Counting",
                schema: Self.defined, example: Self.definedExample, status: .created,
                body: .init(schema: Self.definition, example: Self.definitionExample), problems: Self.problems)
        ) { call in
            try await once(call) { user in
                do {
                    let state = try await site.counts.define(call.json, by: user.name, now: call.now)
                    return .json(
                        [
                            "id": .string(state.id), "sha256": .string(state.digest.hex),
                            "groups": .array(state.digest.groups.map(JSONValue.string)),
                            "version": .integer(state.record.version),
                        ], status: .created, caching: .never)
                } catch CountDesk.DefinitionRefusal.malformed(let error) {
                    throw Problem(error, pointer: error.field)
                } catch let refusal as CountDesk.DefinitionRefusal {
                    throw Problem(.invalidContent, refusal.sentence)
                }
            }
        }
    }

    /// A station needs no account: its signature is what speaks for it.
    private var report: Route {
        Route(
            .post, "/api/v1/elections/{election}/report", body: .json,
            operation: Operation(
                id: "sendReport", summary: "Takes the signed report of a station in.", tag: "Counting",
                schema: Self.intake, example: Self.intakeExample, status: .created,
                body: .init(schema: Self.envelope, example: Self.envelopeExample),
                problems: [.notFound, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent],
                parameters: ["election": "The election's id."])
        ) { call in
            let intake = try await take([call.json], call, .station)[0]
            if case .malformed(let error) = intake.outcome { throw Problem(error, pointer: "/report" + error.field) }
            return .json(intake.json, status: intake.status, caching: .never)
        }
    }

    private var reports: Route {
        Route(
            .post, "/api/v1/elections/{election}/reports", access: .role(.clerk, scope: .count), body: .reports,
            operation: Operation(
                id: "sendReports",
                summary: """
                    Takes many reports in; those that are right do not wait for the others. A table (`text/csv`) or a Dutch \
                    count (`application/xml`: EML_NL 510) is taken too.
                    """,
                tag: "Counting",
                schema: .object([Schema.property("reports", .list(Self.intake), "What became of each, in order.")]),
                example: ["reports": [Self.intakeExample]], status: .ok,
                body: .init(
                    schema: .object([
                        Schema.property("reports", .list(Self.envelope), "At most \(Self.batchLimit), in order of arrival.")
                    ]), example: ["reports": [Self.envelopeExample]]),
                problems: Self.problems + [.notFound], parameters: ["election": "The election's id."])
        ) { call in
            try await once(call) { user in
                let envelopes = try await envelopes(of: call)
                guard envelopes.count <= Self.batchLimit else {
                    throw Problem(
                        InputError(field: "/reports", expected: "at most \(Self.batchLimit)", found: "\(envelopes.count)"),
                        pointer: "/reports")
                }
                let intakes = try await take(envelopes, call, .office(user.name))
                return .json(["reports": .array(intakes.map(\.json))], caching: .never)
            }
        }
    }

    /// The envelopes of a body of any of the types.
    private func envelopes(of call: Call) async throws -> [JSONValue] {
        guard call.mediaType != "application/json" else {
            guard let envelopes = call.json["reports"]?.arrayValue else {
                throw Problem(
                    InputError(field: "/reports", expected: "a list", found: call.json["reports"]?.kind ?? "nothing"),
                    pointer: "/reports")
            }
            return envelopes
        }
        guard let state = try await site.counts.state(call.parameter("election")) else {
            throw Problem.notFound("This election")
        }
        do throws(InputError) {
            return try ReportImport(
                call.body, of: state.definition, form: call.mediaType == "text/csv" ? .table : .eml, limit: Self.batchLimit
            ).reports.map {
                ["report": .object($0)]
            }
        } catch {
            throw Problem(.invalidContent, error.description)
        }
    }

    private func take(_ envelopes: [JSONValue], _ call: Call, _ source: CountDesk.Source) async throws -> [CountDesk.Intake] {
        let election = try call.parameter("election")
        guard let intakes = try await site.counts.take(envelopes, of: election, from: source, now: call.now) else {
            throw Problem.notFound("This election")
        }
        return intakes
    }

    private func once(_ call: Call, _ work: (User) async throws -> Reply) async throws -> Reply {
        // A session's cookie travels by itself; only a token shows that a program meant it.
        guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
        return try await site.replays.once(call, user: token.user) { try await work(token.user) }
    }
}

extension CountDesk.Intake {
    fileprivate var status: HTTPResponse.Status {
        switch outcome {
        case .accepted: .created
        case .duplicate: .ok
        case .conflict: .conflict
        case .refused, .malformed: .unprocessableContent
        }
    }

    private var word: String {
        switch outcome {
        case .accepted: "accepted"
        case .duplicate: "duplicate"
        case .conflict: "conflict"
        case .refused: "refused"
        case .malformed: "malformed"
        }
    }

    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "outcome": .string(word), "unitId": .string(unit), "findings": .array(findings.map { .object($0.json) }),
        ]
        if let version { object["version"] = .integer(version) }
        if let digest {
            object["sha256"] = .string(digest.hex)
            object["readBack"] = .string(digest.shortGroups.joined(separator: " "))
        }
        if let statement {
            object["statement"] = .integer(statement)
            object["receipt"] = .string(SitePath.receipt(Int(statement)))
        }
        if case .malformed(let error) = outcome {
            object["path"] = .string(error.field)
            object["expected"] = .string(error.expected)
            object["found"] = .string(error.found)
        }
        return .object(object)
    }
}

extension APICountRoutes {
    private static let defined = Schema.object([
        Schema.property("id", .text(limit: 256), "The election's id."),
        Schema.property("sha256", .text(limit: 64), "Digest of the definition's canonical bytes."),
        Schema.property("groups", .list(.text(limit: 4)), "The digest in groups to compare with paper."),
        Schema.property("version", .count, "Counted from 1."),
    ])

    private static let definedExample: JSONValue = [
        "id": "GR2026", "sha256": .string(String(repeating: "0f", count: 32)), "groups": ["0f0f"], "version": 1,
    ]

    private static let definition = Schema.object(
        [
            Schema.property("id", .text(limit: 256), "Tells elections apart."),
            Schema.property("contestId", .text(limit: 256), "Of the contest."),
            Schema.property("voterCards", .boolean, "Whether box C is used."),
        ], isOpen: true)

    static let definitionExample: JSONValue = [
        "id": "GR2026", "contestId": "1", "voterCards": false, "name": "Council of Norrvik",
        "lists": [["number": 1, "candidates": 2]],
        "units": [["id": "M1", "level": "municipality", "parent": nil], ["id": "S1", "level": "station", "parent": "M1"]],
    ]

    private static let envelope = Schema.object(
        [Schema.property("report", .object([], isOpen: true), "The report, as the documentation of counting files says.")],
        isOpen: true)

    private static let envelopeExample: JSONValue = [
        "report": [
            "electionId": "GR2026", "contestId": "1", "form": "totals", "unitId": "S1", "version": 1, "phase": "first",
            "countingMethod": "decentral", "pollCards": 95,
            "proxies": 10, "admittedVoters": 105, "listTotals": [["number": 1, "total": 100]], "validVotes": 100, "blank": 3,
            "invalid": 2, "votesCast": 105,
        ],
        "keyId": "k1", "signedAt": "2026-06-14T22:00:00Z", "signature": "c2lnbmF0dXJl",
    ]

    private static let intake = Schema.object([
        Schema.property(
            "outcome", .choice(["accepted", "duplicate", "conflict", "refused", "malformed"]), "What became of the report."),
        Schema.property("unitId", .text(limit: 256), "The unit it names."),
        Schema.property(
            "findings", .list(.object([Schema.property("code", .text(limit: 16), "Of the finding.")], isOpen: true)),
            "What was found in it or in its way."),
        Schema.property("version", .count, "Of the report.", optional: true),
        Schema.property("sha256", .text(limit: 64), "Digest of the report's canonical bytes.", optional: true),
        Schema.property("readBack", .text(limit: 19), "The digest's first groups, to be read back by phone.", optional: true),
        Schema.property("statement", .count, "Number of the statement that it was received.", optional: true),
        Schema.property("receipt", .text(limit: 4096), "Where the receipt is.", optional: true),
        Schema.property("path", .text(limit: 4096), "Where a malformed report is wrong.", optional: true),
        Schema.property("expected", .text(limit: 4096), "What was expected there.", optional: true),
        Schema.property("found", .text(limit: 4096), "What was found there.", optional: true),
    ])

    private static let intakeExample: JSONValue = [
        "outcome": "accepted", "unitId": "S1", "findings": [], "version": 1,
        "sha256": .string(String(repeating: "0f", count: 32)), "readBack": "0f0f 0f0f 0f0f 0f0f", "statement": 4,
        "receipt": "/statements/4/receipt.json",
    ]
}
