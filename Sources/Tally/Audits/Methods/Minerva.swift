#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ballot polling in rounds whose sizes were fixed beforehand (Zagórski and others 2021; tally reference, section 8.2): the chance
/// of so many votes for the winner at the end of the round, without having stopped before, if the report is right, compared
/// with the same at a tie.
public enum Minerva {
    /// A round, counting all ballots so far.
    public struct Round: Hashable, Sendable {
        /// Ballots for either candidate.
        public let ballots: Int
        /// Those for the reported winner.
        public let won: Int

        public init(ballots: Int, won: Int) {
            self.ballots = ballots
            self.won = won
        }
    }

    /// Most steps of one question: ballots of a round times ballots before it.
    static let workLimit = 400_000_000

    /// The risk after each round, at most 1, up to the first one that confirms: the audit ends there.
    ///
    /// - Parameters:
    ///   - share: of the reported winner among ballots for either, above ½ and at most 1.
    ///   - rounds: each with more ballots than the one before, and as many votes for the winner as are possible then.
    public static func history(_ rounds: [Round], share: Double, limit: RiskLimit) -> [Double] {
        // By number of votes for the winner: chances that the audit goes on with so many.
        var (right, tied) = ([1.0], [1.0])
        var ballots = 0
        var history: [Double] = []
        for round in rounds {
            right = sum(right, and: round.ballots - ballots, share)
            tied = sum(tied, and: round.ballots - ballots, 0.5)
            ballots = round.ballots
            let risk = right.indices.contains(round.won) ? ratio(tied, right, from: round.won) : nil
            history.append(min(1, risk ?? likelihood(round, share)))
            let stop = firstStop(tied, right, limit)
            guard round.won < stop else { break }
            right.removeLast(right.count - stop)
            tied.removeLast(tied.count - stop)
        }
        return history
    }

    /// The chances of sums with a binomial variable.
    private static func sum(_ chances: [Double], and trials: Int, _ probability: Double) -> [Double] {
        let added: [Double] =
            probability == 1
            ? Array(repeating: 0, count: trials) + [1]
            : (0...trials).map { BinomialDistribution(trials: trials, probability: probability).mass($0) }
        var sums = Array(repeating: 0.0, count: chances.count + trials)
        for (votes, chance) in chances.enumerated() where chance > 0 {
            for more in 0...trials { sums[votes + more] += chance * added[more] }
        }
        return sums
    }

    /// Nothing when both chances are too small for a double.
    private static func ratio(_ tied: [Double], _ right: [Double], from won: Int) -> Double? {
        let below = right[won...].reversed().reduce(0, +)
        return below > 0 ? tied[won...].reversed().reduce(0, +) / below : nil
    }

    /// Never below the ratio of the chances of that many or more.
    private static func likelihood(_ round: Round, _ share: Double) -> Double {
        let lost = round.ballots - round.won
        return exp(-(Double(round.won) * log(2 * share) + (lost == 0 ? 0 : Double(lost) * log(2 - 2 * share))))
    }

    /// Fewest votes for the winner with which the round confirms; one more than possible if none do.
    private static func firstStop(_ tied: [Double], _ right: [Double], _ limit: RiskLimit) -> Int {
        var (above, below) = (0.0, 0.0)
        for won in right.indices.reversed() {
            above += tied[won]
            below += right[won]
            guard above <= limit.value * below else { return won + 1 }
        }
        return 0
    }
}
