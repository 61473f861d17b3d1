/// One claim about the votes, who makes it true and against whom.
public struct Assertion: Sendable {
    /// The candidate or list that rightly won.
    public let winner: Int
    /// The one it won against; `nil` when it won against all others together.
    public let loser: Int?
    public let assorter: Assorter
    /// The same in whole numbers of votes, where it is about such.
    public let claim: LinearClaim?
    /// The reported mean of the assorter, where it does not follow from the votes by candidate.
    private let rankedMean: Double?

    public init(winner: Int, loser: Int?, assorter: Assorter) {
        self.init(winner: winner, loser: loser, assorter: assorter, claim: nil, rankedMean: nil)
    }

    private init(winner: Int, loser: Int?, assorter: Assorter, claim: LinearClaim?, rankedMean: Double? = nil) {
        self.winner = winner
        self.loser = loser
        self.assorter = assorter
        self.claim = claim
        self.rankedMean = rankedMean
    }

    private init(winner: Int, loser: Int?, _ claim: LinearClaim) {
        self.init(winner: winner, loser: loser, assorter: .linear(claim), claim: claim)
    }

    /// The reported mean of the assorter over all ballots.
    public func mean(votes: [Int], ballots: Int) -> Double { rankedMean ?? assorter.mean(votes: votes, ballots: ballots) }

    /// Each winner got more votes than each loser.
    public static func plurality(_ contest: AuditContest) -> [Assertion] {
        contest.pairs.map { pair in
            Assertion(
                winner: pair.winner, loser: pair.loser, assorter: .plurality(winner: pair.winner, loser: pair.loser),
                claim: .plurality(winner: pair.winner, loser: pair.loser))
        }
    }

    /// The winner got more than the share of the valid votes.
    public static func superMajority(winner: Int, share: Double) -> [Assertion] {
        [Assertion(winner: winner, loser: nil, assorter: .superMajority(winner: winner, share: share))]
    }

    /// The candidate got more than so many of so many parts of the valid votes, or less.
    public static func share(
        of candidate: Int, isAbove: Bool = true, _ part: Int, of whole: Int, candidates: Int
    ) -> Assertion {
        Assertion(
            winner: candidate, loser: nil,
            .share(of: candidate, isAbove: isAbove, part, of: whole, candidates: candidates))
    }

    /// Claims that leave only orders of elimination which the reported winner survives.
    public static func ranked(_ claims: [EliminationSearch.Led], ballots: Int) -> [Assertion] {
        claims.map { led in
            Assertion(
                winner: led.claim.winner, loser: led.claim.loser, assorter: .ranked(led.claim), claim: nil,
                rankedMean: 0.5 + Double(led.lead) / (2 * Double(ballots)))
        }
    }

    /// Divisor methods whose claims are linear in the votes.
    public enum Divisors: String, Sendable, CaseIterable {
        case dhondt
        case sainteLague

        /// The divisor of the seat after so many.
        public func divisor(after seats: Int) -> Int {
            switch self {
            case .dhondt: seats + 1
            case .sainteLague: 2 * seats + 1
            }
        }

        /// The same as a method of allocation.
        var method: SeatMethod {
            switch self {
            case .dhondt: .dhondt
            case .sainteLague: .sainteLague
            }
        }
    }

    /// Everything that has to hold for an allocation by highest averages to be right: each list's last seat came before each
    /// other list's next one (tally reference, section 8.5).
    ///
    /// - Parameters:
    ///   - seats: by list.
    ///   - lists: those that take part; all if not given.
    public static func seats(_ divisors: Divisors, _ seats: [Int], among lists: [Int]? = nil) -> [Assertion] {
        let lists = lists ?? Array(seats.indices)
        return lists.filter { seats[$0] > 0 }.flatMap { list in
            lists.filter { $0 != list }.map { other in
                Assertion(
                    winner: list, loser: other,
                    .seat(
                        of: list, lastDivisor: divisors.divisor(after: seats[list] - 1), before: other,
                        nextDivisor: divisors.divisor(after: seats[other])))
            }
        }
    }
}
