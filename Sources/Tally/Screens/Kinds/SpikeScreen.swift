import Daylight

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// S3: whether turnouts, or shares of the leading list, lie on whole percentages more often than chance puts them there (tally
/// reference, section 4; after Kobak, Shpilkin and Pshenichnikov, 2016).
enum SpikeScreen {
    /// A part of a whole, at one station.
    struct Part {
        let votes: Int64
        let total: Int64

        /// Whether the percentage lies within 0.05 of a whole one, in whole numbers.
        var isWhole: Bool {
            let rest = (100 * votes) % total
            return 20 * min(rest, total - rest) <= total
        }

        /// Standard deviation from which a redraw is as good as normal, and its counts are too many to add up.
        private static let normalDeviation = 500.0

        /// Probability that a redraw from Binomial(total, votes / total) is a whole percentage.
        var chanceOfWhole: Double {
            guard votes > 0, votes < total else { return 1 }
            let share = Double(votes) / Double(total)
            let deviation = (Double(total) * share * (1 - share)).squareRoot()
            let reach = Int64((9 * deviation).rounded(.up)) + 1
            let (low, high) = (max(0, votes - reach), min(total, votes + reach))
            var chance = 0.0
            for percent in (100 * low / total)...(100 * high / total + 1) {
                // The counts within a twentieth of a percentage point: 20 · |100 · count − percent · total| ≤ total.
                let first = max(low, (percent * total * 20 - total + 1999) / 2000)
                let last = min(high, (percent * total * 20 + total) / 2000)
                guard first <= last else { continue }
                if deviation > Self.normalDeviation {
                    let (from, to) = (Double(first - votes) - 0.5, Double(last - votes) + 0.5)
                    chance += Normal.upperTail(from / deviation) - Normal.upperTail(to / deviation)
                } else {
                    for count in first...last { chance += exp(Binomial.logProbability(count, of: total, share: share)) }
                }
            }
            return min(1, chance)
        }
    }

    static func turnout(_ data: ScreenData, _ parameters: ScreenParameters) -> ScreenResult {
        let parts = data.stations.compactMap { station in
            station.registered.map { Part(votes: min(station.cast, $0), total: $0) }
        }
        return result("turnout", parts, parameters)
    }

    static func leaderShare(_ data: ScreenData, _ parameters: ScreenParameters) -> ScreenResult {
        guard let leader = data.leader else { return result("share", [], parameters) }
        let parts = data.stations.map { Part(votes: min($0.votes[leader], $0.valid), total: $0.valid) }
        return result("share:\(data.lists[leader])", parts, parameters)
    }

    /// Each station counts with its total. A redraw matters only by whether it is whole, so that each station is redrawn as one
    /// event of that probability: the same distribution as redrawing its votes, for a fraction of the time.
    private static func result(_ measure: String, _ parts: [Part], _ parameters: ScreenParameters) -> ScreenResult {
        let parts = parts.filter { $0.total >= parameters.spikeMinimum }
        let weight = parts.reduce(0) { $0 + $1.total }
        let observed = parts.reduce(0) { $0 + ($1.isWhole ? $1.total : 0) }
        var generator = SplitMix64(seed: parameters.seed)
        let thresholds = parts.map { part in
            let chance = part.chanceOfWhole
            return chance >= 1 ? UInt64.max : UInt64(chance * 0x1p64)
        }
        var reached = 0
        for _ in 0..<(parts.isEmpty ? 0 : parameters.redraws) {
            var sum: Int64 = 0
            for (index, threshold) in thresholds.enumerated() where generator.next() <= threshold { sum += parts[index].total }
            if sum >= observed { reached += 1 }
        }
        return ScreenResult(
            "S3",
            [
                "measure": .string(measure), "redraws": .integer(parameters.redraws), "seed": .integer(parameters.seed),
                "minimumTotal": .integer(parameters.spikeMinimum), "within": "0.05",
            ], n: parts.count, statistic: weight > 0 ? Double(observed) / Double(weight) : nil,
            p: parts.isEmpty ? nil : Double(1 + reached) / Double(1 + parameters.redraws),
            caveat: "Small denominators make whole percentages by themselves; rounded registers do, too.")
    }
}
