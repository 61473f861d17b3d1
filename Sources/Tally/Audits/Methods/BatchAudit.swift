#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Batch comparison by the maximum across-contest relative overstatement (Stark 2009; tally reference, section 8.4), for every
/// outcome that claims in whole votes make right.
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

    /// A batch that was drawn, once for each time it was.
    public struct Draw: Sendable {
        /// Its index.
        public let batch: Int
        /// The votes that were found in it; `nil` when its ballots were not found, which counts as the worst they could be.
        public let votes: [Int]?

        public init(batch: Int, votes: [Int]?) {
            self.batch = batch
            self.votes = votes
        }
    }

    public let contest: AuditContest
    public let claims: [LinearClaim]
    public let batches: [Batch]
    /// Ballots that are not in any batch yet, or cannot be audited: each might count against the winner.
    public let withheld: Int
    /// By how much each claim holds in the report.
    private let margins: [Int]
    /// How much of the margin each batch could overstate at most; `nil` at a tie, which only a full count settles.
    public let bounds: BatchBounds?

    /// The candidates with the most votes won.
    public init(_ contest: AuditContest, batches: [Batch], withheld: Int = 0) {
        let claims = contest.pairs.map { LinearClaim.plurality(winner: $0.winner, loser: $0.loser) }
        self.init(contest, claims: claims, batches: batches, withheld: withheld)
    }

    /// - Parameter claims: what makes the outcome right.
    public init(_ contest: AuditContest, claims: [LinearClaim], batches: [Batch], withheld: Int = 0) {
        self.contest = contest
        self.claims = claims
        self.batches = batches
        self.withheld = withheld
        let margins = claims.map { $0.sum(contest.votes) - withheld * $0.worst }
        self.margins = margins
        guard margins.allSatisfy({ $0 > 0 }) else {
            bounds = nil
            return
        }
        bounds = BatchBounds(
            batches.map { batch in
                BatchBounds.Share.largest(
                    zip(claims, margins).lazy.map { claim, margin in
                        .init(numerator: claim.sum(batch.votes) + claim.worst * batch.ballots, denominator: margin)
                    })
            })
    }

    /// Sum of the bounds.
    public var total: Double? { bounds?.total }

    /// How many batches to draw if no errors are found; all of them when no smaller number would do.
    public func size(limit: RiskLimit) -> Int { bounds?.size(limit: limit) ?? batches.count }

    /// The risk after some draws by the method of section 8.4: a batch is as wrong as the worst of its claims.
    ///
    /// - Parameter shared: bounds by which the batches were drawn, where several contests share the draws.
    public func risk(_ draws: [Draw], within shared: BatchBounds? = nil, limit: RiskLimit) -> MeasuredRisk {
        MeasuredRisk(p: exp(logRisk(draws, within: shared)), limit: limit)
    }

    /// The risk of each claim by itself: one is never punished for the errors of another.
    public func risks(_ draws: [Draw], within shared: BatchBounds? = nil) -> [Double] {
        logRisks(draws, within: shared).map { min(1, exp($0)) }
    }

    /// The logarithm of ``risk(_:within:limit:)`` before it is capped; infinite when no more draws can bring it down.
    func logRisk(_ draws: [Draw], within shared: BatchBounds?) -> Double {
        logRisk(draws, within: shared, of: claims.indices)
    }

    /// The same of each claim by itself.
    func logRisks(_ draws: [Draw], within shared: BatchBounds?) -> [Double] {
        claims.indices.map { logRisk(draws, within: shared, of: $0..<$0 + 1) }
    }

    private func logRisk(_ draws: [Draw], within shared: BatchBounds?, of claims: Range<Int>) -> Double {
        guard bounds != nil, let bounds = shared ?? bounds else { return .infinity }
        let found = Dictionary(draws.map { ($0.batch, $0.votes) }) { first, _ in first }
        // Every batch has been counted by hand: the outcome is known, not estimated.
        if found.count == batches.count { return claims.allSatisfy { isTrue($0, found) } ? -.infinity : .infinity }
        var logarithm = CompensatedSum()
        for draw in draws {
            let bound = bounds.shares[draw.batch]
            let error = BatchBounds.Share.largest(
                claims.lazy.map { claim in
                    .init(numerator: overstatement(claim, draw), denominator: margins[claim])
                })
            logarithm.add(log1p(-1 / bounds.total))
            guard error.numerator > 0 else { continue }
            guard error.isBelow(bound) else { return .infinity }
            logarithm.add(-log1p(-error.double / bound.double))
        }
        return logarithm.value
    }

    private func overstatement(_ claim: Int, _ draw: Draw) -> Int {
        claims[claim].sum(batches[draw.batch].votes) - sum(claim, draw.batch, draw.votes)
    }

    private func sum(_ claim: Int, _ batch: Int, _ votes: [Int]?) -> Int {
        votes.map(claims[claim].sum) ?? -claims[claim].worst * batches[batch].ballots
    }

    private func isTrue(_ claim: Int, _ found: [Int: [Int]?]) -> Bool {
        found.reduce(0) { $0 + sum(claim, $1.key, $1.value) } > withheld * claims[claim].worst
    }
}
