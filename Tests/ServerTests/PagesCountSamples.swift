import BigInt
import Daylight
import Tally

@testable import Server

extension PageSample {
    /// The pages about counts, in every state that their templates know.
    static func countPages() throws -> [PageSample] {
        let definition = try definition()
        return try definingPages() + entryPages(definition) + resultPages(definition)
    }

    private static func definition() throws -> ElectionDefinition {
        try ElectionDefinition([
            "id": "E", "contestId": "1", "voterCards": true, "name": .string(hostile), "date": "2026-11-22", "seats": 3,
            "method": "dhondt", "previous": ["name": .string(hostile), "validVotes": 100, "votes": ["1": 40]],
            "lists": [["number": 1, "candidates": 1, "name": .string(hostile)], ["number": 2, "candidates": 1]],
            "units": [
                ["id": "M1", "level": "municipality", "parent": nil],
                ["id": "S1", "level": "station", "parent": "M1", "name": .string(hostile), "registeredVoters": 10],
                ["id": "S2", "level": "station", "parent": "M1"],
            ],
        ])
    }

    private static func definingPages() throws -> [PageSample] {
        var generator = SplitMix64(seed: 1)
        let challenge = DigestChallenge(Samples.digest, using: &generator)
        let shown = DefinePage.Challenge(title: hostile, units: 3, lists: 2, challenge: challenge, isWrong: false)
        var wrong = shown
        wrong.isWrong = true
        let item = ElectionsPage.Item(id: "E", title: hostile, status: .test, received: 1, expected: 2)
        return [
            PageSample(name: "elections", page: ElectionsPage(items: [item], mayDefine: true, mayType: true)),
            PageSample(
                name: "elections-none", page: ElectionsPage(items: [], mayDefine: false, mayType: false), chrome: .anonymous),
            PageSample(name: "define", page: DefinePage(keys: hostile, text: "", fault: nil, challenge: nil)),
            PageSample(name: "define-fault", page: DefinePage(keys: "[]", text: hostile, fault: hostile, challenge: nil)),
            PageSample(name: "define-compare", page: DefinePage(keys: "[]", text: "{}", fault: nil, challenge: shown)),
            PageSample(name: "define-wrong", page: DefinePage(keys: "[]", text: "{}", fault: nil, challenge: wrong)),
        ]
    }

    private static func entryPages(_ definition: ElectionDefinition) -> [PageSample] {
        let unit = definition.units.units[1]
        var sheet = EntrySheet()
        for section in EntrySheet.sections(of: definition) {
            sheet.fill(section, of: definition) { $0 == "blank" ? hostile : "1" }
        }
        var complete = sheet
        complete.fill(.votes, of: definition) { $0 == EntrySheet.methodField ? "central" : "1" }
        complete.fill(.differences, of: definition) { $0.hasSuffix("Ballots") ? "1" : "on" }
        let sections = EntrySheet.sections(of: definition).enumerated().map { index, section in
            PageSample(
                name: "count-section-\(index)",
                page: EntrySectionPage(
                    election: "E", unit: unit, definition: definition, sheet: index == 0 ? sheet : complete, section: section,
                    isSecond: index > 0, problems: index == 0 ? ["blank": .notACount] : [:],
                    differing: index == 0 ? [] : Set(complete.fields(section, of: definition).map(\.name))))
        }
        let error = CountFinding(.f201, unit: "S1", version: 1, paths: ["/pollCards"], message: hostile)
        let warning = CountFinding(.w201, unit: "S1", version: 1, paths: ["/compare"], message: "4 of 105")
        func page(
            _ stage: EntryPage.Stage, _ findings: [CountFinding] = [], coordinator: Bool = false, problem: CountPhrase? = nil
        ) -> EntryPage {
            EntryPage(
                election: "E", unit: unit, definition: definition, stage: stage, findings: findings, isCoordinator: coordinator,
                problem: problem, mustAccept: problem == .warnings)
        }
        let differences = EntryPage.Differences(
            rows: [.init(field: "blank", first: hostile, second: "3")], firstUser: hostile, secondUser: "ben",
            firstHasErrors: false, secondHasErrors: false)
        let stages: [(String, EntryPage)] = [
            ("begin", page(.open(isSecond: true))), ("needs-another", page(.needsAnother, problem: .sameUser)),
            ("taken", page(.taken(by: hostile))),
            ("own", page(.own(sheet, isSecond: false, isCorrection: true))),
            ("own-clean", page(.own(complete, isSecond: true, isCorrection: false))),
            ("own-warned", page(.own(complete, isSecond: true, isCorrection: false), [warning], problem: .warnings)),
            ("own-wrong", page(.own(complete, isSecond: true, isCorrection: false), [error, warning])),
            ("errors", page(.hasErrors(by: hostile), [error], coordinator: true)), ("errors-clerk", page(.hasErrors(by: "a"))),
            ("differs", page(.differs(differences), coordinator: true)), ("differs-clerk", page(.differs(differences))),
            ("definitive", page(.definitive(Samples.digest, finishedAt: .sample, withWarnings: true), coordinator: true)),
        ]
        let rows = EntryState.allCases.map { EntriesPage.Row(unit: unit, state: $0, isOwn: $0 == .empty, version: 1) }
        return sections + stages.map { PageSample(name: "count-entry-\($0)", page: $1) } + [
            PageSample(
                name: "count-entries",
                page: EntriesPage(election: "E", title: hostile, rows: rows, counts: [.empty: 1], notFound: hostile))
        ]
    }

