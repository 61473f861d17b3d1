import Daylight
import HTTPTypes
import Sponsorship
import Storage

/// What programs tell about ads: who declared what, to whom they were delivered, whose money went where, what parties promised.
struct APIAdvertisingRoutes: Sendable {
    let site: Site

    private var desk: AdFindingDesk { AdFindingDesk(site) }

    var routes: [Route] { [declaration, delivery, money, pledge] }

    private static let problems: [Problem.Kind] = [
        .notSignedIn, .notAllowed, .tooLarge, .wrongMediaType, .malformedRequest, .invalidContent, .inProgress,
    ]

    private static let found = Schema.object([
        Schema.property("findings", .list(.text(limit: 16)), "The findings that it makes, for reviewers; none when all is well.")
    ])

    private var declaration: Route {
        Route(
            .post, "/api/v1/ads/{code}/declaration", access: .role(.publisher, scope: .publish), body: .json,
            operation: Operation(
                id: "recordDeclaration", summary: "Records what a sponsor declares about an ad (Art. 7).", tag: "Advertising",
                schema: Self.declared, example: ["rules": ["D07"]], status: .created,
                body: .init(schema: .object(Self.declarationProperties, isOpen: true), example: Self.declarationExample),
                problems: Self.problems + [.notFound], parameters: ["code": "The short code of the ad's notice."])
        ) { call in
            try await answer(call) { user in
                guard let code = ShortCode(try call.parameter("code")) else { throw Problem.notFound("This notice") }
                guard let object = call.json.objectValue else {
                    throw InputError(expected: "an object", found: call.json.kind)
                }
                let (desk, declaration) = (DeclarationDesk(site), try Declaration(object))
                if try await desk.record(declaration, code: code, by: user.name, now: call.now) == .notNext {
                    throw InputError(field: "supersedes", expected: "the declaration before this one", found: "another or none")
                }
                let findings = try await desk.findings(declaration, code: code, now: call.now)
                return ["rules": .array(findings.map { .string($0.rule.rawValue) })]
            }
        }
    }

    private var delivery: Route {
        Route(
            .post, "/api/v1/ads/{code}/delivery", access: .role(.publisher, scope: .publish), body: .tables,
            operation: Operation(
                id: "recordDelivery", summary: "Records whom an ad reached, and measures how it was aimed.", tag: "Advertising",
                schema: Self.found, example: ["findings": ["0123456789abcdef"]], status: .created,
                body: .init(schema: Self.deliverySchema, example: Self.deliveryExample),
                problems: Self.problems + [.notFound], parameters: ["code": "The short code of the ad's notice."])
        ) { call in
            try await record(call) { user in
                let published = try await site.notice(of: call)
                let finding = try await desk.record(try DeliveryReport(call.json), of: published, by: user.name, now: call.now)
                return [finding].compactMap { $0 }
            }
        }
    }

    private var money: Route {
        Route(
            .post, "/api/v1/ads/money", access: .role(.publisher, scope: .publish), body: .tables,
            operation: Operation(
                id: "recordMoney", summary: "Records payments and lists, and follows the money.", tag: "Advertising",
                schema: Self.found, example: ["findings": []], status: .created,
                body: .init(schema: .object(Self.moneyProperties, isOpen: true), example: Self.moneyExample),
                problems: Self.problems)
        ) { call in
            try await record(call) { user in try await desk.record(money: call.json, by: user.name, now: call.now) }
        }
    }

    private var pledge: Route {
        Route(
            .post, "/api/v1/ads/pledges", access: .role(.publisher, scope: .publish), body: .json,
            operation: Operation(
                id: "recordPledge", summary: "Records what a party promised about its advertising.", tag: "Advertising",
                schema: Self.found, example: ["findings": []], status: .created,
                body: .init(schema: Self.pledgeSchema, example: Self.pledgeExample), problems: Self.problems)
        ) { call in
            try await record(call) { user in
                try await PledgeDesk(findings: desk).record(try Pledge(call.json), by: user.name, now: call.now)
                return []
            }
        }
    }

    private func record(_ call: Call, _ work: (User) async throws -> [Finding]) async throws -> Reply {
        try await answer(call) { user in ["findings": .array(try await work(user).map { .string($0.id.text) })] }
    }

    private func answer(_ call: Call, _ work: (User) async throws -> JSONValue) async throws -> Reply {
        // A session's cookie travels by itself; only a token shows that a program meant it.
        guard case .program(let token) = call.visitor else { throw Problem.signInNeeded }
        return try await site.replays.once(call, user: token.user) {
            do {
                return .json(try await work(token.user), status: .created, caching: .never)
            } catch let error as InputError {
                throw Problem(error, pointer: "/\(error.field.split(separator: ".").joined(separator: "/"))")
            }
        }
    }
}

