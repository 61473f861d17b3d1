#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Batch comparison by the maximum across-contest relative overstatement (Stark 2009; tally reference, section 8.4).
public struct BatchAudit: Sendable {
    /// A batch of ballots and its reported votes, one number per candidate of the contest.
    public struct Batch: Sendable {
        public let name: String
        public let ballots: Int
        public let votes: [Int]

        public init(name: String, ballots: Int, votes: [Int]) {
            self.name = name
            self.ballots = ballots
            self.votes = votes
        }
    }

    /// An exact share of a margin, by which a batch may hide an error, or does.
    public struct Share: Sendable {
        public let numerator: Int
        public let denominator: Int

        public var double: Double { Double(numerator) / Double(denominator) }

        func isBelow(_ other: Share) -> Bool {
            Int128(numerator) * Int128(other.denominator) < Int128(other.numerator) * Int128(denominator)
        }
    }

    public let contest: AuditContest
    public let batches: [Batch]
    /// Ballots that are not in any batch yet, or cannot be audited: each might count against the winner.
    public let withheld: Int
    /// How much of the margin each batch could overstate at most; `nil` at a tie, which only a full count settles.
    public let bounds: [Share]?
    /// Sum of the bounds.
    public let total: Double?

    public init(_ contest: AuditContest, batches: [Batch], withheld: Int = 0) {
        self.contest = contest
        self.batches = batches
        self.withheld = withheld
        guard contest.smallestMargin > withheld else {
            bounds = nil
            total = nil
            return
        }
        let bounds = batches.map { batch in
            Self.largest(contest, withheld) { batch.votes[$0.winner] - batch.votes[$0.loser] + batch.ballots }
        }
        var sum = CompensatedSum()
        for bound in bounds { sum.add(bound.double) }
        self.bounds = bounds
        total = sum.value
    }

    /// The largest of a number of votes relative to the margin, over all pairs.
    private static func largest(
        _ contest: AuditContest, _ withheld: Int, _ votes: (AuditContest.Pair) -> Int
    ) -> Share {
        contest.pairs.map { Share(numerator: votes($0), denominator: contest.margin($0) - withheld) }
            .max { $0.isBelow($1) } ?? Share(numerator: 0, denominator: 1)
    }

    /// How many batches to draw if no errors are found; all of them when no smaller number would do.
    public func size(limit: RiskLimit) -> Int {
        guard let total else { return batches.count }
        let draws = (log(limit.value) / log1p(-1 / total)).rounded(.up) + 1
        return draws < Double(batches.count) ? Int(draws) : batches.count
    }

    /// The risk after some draws.
    ///
    /// - Parameter draws: index of the batch and the votes found in it, one entry per draw.
    public func risk(_ draws: [(batch: Int, votes: [Int])], limit: RiskLimit) -> MeasuredRisk {
        guard let bounds, let total else { return MeasuredRisk(p: 1, limit: limit) }
        let found = Dictionary(draws.map { ($0.batch, $0.votes) }) { first, _ in first }
        // Every batch has been counted by hand: the outcome is known, not estimated.
        if found.count == batches.count { return MeasuredRisk(p: isOutcomeRight(found) ? 0 : 1, limit: limit) }
        var logarithm = CompensatedSum()
        for draw in draws {
            let batch = batches[draw.batch]
            let error = Self.largest(contest, withheld) {
                batch.votes[$0.winner] - batch.votes[$0.loser] - (draw.votes[$0.winner] - draw.votes[$0.loser])
            }
            logarithm.add(log1p(-1 / total))
            guard error.numerator > 0 else { continue }
            guard error.isBelow(bounds[draw.batch]) else { return MeasuredRisk(p: 1, limit: limit) }
            logarithm.add(-log1p(-error.double / bounds[draw.batch].double))
        }
        return MeasuredRisk(p: exp(logarithm.value), limit: limit)
    }

    private func isOutcomeRight(_ found: [Int: [Int]]) -> Bool {
        contest.pairs.allSatisfy { pair in found.values.reduce(0) { $0 + $1[pair.winner] - $1[pair.loser] } > withheld }
    }
}
