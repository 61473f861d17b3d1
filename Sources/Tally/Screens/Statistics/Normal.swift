#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The standard normal distribution.
enum Normal {
    /// Probability of a larger value.
    static func upperTail(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

    /// Probability of a value at least as far from zero.
    static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }
}

/// The log-odds of a share, moved by half a vote so that none and all have one (Haldane and Anscombe).
struct SmoothedShare {
    /// Between 0 and 1, never at either.
    let share: Double
    let logit: Double
    /// Variance of the logit that counting alone makes.
    let noise: Double

    /// - Parameters:
    ///   - votes: taken as `total` when larger.
    ///   - total: at least 1.
    init(_ votes: Int64, of total: Int64) {
        share = (Double(min(votes, total)) + 0.5) / (Double(total) + 1)
        logit = log(share / (1 - share))
        noise = 1 / (Double(total) * share * (1 - share))
    }
}
