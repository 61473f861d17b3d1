#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ballot polling by Wald's sequential test (BRAVO; Lindeman, Stark and Yates 2012; tally reference, section 8.2).
enum Bravo {
    /// What one ballot for the winner, or the loser, of a pair adds to the logarithm of the test statistic.
    struct Weights {
        let winner: Double
        let loser: Double
        /// What one ballot for either adds on average if the report is right. Computed by itself: for close contests it is
        /// far smaller than the rounding of the two.
        let drift: Double

        /// - Parameter lead: (v_w − v_l)/(v_w + v_l), above 0 and below 1.
        init(lead: Double) {
            winner = log1p(lead)
            loser = log1p(-lead)
            if lead < 0.01 {
                // ½((1+x)ln(1+x) + (1−x)ln(1−x)) = x²/2 + x⁴/12 + x⁶/30 + …
                let square = lead * lead
                drift = square * (0.5 + square * (1.0 / 12 + square * (1.0 / 30 + square / 56)))
            } else {
                drift = ((1 + lead) * winner + (1 - lead) * loser) / 2
            }
        }
    }

    /// How many ballots for either candidate make the test stop with the probability, if the report is right: a normal
    /// approximation first, then upwards to the exact binomial quantile.
    ///
    /// - Returns: `nil` above ``sizeLimit``.
    static func size(lead: Double, weights: Weights, threshold: Double, quantile: Double) -> Int? {
        let span = weights.winner - weights.loser
        let share = (1 + lead) / 2
        let z = NormalQuantile.value(quantile)
        let spread = z * z * share * (1 - share)
        let (f, g) = (threshold / span, weights.drift / span)
        let root = (spread * (spread + 4 * f * g)).squareRoot()
        let estimate = (spread + 2 * f * g + (quantile > 0.5 ? root : -root)) / (2 * g * g)
        guard estimate.isFinite, estimate <= sizeLimit else { return nil }
        var walk = Walk(trials: max(1, Int(estimate)), share: share, weights: weights, threshold: threshold)
        // The exact size is near the approximation: within some multiple of 1/g, which the size limit bounds.
        while walk.missing >= 1 - quantile {
            guard Double(walk.trials) < 2 * sizeLimit else { return nil }
            walk.advance()
        }
        return walk.trials
    }

    /// Sizes above this are never looked for: nobody samples so many ballots instead of counting all.
    static let sizeLimit = 1e9
}

extension Bravo {
    /// The chance that so many ballots do not reach the threshold, kept up to date while ballots are added.
    private struct Walk {
        private(set) var trials: Int
        private let share: Double
        private let weights: Weights
        private let threshold: Double
        /// Fewest ballots for the winner that reach the threshold.
        private var needed: Int
        /// P(fewer than needed).
        private(set) var missing: Double

        init(trials: Int, share: Double, weights: Weights, threshold: Double) {
            self.trials = trials
            self.share = share
            self.weights = weights
            self.threshold = threshold
            needed = Int((threshold - Double(trials) * weights.loser) / (weights.winner - weights.loser))
            missing = 0
            raiseNeeded()
            missing = BinomialDistribution(trials: trials, probability: share).cumulative(needed - 1)
        }

        private var isReached: Bool {
            Double(needed) * weights.winner + Double(trials - needed) * weights.loser >= threshold
        }

        private mutating func raiseNeeded() {
            while !isReached { needed += 1 }
        }

        mutating func advance() {
            // One more ballot leaves the fewer-than-needed only from their upper edge.
            missing -= share * BinomialDistribution(trials: trials, probability: share).mass(needed - 1)
            trials += 1
            while !isReached {
                missing += BinomialDistribution(trials: trials, probability: share).mass(needed)
                needed += 1
            }
        }
    }
}