    private static func published(_ definition: ElectionDefinition) throws -> PublishedResults {
        var report = CountSample.report("S1")
        report["voterCards"] = 0
        report["electionId"] = nil
        report["lists"] = [
            ["number": 1, "total": 70, "candidates": [["number": 1, "votes": 70]]],
            ["number": 2, "total": 30, "candidates": [["number": 1, "votes": 30]]],
        ]
        let collected = try CollectedReport(report, of: definition, keyId: "k1")
        let feed = try ResultsFeed(
            ResultsInput(
                definition: definition, definitionObject: [:], reports: [collected], previous: nil, status: .partialUnofficial,
                generatedAt: .sample))
        return PublishedResults(
            manifest: feed.manifest, digest: Samples.digest, reports: [1: collected],
            aggregates: AggregateDocument.all(of: definition, from: [collected]))
    }

    private static func resultPages(_ definition: ElectionDefinition) throws -> [PageSample] {
        let published = try published(definition)
        let tie = try SeatAllocation(
            SeatQuestion(method: .dhondt, seats: 3, lists: ["1", "2"].map { SeatQuestion.List(id: $0, votes: BigUInt(5)) }))
        let findings = (0..<60).map { CountFinding(.f201, unit: "S1", version: $0, message: hostile) }
        let drawing = SharesPicture([.init(label: hostile, share: 0.5, text: "50 %")])?.drawing(title: "t", description: hostile)
        let seats = SeatsPicture([.init(number: 1, seats: 40), .init(number: 2, seats: 3)])?
            .drawing(title: "t", description: "d")
        let swing = SwingPicture([
            .init(label: hostile, change: 0.05, text: "+5.0"), .init(label: "Other", change: -0.05, text: "−5.0"),
        ])?.drawing(title: "t", description: hostile)
        let election = ElectionPage(
            definition: definition, definitionDigest: Samples.digest, statement: 3, published: published, received: 1,
            expected: 2,
            allocation: tie, shares: drawing, swing: swing, seats: seats, findings: findings,
            audits: [AuditSummary(key: "a", state: hostile, risk: 0.04, riskLimit: 0.05)], isOffice: true, mayPublish: true)
        let none = ElectionPage(
            definition: try ElectionDefinition(
                APICountRoutes.definitionExample), definitionDigest: Samples.digest, statement: nil, published: nil, received: 0,
            expected: 1, allocation: nil, shares: nil, swing: nil, seats: nil, findings: [], audits: [], isOffice: false,
            mayPublish: false)
        let version = UnitPage.Version(
            version: 1, digest: Samples.digest, received: .sample, origin: .station(hostile), statement: 4, isPublished: true)
        let typed = UnitPage.Version(
            version: 2, digest: Samples.digest, received: .sample, origin: .typed, statement: nil, isPublished: false)
        let many = try ElectionDefinition(.object(manyUnits()))
        return [
            PageSample(name: "election", page: election), PageSample(name: "election-none", page: none, chrome: .anonymous),
            PageSample(
                name: "unit",
                page: UnitPage(
                    definition: definition, index: 1, published: published, versions: [typed, version], findings: [findings[0]])),
            PageSample(
                name: "unit-none",
                page: UnitPage(definition: definition, index: 2, published: nil, versions: [], findings: []), chrome: .anonymous),
            PageSample(
                name: "unit-above", page: UnitPage(definition: many, index: 0, published: nil, versions: [], findings: [])),
        ] + publishPages(published, definition)
    }

    private static func manyUnits() -> JSONObject {
        let stations = (1...510).map { ["id": .string("S\($0)"), "level": "station", "parent": "M1"] as JSONValue }
        return [
            "id": "E", "contestId": "1", "voterCards": false, "lists": [["number": 1, "candidates": 1]],
            "units": .array([["id": "M1", "level": "municipality", "parent": nil]] + stations),
        ]
    }

    private static func publishPages(
        _ published: PublishedResults, _ definition: ElectionDefinition
    ) -> [PageSample] {
        let unit = definition.units.units[1]
        let page = PublishPage(
            election: "E", title: hostile, published: published, received: 1, expected: 2,
            statuses: [.partialUnofficial, .recount],
            corrections: [
                .init(unit: unit, old: 1, new: 2, lowered: true), .init(unit: unit, old: 1, new: nil, lowered: false),
            ], contested: [("S2", .equivocation)], proposal: nil, problem: hostile, mayPublish: true)
        var first = page
        first.published = nil
        first.problem = nil
        first.corrections = []
        first.contested = []
        var proposed = first
        proposed.proposal = .init(
            status: .certified, reported: 2, author: hostile, at: .sample, digest: Samples.digest, reason: "court", text: hostile,
            isOwn: false)
        proposed.corrections = page.corrections
        var own = proposed
        own.corrections = []
        own.proposal?.isOwn = true
        var without = first
        without.mayPublish = false
        return [
            PageSample(name: "publish", page: page), PageSample(name: "publish-first", page: first),
            PageSample(name: "publish-proposed", page: proposed), PageSample(name: "publish-own", page: own),
            PageSample(name: "publish-without-keys", page: without),
        ]
    }
}
