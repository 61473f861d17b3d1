/// A claim about votes as an average: it is true exactly if the assorter's mean over all ballots is above ½ (SHANGRLA; Stark
/// 2020; tally reference, section 8.5).
///
/// Marks are the candidates or lists a ballot names, each once: in the order of preference where ballots rank, none for a
/// blank or invalid ballot.
public struct Assorter: Hashable, Sendable {
    private enum Rule: Hashable {
        /// What a ballot for one list alone is worth; any other ballot ½.
        case values([Int: Double])
        /// The winner's ballots up, the loser's down, on ballots that may name several.
        case plurality(winner: Int, loser: Int)
        case superMajority(winner: Int)
        case ranked(RankedClaim)
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
        Assorter(rule: .superMajority(winner: winner), upperBound: 1 / (2 * share))
    }

    /// The claim, on ballots that name one candidate or list: scaled so that the worst ballot is worth 0 and no vote ½.
    public static func linear(_ claim: LinearClaim) -> Assorter {
        func value(_ weight: Int) -> Double { Double(claim.worst + weight) / Double(2 * claim.worst) }
        let values = Dictionary(claim.terms.map { ($0.candidate, value($0.weight)) }) { first, _ in first }
        return Assorter(rule: .values(values), upperBound: value(claim.best))
    }

    /// The claim about an elimination.
    public static func ranked(_ claim: RankedClaim) -> Assorter { Assorter(rule: .ranked(claim), upperBound: 1) }

    /// What a ballot is worth.
    public func value(_ marks: [Int]) -> Double {
        switch rule {
        case .values(let values):
            guard let mark = marks.first, marks.count == 1 else { return 0.5 }
            return values[mark] ?? 0.5
        case .plurality(let winner, let loser):
            return (marks.contains(winner) ? 0.5 : 0) + (marks.contains(loser) ? 0 : 0.5)
        case .superMajority(let winner):
            guard marks.count == 1 else { return 0.5 }
            return marks.contains(winner) ? upperBound : 0
        case .ranked(let claim):
            return 0.5 + 0.5 * Double(claim.value(marks))
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
