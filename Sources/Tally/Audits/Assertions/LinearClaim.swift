/// A claim that a weighted sum of votes is above 0, in whole numbers: "list A's last seat came before list B's next one" is
/// d_B·v_A − d_A·v_B > 0 (tally reference, section 8.5).
public struct LinearClaim: Hashable, Sendable {
    /// What one vote adds.
    public struct Term: Hashable, Sendable {
        public let candidate: Int
        public let weight: Int
    }

    public let terms: [Term]
    /// By how much the worst ballot lowers the sum, above 0.
    public let worst: Int
    /// By how much the best ballot raises it.
    public let best: Int

    private init(_ terms: [Term]) {
        self.terms = terms
        worst = -(terms.map(\.weight).min() ?? 0)
        best = terms.map(\.weight).max() ?? 0
    }

    /// The winner got more votes than the loser.
    public static func plurality(winner: Int, loser: Int) -> LinearClaim {
        LinearClaim([Term(candidate: winner, weight: 1), Term(candidate: loser, weight: -1)])
    }

    /// A list's last seat rightly went before another list's next one: v_A/d_A > v_B/d_B.
    public static func seat(of list: Int, lastDivisor: Int, before other: Int, nextDivisor: Int) -> LinearClaim {
        LinearClaim([Term(candidate: list, weight: nextDivisor), Term(candidate: other, weight: -lastDivisor)])
    }

    /// The candidate got more than so many of so many parts of the valid votes, or less.
    ///
    /// - Parameters:
    ///   - part: above 0 and below `whole`.
    ///   - candidates: how many there are.
    public static func share(
        of candidate: Int, isAbove: Bool, _ part: Int, of whole: Int, candidates: Int
    ) -> LinearClaim {
        let sign = isAbove ? 1 : -1
        return LinearClaim(
            (0..<candidates).map { Term(candidate: $0, weight: sign * ($0 == candidate ? whole - part : -part)) })
    }

    /// The weighted sum: above 0 when the claim is true.
    public func sum(_ votes: [Int]) -> Int { terms.reduce(0) { $0 + $1.weight * votes[$1.candidate] } }
}