extension APIAdvertisingRoutes {
    private static let declared = Schema.object([
        Schema.property("rules", .list(.text(limit: 3)), "The D rules that the publisher has to look at; none when all is well.")
    ])

    private static let declarationProperties = [
        Schema.property("declarationId", .text(limit: 200), "Identifies the declaration; the same again changes nothing."),
        Schema.property("orderId", .text(limit: 200), "The order of the ad."),
        Schema.property("declaredAt", .text(limit: 40, format: "date-time"), "When."),
        Schema.property("supersedes", .text(limit: 200), "The declaration that this one corrects.", optional: true),
    ]

    private static let declarationExample: JSONValue = [
        "declarationId": "d-1", "orderId": "o-1", "declaredAt": "2026-08-10T09:00:00+02:00",
        "declaredBy": ["name": "Kustpartiet", "signatory": "A. Berg"], "isPolitical": true, "basis": "politicalActor",
        "linkedProcesses": [], "eligibility": "unionLegalPersonNotThirdCountryControlled",
        "sponsor": [
            "kind": "legalPerson", "name": "Kustpartiet", "email": "info@kustpartiet.example",
            "establishment": "Hamngatan 3, 111 11 Norrviken", "country": "SE",
        ],
        "controllingEntity": "none", "payer": "sameAsSponsor", "fundsOrigin": ["kind": "mixed", "place": "insideUnion"],
        "priorSuspension": ["suspendedOrDiscontinued": false], "truthStatementVersion": "1",
    ]

    private static let deliverySchema = Schema.object([
        Schema.property("eligible", .count, "People who may vote where the ad ran."),
        Schema.property("addressed", .count, "People addressed, at most as many."),
        Schema.property(
            "cells",
            .list(
                .object([
                    Schema.property("name", .text(limit: 200), "What the cell is called."),
                    Schema.property("baseline", .number, "Its weight among those whom the ad would reach by chance."),
                    Schema.property("country", .text(limit: 2), "Alpha-2 code; with it a cell may be published.", optional: true),
                    Schema.property("region", .text(limit: 64), "Code of a region of the country.", optional: true),
                    Schema.property("youngest", .count, "Years of age.", optional: true),
                    Schema.property("oldest", .count, "Years of age; absent for everybody older.", optional: true),
                    Schema.property("gender", .text(limit: 64), "As the platform reports it.", optional: true),
                ])), "Groups of people, at most \(DeliveryReport.limit). They stay on the server."),
        Schema.property(
            "variants",
            .list(
                .object([
                    Schema.property("name", .text(limit: 200), "What the variant is called."),
                    Schema.property("landingPage", .text(limit: 4096), "Where it leads.", optional: true),
                    Schema.property("reached", .list(.count), "People reached, one number for each cell."),
                ])), "At most \(DeliveryReport.limit)."),
    ])

    private static let deliveryExample: JSONValue = [
        "eligible": 61_000_000, "addressed": 2_400_000,
        "cells": [
            ["name": "18-34 f", "baseline": .real(0.4), "country": "SE", "youngest": 18, "oldest": 34, "gender": "f"],
            ["name": "35+ f", "baseline": .real(0.6), "country": "SE", "youngest": 35, "gender": "f"],
        ],
        "variants": [["name": "A", "landingPage": "https://kustpartiet.example/", "reached": [4012, 5988]]],
    ]

    private static let moneyProperties = [
        Schema.property("currency", .text(limit: 3), "ISO 4217."),
        Schema.property("advertisers", .list(.text(limit: 200)), "Whose money is followed: sponsors by name."),
    ]

    private static let moneyExample: JSONValue = [
        "currency": "EUR", "advertisers": ["Kustpartiet"],
        "payments": [["from": "Kustpartiet", "to": "rated.example", "amount": "120.00", "evidence": "invoice"]],
        "lists": [
            [
                "name": "List of rated sources", "publisher": "Institute", "date": "2026-09-01",
                "criteria": "Repeats falsehoods.",
                "appeal": "https://institute.example/appeal", "sites": ["rated.example"],
            ]
        ],
    ]

    private static let pledgeSchema = Schema.object([
        Schema.property("party", .text(limit: 200), "Who promises."),
        Schema.property("sponsors", .list(.text(limit: 200)), "Names and domains the party advertises under.", optional: true),
        Schema.property("since", .text(limit: 10, format: "date"), "From which day on."),
        Schema.property("link", .text(limit: 4096), "Where it was promised, https."),
        Schema.property("promises", .list(.choice(Promise.allCases.map(\.rawValue))), "What was promised."),
    ])

    private static let pledgeExample: JSONValue = [
        "party": "Kustpartiet", "sponsors": ["kustpartiet.example"], "since": "2026-06-01",
        "link": "https://kustpartiet.example/pledge", "promises": ["labels-all-ads"],
    ]
}
