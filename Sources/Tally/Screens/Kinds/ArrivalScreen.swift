import Daylight

/// S8: whether stations that reported late swung otherwise than those that reported early (tally reference, section 4). A
/// station is compared with its own past, since late stations are of another kind than early ones.
enum ArrivalScreen {
    static func result(_ data: ScreenData) -> ScreenResult {
        let caveat =
            "Late stations are larger and more urban; only the swing from their own past tells, and only where that is known."
        guard let leader = data.leader else { return ScreenResult("S8", [:], n: 0, caveat: caveat) }
        let arrivals = data.stations.compactMap { station -> (time: Int64, swing: Double)? in
            guard let time = station.receivedAt?.milliseconds, let history = station.history, station.valid > 0 else {
                return nil
            }
            let before = history.reduce(0, +)
            guard before > 0 else { return nil }
            let (now, past) = (
                SmoothedShare(station.votes[leader], of: station.valid), SmoothedShare(history[leader], of: before)
            )
            return (time, now.logit - past.logit)
        }
        let parameters: JSONObject = ["list": .integer(data.lists[leader])]
        guard arrivals.count >= 20, let z = Self.rankCorrelation(arrivals) else {
            return ScreenResult("S8", parameters, n: arrivals.count, caveat: caveat)
        }
        return ScreenResult(
            "S8", parameters, n: arrivals.count, statistic: z, p: Normal.twoSided(z), caveat: caveat)
    }

    /// Spearman's rank correlation of time and swing in standard deviations; `nil` when either never differs.
    private static func rankCorrelation(_ arrivals: [(time: Int64, swing: Double)]) -> Double? {
        let (times, swings) = (ranks(arrivals.map { Double($0.time) }), ranks(arrivals.map(\.swing)))
        let mean = Double(arrivals.count - 1) / 2
        let (spreadTimes, spreadSwings) = (
            times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }, swings.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        )
        guard spreadTimes > 0, spreadSwings > 0 else { return nil }
        let covariance = zip(times, swings).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
        return covariance / (spreadTimes * spreadSwings).squareRoot() * Double(arrivals.count - 1).squareRoot()
    }

    /// Ranks from 0; equal values share the middle of theirs.
    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
            start = end
        }
        return ranks
    }
}
