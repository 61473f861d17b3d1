import Daylight
import Storage
import Tally

@testable import Server

/// Small audits.
enum AuditSample {
    static let seed = "12345678901234567890"

    static let polling: JSONValue = [
        "audit": .string(hostile), "method": "bravo", "riskLimit": "0.1",
        "contests": [["id": "Mayor", "outcome": "plurality", "votes": ["Ann": 60, "Bo": 30]]],
        "manifest": [
            ["batch": "B1", "ballots": 50, "jurisdiction": .string(hostile)], ["batch": "B2", "ballots": 50],
        ],
    ]

    static let batches: JSONValue = [
        "audit": "Batches", "method": "macro", "riskLimit": "0.1",
        "contests": [["id": "Council", "outcome": "dhondt", "seats": 3, "votes": ["1": 60, "2": 30]]],
        "manifest": [["batch": "B1", "ballots": 50], ["batch": "B2", "ballots": 50]],
        "batches": [
            ["batch": "B1", "votes": ["Council": ["1": 30, "2": 15]]],
            ["batch": "B2", "votes": ["Council": ["1": 30, "2": 15]]],
        ],
    ]

    /// Eliminations are audited by records.
    static let ranked: JSONValue = [
        "audit": "Ranks", "method": "comparison", "riskLimit": "0.1",
        "contests": [["id": "Mayor", "outcome": "irv", "candidates": ["Ann", "Bo"], "winner": "Ann"]],
        "manifest": [["batch": "B1", "ballots": 3]],
        "records": [
            ["batch": "B1", "position": 1, "votes": ["Mayor": ["Ann", "Bo"]]],
            ["batch": "B1", "position": 2, "votes": ["Mayor": ["Ann"]]],
            ["batch": "B1", "position": 3, "votes": ["Mayor": ["Bo"]]],
        ],
    ]

    static func setup(_ value: JSONValue = polling) throws -> AuditSetup {
        guard let object = value.objectValue else { throw InputError(expected: "an object", found: value.kind) }
        return try AuditSetup(object)
    }

    private static func apply(_ action: AuditEvent.Action, by actor: String = "ada", to process: inout AuditProcess) throws {
        let time = Timestamp(seconds: Timestamp.sample.seconds + Int64(process.entries.count))
        try process.apply(AuditEvent(action, at: time, by: actor))
    }

    static func entering(_ setup: AuditSetup, size: Int = 5) throws -> AuditProcess {
        var process = AuditProcess(setup)
        try apply(.commit, to: &process)
        try apply(.seed(digits: seed, rolledBy: ["ada", "ben"]), to: &process)
        try apply(.round(size: size), to: &process)
        return process
    }

    /// An audit in every stage.
    static func stages() throws -> [(String, AuditProcess)] {
        var committed = AuditProcess(try setup())
        try apply(.commit, to: &committed)
        var seeded = committed
        try apply(.seed(digits: seed, rolledBy: ["ada"]), to: &seeded)
        let fresh = try entering(setup())
        var entering = fresh
        let papers = fresh.papers.waiting
        try apply(.enter(papers[0], .ballot(["Mayor": ["Ann"]])), by: "ada", to: &entering)
        try apply(.enter(papers[0], .ballot(["Mayor": ["Bo"]])), by: "ben", to: &entering)
        try apply(.enter(papers[1], .notFound), by: "ada", to: &entering)
        var measured = fresh
        for paper in papers {
            try apply(.enter(paper, .ballot(["Mayor": ["Bo"]])), by: "ada", to: &measured)
            try apply(.enter(paper, .ballot(["Mayor": ["Bo"]])), by: "ben", to: &measured)
        }
        let read = measured
        try apply(.measure, to: &measured)
        var counting = measured
        try apply(.fullCount(reason: hostile), to: &counting)
        var wrong = counting
        try apply(.handCount(["Mayor": .votes(["Ann": 30, "Bo": 60])]), to: &wrong)
        var right = counting
        try apply(.handCount(["Mayor": .votes(["Ann": 60, "Bo": 30])]), to: &right)
        var ranked = try self.entering(setup(ranked), size: 1)
        try apply(.fullCount(reason: "Small"), to: &ranked)
        var differing = try self.entering(setup(AuditSample.ranked), size: 1)
        for person in ["ada", "ben"] {
            for paper in differing.papers.waiting + differing.papers.enteredOnce.map(\.paper) {
                try apply(.enter(paper, .ballot(["Mayor": ["Bo"]])), by: person, to: &differing)
            }
        }
        try apply(.measure, to: &differing)
        return [
            ("committed", committed), ("seeded", seeded), ("entering", entering), ("read", read), ("measured", measured),
            ("counting", counting), ("wrong", wrong), ("right", right), ("ranked", ranked), ("differing", differing),
        ]
    }
}
