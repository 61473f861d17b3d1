/// The rules of a ranked-choice contest (tally reference, section 7), with the names of RCTab's configuration.
public struct RankedRules: Hashable, Sendable {
    public enum TieBreak: Hashable, Sendable {
        /// One draw per tie from one generator.
        case random(seed: Int64)
        case stopCountingAndAsk
        case previousRoundCountsThenRandom(seed: Int64)
        case previousRoundCountsThenAsk
        case useCandidateOrder
        /// One order of all candidates, shuffled once.
        case generatePermutation(seed: Int64)
    }

    public enum Overvote: String, CaseIterable, Sendable {
        case alwaysSkipToNextRank, exhaustImmediately, exhaustIfMultipleContinuing
    }

    public enum Election: Hashable, Sendable {
        case singleWinnerMajority
        case multiWinner(seats: Int, onlyOnePerRound: Bool)
        case bottomsUp(seats: Int)
        /// Percent as units of 10^-places.
        case bottomsUpUsingPercentageThreshold(percent: Int128, places: Int, cutoffElimination: Bool)
        /// As many single-winner counts as seats, earlier winners left out.
        case multiPassIRV(seats: Int)
    }

    public var tieBreak: TieBreak
    public var overvote: Overvote
    public var election: Election
    /// Decimal places of transfers, 1 to 20.
    public var decimalPlaces: Int
    /// `nil`: any number.
    public var maxSkippedRanks: Int?
    /// `nil`: as many as there are candidates.
    public var maxRankings: Int?
    public var nonIntegerThreshold = false
    public var hareQuota = false
    public var batchElimination = false
    public var continueUntilTwoRemain = false
    public var exhaustOnDuplicate = false
    public var firstRoundDeterminesThreshold = false
    public var stopAfterRound: Int?

    public init(tieBreak: TieBreak, overvote: Overvote, election: Election, decimalPlaces: Int = 4) {
        self.tieBreak = tieBreak
        self.overvote = overvote
        self.election = election
        self.decimalPlaces = decimalPlaces
    }

    /// Seats that one tabulation fills; 0 when only a share of the votes decides.
    var seats: Int {
        switch election {
        case .singleWinnerMajority, .multiPassIRV: 1
        case .multiWinner(let seats, _), .bottomsUp(let seats): seats
        case .bottomsUpUsingPercentageThreshold: 0
        }
    }

    /// How many tabulations there are.
    var passes: Int { if case .multiPassIRV(let seats) = election { seats } else { 1 } }

    /// Whether what a winner has beyond the threshold goes on to others.
    var transfersSurplus: Bool { if case .multiWinner(let seats, _) = election { seats > 1 } else { false } }

    var isBottomsUp: Bool { if case .bottomsUp = election { true } else { false } }

    var electsOnePerRound: Bool { if case .multiWinner(_, true) = election { true } else { false } }

    /// The arithmetic of this contest.
    var arithmetic: FixedPoint {
        guard case .bottomsUpUsingPercentageThreshold(_, let places, _) = election else {
            return FixedPoint(places: decimalPlaces)
        }
        return FixedPoint(places: max(decimalPlaces, places + 2))
    }
}
