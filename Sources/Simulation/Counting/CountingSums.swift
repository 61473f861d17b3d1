import Daylight

/// The sums that the server publishes of a simulated count.
struct CountingSums {
    let map: CountingMap
    let current: [Int: (paper: CountedReport, digest: Digest)]
    let treeSize: Int
    /// Municipalities whose sum is not that of their reports.
    let wrong: [Int]

    var sums: [SimulatedSum] {
        let stations = current.keys.sorted()
        let municipalities = Dictionary(grouping: stations) { map.stations[$0].municipality }
        let constituencies = Dictionary(grouping: stations) { map.constituencies[map.stations[$0].municipality] }
        return [sum(CountingMap.national, stations)]
            + constituencies.keys.sorted().map { sum(map.constituency($0), constituencies[$0] ?? []) }
            + municipalities.keys.sorted().map { index in
                sum(map.municipality(index), municipalities[index] ?? [], added: wrong.contains(index) ? 100 : 0)
            }
    }

    private func sum(_ unit: String, _ stations: [Int], added: Int64 = 0) -> SimulatedSum {
        let papers = stations.compactMap { current[$0] }
        func total(_ count: (CountedReport) -> Int64) -> Int64 { papers.reduce(0) { $0 + count($1.paper) } }
        var votes = map.lists.indices.map { list in total { $0.listTotals[list] } }
        votes[1] += added
        let fields: JSONObject = [
            "registeredVoters": .integer(total(\.registered)), "pollCards": .integer(total(\.pollCards)),
            "proxies": .integer(total(\.proxies)), "admittedVoters": .integer(total(\.admitted)),
            "validVotes": .integer(total(\.valid) + added), "blank": .integer(total(\.blank)),
            "invalid": .integer(total(\.invalid)), "votesCast": .integer(total(\.cast) + added),
            "listTotals": .array(zip(map.lists, votes).map { ["number": .integer($0), "total": .integer($1)] }),
        ]
        let inputs = papers.map { paper, digest -> JSONValue in
            ["unitId": .string(paper.unit), "version": .integer(paper.version), "sha256": .string(digest.hex)]
        }
        return SimulatedSum(
            unit: unit,
            json: [
                "unitId": .string(unit), "treeSize": .integer(treeSize), "fields": .object(fields), "inputs": .array(inputs),
            ])
    }
}
