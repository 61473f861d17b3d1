#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The risk after a ballot-polling sample, pair by pair (tally reference, section 8.2).
public struct BravoMeasure: Sendable {
    public struct PairRisk: Sendable {
        public let pair: AuditContest.Pair
        public let p: Double
    }

    /// Pairs that limit the risk: one whose loser has no votes, in the report and in the sample, cannot.
    public let pairs: [PairRisk]
    public let risk: MeasuredRisk

    /// - Parameters:
    ///   - sample: ballots found for each candidate.
    ///   - notFound: ballots whose paper was not found; each counts for every loser.
    public init(_ contest: AuditContest, sample: [Int], notFound: Int = 0, limit: RiskLimit) {
        let all = contest.pairs.map { pair in
            let (won, lost) = (sample[pair.winner], sample[pair.loser] + notFound)
            return PairRisk(pair: pair, p: Self.risk(contest, pair, won: won, lost: lost))
        }
        pairs = all.filter { contest.votes[$0.pair.loser] > 0 || sample[$0.pair.loser] + notFound > 0 }
        risk = MeasuredRisk(p: all.map(\.p).max() ?? 1, limit: limit)
    }

    private static func risk(_ contest: AuditContest, _ pair: AuditContest.Pair, won: Int, lost: Int) -> Double {
        let both = contest.votes[pair.winner] + contest.votes[pair.loser]
        guard contest.margin(pair) > 0 else { return 1 }
        let lead = Double(contest.margin(pair)) / Double(both)
        // No ballot lost must not meet the infinite weight of a loser without any reported vote.
        let loss = lost == 0 ? 0 : Double(lost) * log1p(-lead)
        return min(1, exp(-(Double(won) * log1p(lead) + loss)))
    }
}
