/// One claim about the votes, who makes it true and against whom.
public struct Assertion: Sendable {
    /// The candidate or list that rightly won.
    public let winner: Int
    /// The one it won against; `nil` when it won against all others together.
    public let loser: Int?
    public let assorter: Assorter

    public init(winner: Int, loser: Int?, assorter: Assorter) {
        self.winner = winner
        self.loser = loser
        self.assorter = assorter
    }

    /// Each winner got more votes than each loser.
    public static func plurality(_ contest: AuditContest) -> [Assertion] {
        contest.pairs.map { pair in
            Assertion(
                winner: pair.winner, loser: pair.loser, assorter: .plurality(winner: pair.winner, loser: pair.loser))
        }
    }

    /// The winner got more than the share of the valid votes.
    public static func superMajority(winner: Int, share: Double) -> [Assertion] {
        [Assertion(winner: winner, loser: nil, assorter: .superMajority(winner: winner, share: share))]
    }

    /// Divisor methods whose claims are linear in the votes.
    public enum Divisors: Sendable {
        case dhondt
        case sainteLague

        /// The divisor of the seat after so many.
        func divisor(after seats: Int) -> Int {
            switch self {
            case .dhondt: seats + 1
            case .sainteLague: 2 * seats + 1
            }
        }
    }

    /// Everything that has to hold for an allocation by highest averages to be right: each list's last seat came before each
    /// other list's next one (tally reference, section 8.5).
    ///
    /// - Parameter seats: by list.
    public static func seats(_ divisors: Divisors, _ seats: [Int]) -> [Assertion] {
        seats.indices.filter { seats[$0] > 0 }.flatMap { list in
            seats.indices.filter { $0 != list }.map { other in
                let assorter = Assorter.seat(
                    of: list, lastDivisor: divisors.divisor(after: seats[list] - 1), before: other,
                    nextDivisor: divisors.divisor(after: seats[other]))
                return Assertion(winner: list, loser: other, assorter: assorter)
            }
        }
    }
}
