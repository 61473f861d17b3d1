/// The middle and spread of values, which a minority of outliers cannot move (Iglewicz and Hoaglin, 1993).
struct RobustScale {
    /// A normal distribution's median absolute deviation in standard deviations.
    static let consistency = 0.6745

    let median: Double
    /// Median absolute deviation over ``consistency``: the standard deviation of normal values.
    let deviation: Double

    /// - Parameter values: at least one.
    init(_ values: [Double]) {
        let middle = Self.median(values)
        median = middle
        deviation = Self.median(values.map { abs($0 - middle) }) / Self.consistency
    }

    private static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }

    /// How far a share lies from the middle, in standard deviations of spread and counting noise together.
    func z(_ share: SmoothedShare) -> Double {
        (share.logit - median) / (deviation * deviation + share.noise).squareRoot()
    }
}

/// Tests of one family taken together.
enum FalseDiscovery {
    /// Which p-values stand when the expected share of false ones among them may be `q` (Benjamini and Hochberg, 1995).
    static func accepted(_ values: [Double], q: Double) -> [Bool] {
        let sorted = values.sorted()
        let last = sorted.indices.last { sorted[$0] <= q * Double($0 + 1) / Double(sorted.count) }
        guard let last else { return [Bool](repeating: false, count: values.count) }
        return values.map { $0 <= sorted[last] }
    }
}
