import Crypto
import Daylight

@testable import Tally

/// A small election with publishers, its publications, and what an observer fetches of them.
struct MadeFeed {
    static let keys = [UInt8(1), 2, 3].map {
        (try? Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: $0, count: 32)))!
    }

    static let noon = Timestamp(iso8601: "2026-06-15T12:00:00Z")!

    let object: JSONObject
    let definition: ElectionDefinition
    var reports: [CollectedReport] = []
    /// All files of the newest publication, and every manifest so far.
    private(set) var files: [String: [UInt8]] = [:]
    private(set) var manifests: [Int64: [UInt8]] = [:]
    private(set) var index: [UInt8] = []
    private(set) var newest: ResultsManifest?

    var watch: FeedWatch { get throws { FeedWatch(definition: try ElectionDefinition.digest(of: .object(object))) } }

    init(
        stations: Int = 5, towns: Int = 2, lists: Int = 3, using generator: inout SeededGenerator, isTest: Bool = false
    ) throws {
        var units: [JSONValue] = [["id": "N<1>", "level": "national", "parent": nil, "name": "All & \"everything\""]]
        for town in 0..<towns { units.append(["id": .string("T\(town)"), "level": "municipality", "parent": "N<1>"]) }
        for station in 0..<stations {
            units.append([
                "id": .string("../S\(station)"), "level": "station", "parent": .string("T\(station % towns)"),
                "registeredVoters": 9000,
            ])
        }
        object = [
            "id": "GR/2026", "contestId": "1", "voterCards": false, "isTest": .bool(isTest),
            "lists": .array((0..<lists).map { ["number": .integer(2 * $0 + 1), "candidates": 1, "name": "One, two"] }),
            "units": .array(units),
            "publishers": .array(
                Self.keys.enumerated().map { number, key in
                    [
                        "keyId": .string("P\(number)"),
                        "publicKey": .string(Base64.encode(Array(key.publicKey.rawRepresentation))),
                    ]
                }),
        ]
        definition = try ElectionDefinition(.object(object))
        for station in 0..<stations { reports.append(try report(station, version: 1, using: &generator)) }
    }

    func report(_ station: Int, version: Int64, using generator: inout SeededGenerator) throws -> CollectedReport {
        let totals = definition.lists.map { _ in Int64.random(in: 0...2000, using: &generator) }
        let valid = totals.reduce(0, +)
        return try CollectedReport(
            [
                "form": "totals", "unitId": .string("../S\(station)"), "version": .integer(version), "phase": "first",
                "countingMethod": "decentral", "pollCards": .integer(valid), "proxies": 5,
                "admittedVoters": .integer(valid + 5),
                "listTotals": .array(
                    zip(definition.lists, totals).map { ["number": .integer($0.number), "total": .integer($1)] }),
                "validVotes": .integer(valid), "blank": 4, "invalid": 1, "votesCast": .integer(valid + 5),
            ], of: definition)
    }

    static func sign(_ bytes: [UInt8], _ numbers: [Int] = [0, 1]) throws -> [PublisherSignature] {
        try numbers.map { PublisherSignature(keyId: "P\($0)", signature: Array(try keys[$0].signature(for: bytes))) }
    }

    func input(
        _ status: ResultsStatus = .partialUnofficial, _ corrections: [ResultsCorrection] = [], minutes: Int64 = 0
    ) -> ResultsInput {
        ResultsInput(
            definition: definition, definitionObject: object, reports: reports,
            previous: newest.map { ($0, Digest(of: manifests[$0.seq] ?? [])) }, status: status, corrections: corrections,
            generatedAt: Timestamp(milliseconds: Self.noon.milliseconds + minutes * 60_000))
    }

    @discardableResult
    mutating func publish(_ input: ResultsInput) throws -> ResultsFeed {
        let feed = try ResultsFeed(input)
        let sealed = try feed.sealed(by: definition.facts.publishers) { try Self.sign($0) }
        files = Dictionary(uniqueKeysWithValues: (feed.files + [sealed.entryPage]).map { ($0.path, $0.bytes) })
        manifests[feed.manifest.seq] = sealed.manifest.bytes
        index = sealed.index.bytes
        newest = try ResultsManifest(sealed.manifest.bytes)
        return feed
    }

    /// All that is published, as an observer gets it.
    func observation(host: String = "a", seconds: Int64 = 10) throws -> FeedObservation {
        let moment = (newest?.generatedAt ?? Self.noon).milliseconds + seconds * 1000
        var observation = FeedObservation(host: host, observedAt: Timestamp(milliseconds: moment), index: index)
        observation.files = files
        observation.manifests = manifests
        return observation
    }

    /// A correction of the report of a station that is replaced.
    func correction(_ station: Int, from old: CollectedReport, reason: String = "recount") throws -> ResultsCorrection {
        try ResultsCorrection(
            unit: "../S\(station)", oldSha256: old.digest, newSha256: reports[station].digest, reasonCode: reason,
            text: "counted again", signedBy: ["P0", "P1"])
    }
}
