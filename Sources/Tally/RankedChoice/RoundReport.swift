/// What happened in one round.
struct RoundReport: Sendable {
    /// What a candidate's votes became after the round.
    enum Target: Hashable, Sendable {
        case candidate(Int)
        case exhausted
        case residualSurplus
    }

    struct Result: Sendable {
        let candidate: Int
        let isElected: Bool
        /// Amounts above zero.
        var transfers: [(Target, Amount)] = []
    }

    /// An amount of votes, and whether it has been part of a division, so that its places are shown.
    struct Amount: Hashable, Sendable {
        var units: Int128 = 0
        var isFractional = false

        mutating func add(_ units: Int128, isFractional: Bool) {
            self.units += units
            if isFractional { self.isFractional = true }
        }
    }

    let number: Int
    /// By candidate; `nil` for who was excluded or eliminated before.
    var tally: [Amount?]
    var threshold = Amount()
    var inactive: [InactiveBallots: Amount]
    var results: [Result] = []
}

/// Why a ballot counts for nobody.
enum InactiveBallots: String, CaseIterable, Sendable {
    case exhaustedChoices, overvotes, repeatedRankings, skippedRankings, finalRoundSurplus
}

/// One count of ranked ballots, round by round.
public struct TabulationReport: Sendable {
    let names: [String]
    let arithmetic: FixedPoint
    /// Places of the threshold.
    let thresholdPlaces: Int
    var rounds: [RoundReport] = []
    let seats: Int
    let ballotCount: Int
    var undervotes = 0
    /// Who won, by number.
    var winners: [Int] = []
    /// The tie at which the count stopped.
    public var tie: OpenTie?
}
