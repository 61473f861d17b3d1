import Daylight
import Storage
import Tally

@testable import Server

/// A small election and reports of its stations.
enum CountSample {
    static let id = "GR 2026/1"
    /// From fixed bytes, which are always a key.
    static let key = StationSigner()

    static func definition(_ site: TestSite, id: String = id, requiresSignatures: Bool = false) -> JSONValue {
        let publishers = ReleaseDesk(counts: site.site.counts).publishers.map { key -> JSONValue in
            ["keyId": .string(key.id), "publicKey": .string(Base64.encode(key.publicKey))]
        }
        return [
            "id": .string(id), "contestId": "1", "voterCards": false, "name": "Council", "date": "2026-11-22", "seats": 7,
            "method": "dhondt", "requireSignatures": .bool(requiresSignatures), "deadline": "2026-12-01T00:00:00Z",
            "lists": [
                ["number": 1, "candidates": 2, "name": "Kustpartiet"], ["number": 2, "candidates": 1, "name": "Skogslistan"],
            ],
            "units": [
                ["id": "M1", "level": "municipality", "parent": nil],
                [
                    "id": "S1", "level": "station", "parent": "M1", "name": "Town hall", "registeredVoters": 300,
                    "keys": [["keyId": "k1", "publicKey": .string(Base64.encode(key.publicKey))]],
                ],
                ["id": "S2", "level": "station", "parent": "M1", "registeredVoters": 280],
            ],
            "publishers": .array(publishers),
        ]
    }

    /// A sound report.
    static func report(_ unit: String, version: Int = 1, first: Int64 = 70) -> JSONObject {
        let valid = first + 30
        return [
            "electionId": .string(id), "contestId": "1", "form": "station", "unitId": .string(unit), "version": .integer(version),
            "phase": version == 1 ? "first" : "corrigendum", "countingMethod": "decentral", "pollCards": .integer(valid - 5),
            "proxies": 10, "admittedVoters": .integer(valid + 5),
            "listTotals": [["number": 1, "total": .integer(first)], ["number": 2, "total": 30]],
            "validVotes": .integer(valid), "blank": 3, "invalid": 2, "votesCast": .integer(valid + 5),
            "lists": [
                [
                    "number": 1, "total": .integer(first),
                    "candidates": [["number": 1, "votes": .integer(first - 20)], ["number": 2, "votes": 20]],
                ], ["number": 2, "total": 30, "candidates": [["number": 1, "votes": 30]]],
            ], "moreBallots": 0, "fewerBallots": 0, "compare": ["equal": true, "castGreater": false, "castSmaller": false],
        ]
    }

    static func envelope(_ report: JSONObject) -> JSONValue { ["report": .object(report)] }

    static func signed(_ report: JSONObject) throws -> JSONValue {
        let canonical = try CanonicalReport(report)
        return [
            "report": .object(report), "sha256": .string(canonical.digest.hex), "keyId": "k1",
            "signedAt": "2026-11-22T22:00:00Z", "signature": .string(Base64.encode(try key.sign(canonical.signedBytes))),
        ]
    }
}

extension TestSite {
    var counts: CountDesk { site.counts }

    /// Defines the sample election; takes a report in and publishes it.
    func count() async throws {
        guard try await counts.state(CountSample.id) == nil else { return }
        _ = try await counts.define(CountSample.definition(self), by: "reviewer", now: clock.now)
        _ = try await counts.take(
            [CountSample.envelope(CountSample.report("S1"))], of: CountSample.id, from: .office("clerk"), now: clock.now)
        try await publish(.partialUnofficial)
        _ = try await audit(AuditSample.polling)
    }

    /// An audit whose first papers are being read; its key.
    func audit(_ setup: JSONValue) async throws -> String {
        let key = try await site.audits.begin(setup, of: CountSample.id, by: "ada", now: clock.now)
        for action in [
            AuditEvent.Action.commit, .seed(digits: AuditSample.seed, rolledBy: ["ada"]), .round(size: 5),
        ] { try await site.audits.apply(action, to: key, of: CountSample.id, by: "ada", now: clock.now) }
        return key
    }

    /// Publishes by two people what there is now.
    func publish(_ status: ResultsStatus, reason: String? = nil) async throws {
        let desk = ReleaseDesk(counts: counts)
        try await desk.propose(
            CountSample.id, status: status, reason: reason, text: reason == nil ? "" : "Because.", by: "ada", now: clock.now)
        let digest = try await desk.proposal(CountSample.id)?.digest ?? Digest(of: [])
        try await desk.confirm(CountSample.id, digest: digest, by: "ben", now: clock.now)
    }
}
