import Crypto
import Daylight
import Tally
import Testing

/// A small election and sound reports to break.
enum Made {
    /// From fixed bytes, which are always a key.
    static let key = (try? Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32)))!

    static let election: JSONObject = [
        "id": "GR2026", "contestId": "1", "voterCards": false, "closeOfPoll": "2026-06-14T21:00:00Z",
        "deadline": "2026-06-15T12:00:00Z", "lists": [["number": 1, "candidates": 2], ["number": 3, "candidates": 1]],
        "units": [
            ["id": "M1", "level": "municipality", "parent": nil],
            [
                "id": "S1", "level": "station", "parent": "M1", "registeredVoters": 300,
                "keys": [
                    [
                        "keyId": "k1", "publicKey": .string(Base64.encode(Array(key.publicKey.rawRepresentation))),
                        "notBefore": "2026-06-14T06:00:00Z", "notAfter": "2026-06-15T23:00:00Z",
                    ]
                ],
            ],
            ["id": "S2", "level": "station", "parent": "M1", "registeredVoters": 300],
        ],
    ]

    /// The worked report of tally reference, section 1.3: D 105 (A 95, B 10), E 100, F 3, G 2, H 105.
    static let station: JSONObject = [
        "form": "station", "unitId": "S1", "version": 1, "phase": "first", "countingMethod": "decentral", "pollCards": 95,
        "proxies": 10, "admittedVoters": 105, "listTotals": [["number": 1, "total": 70], ["number": 3, "total": 30]],
        "validVotes": 100, "blank": 3, "invalid": 2, "votesCast": 105,
        "lists": [
            ["number": 1, "total": 70, "candidates": [["number": 1, "votes": 50], ["number": 2, "votes": 20]]],
            ["number": 3, "total": 30, "candidates": [["number": 1, "votes": 30]]],
        ], "moreBallots": 0, "fewerBallots": 0, "compare": ["equal": true, "castGreater": false, "castSmaller": false],
        "differenceExplained": ["yes": false, "no": false],
    ]

    static let central = station.with([
        "form": "centralStation",
        "extraInvestigation": ["otherReason": ["yes": false, "no": true], "recounted": ["yes": false, "no": true]],
        "stationDifferences": ["explained": ["yes": false, "no": true], "perList": ["yes": false, "no": true]],
    ])
    static let committee = station.with(["form": "committee", "compare": nil, "differenceExplained": nil])
    static let totals = committee.with(["form": "totals", "lists": nil, "moreBallots": nil, "fewerBallots": nil])

    static func envelope(_ report: JSONObject, _ others: JSONObject = [:]) -> JSONValue {
        var envelope: JSONObject = ["report": .object(report)]
        for member in others.members { envelope[member.name] = member.value }
        return .object(envelope)
    }

    static func signed(_ report: JSONObject, at time: String = "2026-06-14T22:00:00Z") throws -> JSONValue {
        let canonical = try CanonicalReport(report)
        let signature = try key.signature(for: canonical.signedBytes)
        return envelope(
            report,
            [
                "sha256": .string(canonical.digest.hex), "keyId": "k1", "signature": .string(Base64.encode(Array(signature))),
                "signedAt": .string(time), "receivedAt": "2026-06-14T23:00:00Z",
            ])
    }

    static func check(
        _ envelopes: [JSONValue], election changes: JSONObject = [:], with others: JSONObject = [:]
    ) throws -> CountCheck {
        var file: JSONObject = ["reports": .array(envelopes), "election": .object(election.with(changes))]
        for member in others.members { file[member.name] = member.value }
        return try CountCheck(CanonicalJSON.lineBytes(.object(file)))
    }

    /// Codes of what is found in one report, `F403:3` for list 3.
    static func codes(_ report: JSONObject) throws -> [String] {
        let check = try check([envelope(report)])
        #expect(check.rejected.isEmpty, "\(check.rejected)")
        return check.codes
    }
}

extension CountCheck {
    var codes: [String] { findings.map { $0.code.rawValue + ($0.list.map { ":\($0)" } ?? "") } }
}

extension JSONObject {
    /// The same with some members changed, and without those that become null.
    func with(_ changes: JSONObject) -> JSONObject {
        var copy = self
        for member in changes.members { copy[member.name] = member.value == .null ? nil : member.value }
        return copy
    }
}
