#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How many ballots a ballot-polling audit is likely to need (tally reference, section 8.2).
public struct BravoPlan: Sendable {
    /// Ballots needed on average if the report is right; all ballots at a tie.
    public let asn: Int
    /// Ballots that suffice with the probability, in the order asked.
    public let sizes: [Int]
    /// A tie, or so close that counting all ballots is the sensible audit.
    public let fullHandCount: Bool

    /// - Parameters:
    ///   - quantiles: above 0 and below 1.
    ///   - sample: ballots already found for each candidate; the plan then says how many more are needed.
    public init(_ contest: AuditContest, limit: RiskLimit, quantiles: [Double], sample: [Int]? = nil) {
        guard contest.smallestMargin > 0 else {
            asn = contest.ballots
            sizes = quantiles.map { _ in contest.ballots }
            fullHandCount = true
            return
        }
        let pairs = contest.pairs.filter { contest.votes[$0.loser] > 0 }.map { pair in
            Self.Lead(contest, pair, limit: limit, found: (sample?[pair.winner] ?? 0, sample?[pair.loser] ?? 0))
        }
        let asns = pairs.map(\.average)
        let bySize = quantiles.map { quantile in pairs.map { $0.size(quantile) } }
        let cautious = pairs.map { $0.size(0.9) }
        let large =
            contest.ballots > 100_000 && cautious.contains { ($0 ?? .max) >= contest.ballots / 4 + min(1, contest.ballots % 4) }
        func largest(_ sizes: [Int?]) -> Int { sizes.contains(nil) ? contest.ballots : sizes.compactMap(\.self).max() ?? 0 }
        asn = largest(asns)
        sizes = bySize.map(largest)
        fullHandCount = large || (asns + bySize.joined()).contains(nil)
    }

    /// One pair as the test sees it.
    private struct Lead {
        private let lead: Double
        private let weights: Bravo.Weights
        private let won: Int
        private let lost: Int
        private let ballots: Int
        /// How far the logarithm of the test statistic still has to rise.
        private let threshold: Double

        init(_ contest: AuditContest, _ pair: AuditContest.Pair, limit: RiskLimit, found: (won: Int, lost: Int)) {
            won = contest.votes[pair.winner]
            lost = contest.votes[pair.loser]
            ballots = contest.ballots
            lead = Double(won - lost) / Double(won + lost)
            weights = Bravo.Weights(lead: lead)
            threshold = -log(limit.value) - Double(found.won) * weights.winner - Double(found.lost) * weights.loser
        }

        var average: Int? {
            guard threshold > 0 else { return 0 }
            let share = Double(won + lost) / Double(ballots)
            let average = ((threshold + weights.winner / 2) / (share * weights.drift)).rounded(.up)
            return average <= 1e15 ? Int(average) : nil
        }

        func size(_ quantile: Double) -> Int? {
            guard threshold > 0 else { return 0 }
            return Bravo.size(lead: lead, weights: weights, threshold: threshold, quantile: quantile).flatMap(ballots(holding:))
        }

        /// How many ballots hold so many for either candidate. Shares are rounded to doubles before they are added exactly, as
        /// the audit tools in use do: sizes then agree with theirs to the ballot.
        private func ballots(holding size: Int) -> Int? {
            let shares = [won, lost].map { Double($0) / Double(ballots) }
            let shift = shares.map { 52 - Int($0.exponent) }.max() ?? 52
            let sum = shares.reduce(UInt128(0)) { sum, share in
                sum + UInt128(share.significandBitPattern | 1 << 52) << (shift - 52 + Int(share.exponent))
            }
            return Int(exactly: (UInt128(size) << shift + sum - 1) / sum)
        }
    }
}
