/// A claim about votes as an average: it is true exactly if the assorter's mean over all ballots is above ½ (SHANGRLA; Stark
/// 2020; tally reference, section 8.5).
public struct Assorter: Hashable, Sendable {
    private enum Rule: Hashable {
        /// What a ballot for one list alone is worth; any other ballot ½.
        case values([Int: Double])
        /// The winner's ballots up, the loser's down, on ballots that may name several.
        case plurality(winner: Int, loser: Int)
        case superMajority(winner: Int, share: Double)
    }

    private let rule: Rule
    /// The largest value of a ballot.
    public let upperBound: Double

    /// The winner got more votes than the loser.
    public static func plurality(winner: Int, loser: Int) -> Assorter {
        Assorter(rule: .plurality(winner: winner, loser: loser), upperBound: 1)
    }

    /// The winner got more than the share (above 0, below 1) of the valid votes.
    public static func superMajority(winner: Int, share: Double) -> Assorter {
        Assorter(rule: .superMajority(winner: winner, share: share), upperBound: 1 / (2 * share))
    }

    /// A list's last seat rightly went before another list's next one: v_A/d_A > v_B/d_B.
    ///
    /// - Parameters:
    ///   - lastDivisor: of the seat the one list got last.
    ///   - nextDivisor: of the seat the other would get next.
    public static func seat(of list: Int, lastDivisor: Int, before other: Int, nextDivisor: Int) -> Assorter {
        // The worst a ballot can do is −1/d_B; scaled so that this becomes 0 and no vote ½.
        let high = 0.5 + Double(nextDivisor) / (2 * Double(lastDivisor))
        return Assorter(rule: .values([list: high, other: 0]), upperBound: high)
    }

    /// What a ballot is worth.
    ///
    /// - Parameter marks: candidates or lists it names; none for a blank or invalid one.
    public func value(_ marks: Set<Int>) -> Double {
        switch rule {
        case .values(let values):
            guard let mark = marks.first, marks.count == 1 else { return 0.5 }
            return values[mark] ?? 0.5
        case .plurality(let winner, let loser):
            return (marks.contains(winner) ? 0.5 : 0) + (marks.contains(loser) ? 0 : 0.5)
        case .superMajority(let winner, _):
            guard marks.count == 1 else { return 0.5 }
            return marks.contains(winner) ? upperBound : 0
        }
    }

    /// The mean over ballots of which so many name each candidate or list alone and the rest nobody.
    public func mean(votes: [Int], ballots: Int) -> Double {
        var sum = CompensatedSum()
        sum.add(0.5 * Double(ballots))
        for (mark, count) in votes.enumerated() { sum.add(Double(count) * (value([mark]) - 0.5)) }
        return sum.value / Double(ballots)
    }
}
