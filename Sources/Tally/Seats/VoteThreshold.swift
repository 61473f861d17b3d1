public import BigInt

/// The share of votes a list needs to take part: 100·v ≥ t·base, or > (tally reference, section 6.1).
public struct VoteThreshold: Hashable, Sendable {
    /// What the share is of.
    public enum Base: String, Hashable, Sendable, CaseIterable {
        /// The votes of all lists given.
        case lists
        /// All valid votes.
        case valid
        /// All votes cast, valid or not.
        case cast
    }

    public enum Comparison: String, Hashable, Sendable, CaseIterable {
        case atLeast = ">="
        case moreThan = ">"
    }

    /// As written: a decimal or a fraction from 0 to 100.
    public let percent: String
    public let base: Base
    public let comparison: Comparison
    private let numerator: BigUInt
    private let denominator: BigUInt

    /// `nil` unless the percentage is a decimal or fraction from 0 to 100.
    public init?(percent: String, base: Base = .lists, comparison: Comparison = .atLeast) {
        guard let share = Quotient(parsing: percent), share <= Quotient(100) else { return nil }
        self.percent = percent
        self.base = base
        self.comparison = comparison
        (numerator, denominator) = (share.numerator, share.denominator)
    }

    /// Whether so many votes of the base reach the threshold.
    public func isReached(by votes: BigUInt, of base: BigUInt) -> Bool {
        let (have, need) = (100 * votes * denominator, numerator * base)
        return comparison == .atLeast ? have >= need : have > need
    }
}
