#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ballot comparison by the super-simple method, a Kaplan–Markov test (Stark 2010; tally reference, section 8.3).
public enum SuperSimple {
    public static let defaultGamma = 1.03905

    /// Ballots with over- and understatements of the margin by one or two votes, or their rates.
    public struct Errors<Number: Sendable>: Sendable {
        public let over1: Number
        public let over2: Number
        public let under1: Number
        public let under2: Number

        public init(over1: Number, over2: Number, under1: Number, under2: Number) {
            self.over1 = over1
            self.over2 = over2
            self.under1 = under1
            self.under2 = under2
        }
    }

    /// One ballot in a thousand off by one vote, one in ten thousand by two.
    public static let defaultRates = Errors(over1: 0.001, over2: 0.0001, under1: 0.001, under2: 0.0001)

    /// Logarithms of what an error multiplies the risk with.
    private static func cost(_ errors: Errors<Double>, _ gamma: Double) -> Double {
        func term(_ count: Double, _ logarithm: Double) -> Double { count == 0 ? 0 : count * logarithm }
        return term(errors.over1, log1p(-1 / (2 * gamma))) + term(errors.over2, log1p(-1 / gamma))
            + term(errors.under1, log1p(1 / (2 * gamma))) + term(errors.under2, log1p(1 / gamma))
    }

    /// The risk after a sample, drawn with replacement.
    ///
    /// - Parameters:
    ///   - dilutedMargin: smallest margin as a share of all ballots; 0 is a tie, which nothing confirms.
    ///   - ballots: drawn so far.
    ///   - gamma: error inflation, 1 or more.
    public static func risk(
        dilutedMargin: Double, ballots: Int, errors: Errors<Int>, gamma: Double = defaultGamma, limit: RiskLimit
    ) -> MeasuredRisk {
        guard dilutedMargin > 0 else { return MeasuredRisk(p: 1, limit: limit) }
        let counts = Errors(
            over1: Double(errors.over1), over2: Double(errors.over2), under1: Double(errors.under1),
            under2: Double(errors.under2)
        )
        let logarithm = Double(ballots) * log1p(-dilutedMargin / (2 * gamma)) - cost(counts, gamma)
        return MeasuredRisk(p: exp(logarithm), limit: limit)
    }

    /// How many ballots to draw if errors come at the rates; all of them when no smaller number would do.
    ///
    /// - Parameter ballots: on which the contest stands.
    public static func size(
        dilutedMargin: Double, ballots: Int, rates: Errors<Double> = defaultRates, gamma: Double = defaultGamma,
        limit: RiskLimit
    ) -> Int {
        let gain = log1p(-dilutedMargin / (2 * gamma)) - cost(rates, gamma)
        let alpha = log(limit.value)
        guard dilutedMargin > 0, gain < 0 else { return ballots }
        let first = (alpha / gain).rounded(.up)
        let expected = Errors(
            over1: (rates.over1 * first).rounded(.up), over2: (rates.over2 * first).rounded(.toNearestOrAwayFromZero),
            under1: (rates.under1 * first).rounded(.up), under2: (rates.under2 * first).rounded(.toNearestOrAwayFromZero))
        let needed = (-2 * gamma * (alpha + cost(expected, gamma)) / dilutedMargin).rounded(.up)
        let size = max(expected.over1 + expected.over2 + expected.under1 + expected.under2, needed)
        return size < Double(ballots) ? Int(size) : ballots
    }
}
