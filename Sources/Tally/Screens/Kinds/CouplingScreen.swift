import Daylight

/// S5: whether a list's votes grow faster with turnout than voters could make them (tally reference, section 4; after
/// Shpilkin).
enum CouplingScreen {
    /// A station with a known number of registered voters.
    private struct Point {
        let station: ScreenedStation
        let registered: Int64
        let votes: Int64
        var others: Int64 { max(0, station.valid - votes) }
        var turnout: Double { Double(min(station.cast, registered)) / Double(registered) }
        /// Width of a bin: one percentage point.
        var bin: Int { Int(100 * min(station.cast, registered) / registered) }
    }

    static func result(_ data: ScreenData, _ parameters: ScreenParameters) -> ScreenResult {
        let caveat = "A mix of town and country makes the same picture: look at each municipality by itself."
        guard let leader = data.leader else { return ScreenResult("S5", [:], n: 0, caveat: caveat) }
        let points = data.stations.compactMap { station in
            station.registered.flatMap { $0 > 0 ? Point(station: station, registered: $0, votes: station.votes[leader]) : nil }
        }
        var details: JSONObject = [:]
        if let excess = excess(points) { details["excess"] = .real(excess) }
        let strata = Dictionary(grouping: points, by: \.station.stratum).sorted { $0.key < $1.key }
        details["strata"] = .array(
            strata.compactMap { stratum, points in
                guard points.count >= parameters.neighbours, let slope = slope(points) else { return nil }
                return ["unit": .string(stratum), "n": .integer(points.count), "slope": .real(slope)]
            })
        return ScreenResult(
            "S5", ["list": .integer(data.lists[leader]), "binWidth": "0.01"], n: points.count, statistic: slope(points),
            caveat: caveat, details: details)
    }

    /// Least-squares slope of votes over registered voters on turnout; `nil` when all turnouts are the same.
    private static func slope(_ points: [Point]) -> Double? {
        let count = Double(points.count)
        guard count > 1 else { return nil }
        let x = points.map(\.turnout)
        let y = points.map { Double($0.votes) / Double($0.registered) }
        let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
        let spread = x.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
        guard spread > 1e-12 else { return nil }
        return zip(x, y).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) } / spread
    }

    /// Votes beyond those that the ratio to other votes at the most common turnout predicts; `nil` without other votes there.
    private static func excess(_ points: [Point]) -> Double? {
        var bins = [(votes: Int64, others: Int64, cast: Int64)](repeating: (0, 0, 0), count: 101)
        for point in points {
            bins[point.bin].votes += point.votes
            bins[point.bin].others += point.others
            bins[point.bin].cast += point.station.cast
        }
        guard let mode = bins.max(by: { $0.cast < $1.cast }), mode.others > 0 else { return nil }
        let ratio = Double(mode.votes) / Double(mode.others)
        return bins.reduce(0) { $0 + Double($1.votes) - ratio * Double($1.others) }
    }
}
