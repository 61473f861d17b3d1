public import Daylight

/// The count of an invented election: what stations signed, what arrived and is stored, what the server's log received and the
/// sums made of it, with planted faults and their truth; decided by parameters and a seed alone.
///
/// Nothing is signed here. Whoever uses it makes the keys, of stations, server and log, and signs.
public struct CountingSimulation: Sendable {
    public let seed: UInt64
    public let parameters: CountingParameters
    /// Envelopes in order of arrival.
    public let reports: [SimulatedReport]
    /// What the server's log received, in order: the place is the leaf index.
    public let received: [ReceivedReport]
    public let sums: [SimulatedSum]
    /// Faults and what only looks like one.
    public let truth: [PlantedFault]
    /// Leaves of the log whose stored entries were changed.
    public let alteredEntries: Set<Int>
    /// List votes of every station at the election before, in the order of the lists.
    public let history: [(unit: String, votes: [Int64])]
    /// Ids of the units that report.
    public let stations: [String]

    public static let election = "DEMO-2026-COUNT"
    public static let contest = "council"
    /// Name of the server's log.
    public static let log = "count.daylight.example"

    let map: CountingMap
    public var closeOfPoll: Timestamp { Timestamp(seconds: parameters.day + 21 * 3600) }
    public var deadline: Timestamp { Timestamp(seconds: parameters.day + 30 * 3600) }
    /// When the count is looked at.
    public var asOf: Timestamp { Timestamp(seconds: parameters.day + 31 * 3600) }

    public init(_ parameters: CountingParameters = .demo, seed: UInt64) {
        self.seed = seed
        self.parameters = parameters
        var random = SeededGenerator(seed: seed)
        var plan = CountingPlan(parameters, using: &random)
        plan.plantFigures(using: &random)
        var arrivals = CountingArrivals(plan, parameters)
        arrivals.send(using: &random)
        map = plan.map
        reports = arrivals.inOrder
        received = arrivals.received
        alteredEntries = arrivals.alteredEntries
        let wrong = plan.wrongSums
        sums = CountingSums(map: plan.map, current: arrivals.current, treeSize: arrivals.received.count, wrong: wrong).sums
        truth =
            plan.truth + arrivals.truth + wrong.map { PlantedFault(.wrongSum, plan.map.municipality($0)) }
            + [PlantedFault(.splitView, Self.log)]
        stations = plan.map.stations.map(\.id)
        history = plan.history(using: &random)
    }

    /// The election definition (tally reference, section 11.3).
    ///
    /// - Parameters:
    ///   - publicKey: the 32 bytes of a station's key.
    public func definition(publicKey: (String) -> [UInt8]) -> JSONObject {
        var units: [JSONValue] = [["id": .string(CountingMap.national), "level": "national", "parent": nil]]
        for index in 0..<parameters.constituencies {
            units.append(
                ["id": .string(map.constituency(index)), "level": "constituency", "parent": .string(CountingMap.national)])
        }
        for (index, above) in map.constituencies.enumerated() {
            units.append(
                [
                    "id": .string(map.municipality(index)), "level": "municipality", "parent": .string(map.constituency(above)),
                    "name": .string("\(Names.places[index % Names.places.count]) \(index / Names.places.count + 1)"),
                ])
        }
        for (index, station) in map.stations.enumerated() {
            units.append(
                [
                    "id": .string(station.id), "level": "station", "parent": .string(map.above(index)),
                    "registeredVoters": .integer(station.registered),
                    "keys": [
                        ["keyId": .string(Self.keyId(station.id)), "publicKey": .string(Base64.encode(publicKey(station.id)))]
                    ],
                ])
        }
        let lists = map.lists.indices.map { index -> JSONValue in
            let party = Names.parties[index % Names.parties.count]
            let name = index < Names.parties.count ? party : "\(party) \(index / Names.parties.count + 1)"
            return [
                "number": .integer(map.lists[index]), "candidates": .integer(map.candidates[index].count), "name": .string(name),
            ]
        }
        return [
            "id": .string(Self.election), "contestId": .string(Self.contest), "name": "Invented council election",
            "date": .string(CivilDate(daysSinceEpoch: parameters.day / 86_400).description), "isTest": true,
            "voterCards": false, "closeOfPoll": .string(closeOfPoll.description), "deadline": .string(deadline.description),
            "requireSignatures": true, "seats": 31, "method": "dhondt", "lists": .array(lists), "units": .array(units),
        ]
    }

    public static func keyId(_ unit: String) -> String { "\(unit)-key" }

    /// The seed of a key in this simulation: 32 bytes for every name.
    public func keySeed(_ name: String) -> [UInt8] { Digest(of: Array("simulated key \(seed) \(name)".utf8)).bytes }
}

/// An envelope before it is signed.
public struct SimulatedReport: Hashable, Sendable {
    /// What the station signs, and whose key it uses.
    public let signed: JSONObject
    public let signer: String
    /// What is stored; another report where somebody changed it.
    public var stored: JSONObject
    /// The digest stated beside it.
    public var digest: Digest
    public let signedAt: Timestamp
    public var receivedAt: Timestamp

    init(_ report: JSONObject, signer: String, signedAt: Timestamp, receivedAt: Timestamp) {
        signed = report
        self.signer = signer
        stored = report
        digest = Self.digest(report)
        self.signedAt = signedAt
        self.receivedAt = receivedAt
    }

    static func digest(_ report: JSONObject) -> Digest {
        // Reports of the simulation hold whole numbers only, which canonical JSON can always spell.
        Digest(of: (try? CanonicalJSON.bytes(of: .object(report))) ?? [])
    }
}

/// What the server states when it has received a report.
public struct ReceivedReport: Hashable, Sendable {
    public let unit: String
    public let version: Int64
    public let digest: Digest
    public let receivedAt: Timestamp
}

/// A published sum, as a member of `aggregates` (tally reference, section 11.3).
public struct SimulatedSum: Hashable, Sendable {
    public let unit: String
    public let json: JSONObject
}
