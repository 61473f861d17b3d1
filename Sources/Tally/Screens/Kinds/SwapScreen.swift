import Daylight

/// S6: whether a station that lies far from its neighbours would not if two lists, two digits or two stations had been
/// exchanged (tally reference, section 4).
struct SwapScreen {
    private let data: ScreenData
    private let outliers: OutlierScreen
    /// The lists whose pairs are tried.
    private let lists: [Int]
    private(set) var suggestions: [ScreenSuggestion] = []
    private(set) var tested = 0

    init(_ data: ScreenData, _ outliers: OutlierScreen, _ parameters: ScreenParameters) {
        self.data = data
        self.outliers = outliers
        let totals = data.lists.indices.map { list in data.stations.reduce(0) { $0 + $1.votes[list] } }
        lists = data.lists.indices.sorted { (-totals[$0], $0) < (-totals[$1], $1) }.prefix(parameters.swapLists).sorted()
        guard !data.lists.isEmpty else { return }
        let far = ChiSquared.quantile(upperTail: 0.001, degrees: data.lists.count)
        let near = 1.5 * ChiSquared.quantile(upperTail: 0.5, degrees: data.lists.count)
        for station in data.stations.indices {
            let z = outliers.shares.map { $0.z[station] }
            guard !z.contains(nil) else { continue }
            tested += 1
            let squares = z.map { ($0 ?? 0) * ($0 ?? 0) }
            let before = squares.reduce(0, +)
            guard before > far else { continue }
            let best = bestSwap(station, squares, before) ?? (.infinity, .stations(with: ""))
            let found = best.after < near ? best : bestTransposition(station) ?? best
            guard found.after < near else { continue }
            suggestions.append(
                ScreenSuggestion(unit: data.stations[station].unit, kind: found.kind, before: before, after: found.after))
        }
        compareStations(parameters)
    }

    private typealias Candidate = (after: Double, kind: ScreenSuggestion.Kind)

    private func square(_ list: Int, _ station: Int, _ votes: Int64, of total: Int64) -> Double {
        let z = outliers.shares[list].z(of: station, votes: votes, total: total) ?? .infinity
        return z * z
    }

    private func bestSwap(_ station: Int, _ squares: [Double], _ before: Double) -> Candidate? {
        let (votes, valid) = (data.stations[station].votes, data.stations[station].valid)
        var best: Candidate?
        for (place, one) in lists.enumerated() {
            for other in lists[(place + 1)...] where votes[one] != votes[other] {
                let after =
                    before - squares[one] - squares[other] + square(one, station, votes[other], of: valid)
                    + square(other, station, votes[one], of: valid)
                if after < best?.after ?? .infinity { best = (after, .swap(data.lists[one], data.lists[other])) }
            }
        }
        return best
    }

    /// Two neighbouring digits exchanged change a number by a multiple of nine; the valid votes change with it.
    private func bestTransposition(_ station: Int) -> Candidate? {
        let (votes, valid) = (data.stations[station].votes, data.stations[station].valid)
        var best: Candidate?
        for list in lists {
            for typed in Self.transpositions(of: votes[list]) {
                let total = valid - votes[list] + typed
                guard total > 0 else { continue }
                let after = data.lists.indices.reduce(0) { sum, index in
                    sum + square(index, station, index == list ? typed : votes[index], of: total)
                }
                if after < best?.after ?? .infinity { best = (after, .transposition(list: data.lists[list], votes: typed)) }
            }
        }
        return best
    }

    /// The other numbers that two neighbouring digits of this one make.
    static func transpositions(of number: Int64) -> [Int64] {
        var results: [Int64] = []
        var unit: Int64 = 1
        while number / unit >= 10 {
            let (low, high) = (number / unit % 10, number / (unit * 10) % 10)
            if low != high { results.append(number + (low - high) * 9 * unit) }
            unit *= 10
        }
        return results
    }

    /// Exchanged stations of one municipality show in turnout only: their shares move within the same neighbourhood.
    private mutating func compareStations(_ parameters: ScreenParameters) {
        /// Most stations of one municipality that are tried in pairs.
        let limit = 64
        let far = ChiSquared.quantile(upperTail: 0.001, degrees: 2)
        let near = 1.5 * ChiSquared.quantile(upperTail: 0.5, degrees: 2)
        let outlying = data.stations.indices.filter { abs(outliers.turnout.z[$0] ?? 0) >= parameters.outlierZ }
        for (_, stations) in Dictionary(grouping: outlying, by: { data.stations[$0].stratum }).sorted(by: { $0.key < $1.key }) {
            var used: Set<Int> = []
            for (place, one) in stations.prefix(limit).enumerated() where !used.contains(one) {
                for other in stations.prefix(limit)[(place + 1)...] where !used.contains(other) {
                    guard let pair = exchanged(one, other), pair.before > far, pair.after < near else { continue }
                    used.formUnion([one, other])
                    suggestions.append(
                        ScreenSuggestion(
                            unit: data.stations[one].unit, kind: .stations(with: data.stations[other].unit),
                            before: pair.before, after: pair.after))
                    break
                }
            }
        }
    }

    private func exchanged(_ one: Int, _ other: Int) -> (before: Double, after: Double)? {
        guard let (castOne, totalOne) = outliers.turnout.parts[one],
            let (castOther, totalOther) = outliers.turnout.parts[other],
            castOther <= totalOne, castOne <= totalOther,
            let before = (outliers.turnout.z[one]), let beforeOther = outliers.turnout.z[other],
            let after = outliers.turnout.z(of: one, votes: castOther, total: totalOne),
            let afterOther = outliers.turnout.z(of: other, votes: castOne, total: totalOther)
        else { return nil }
        return (before * before + beforeOther * beforeOther, after * after + afterOther * afterOther)
    }

    func result(_ parameters: ScreenParameters) -> ScreenResult {
        ScreenResult(
            "S6",
            [
                "farTail": .real(0.001), "nearFactor": .real(1.5), "lists": .integer(lists.count),
                "outlierZ": .real(parameters.outlierZ),
            ], n: tested, statistic: Double(suggestions.count),
            caveat: "A station can be unlike its neighbours and resemble them once two lists change places, all by chance.")
    }
}
