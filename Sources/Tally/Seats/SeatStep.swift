/// One step of an allocation: seats that were given, or taken, at once.
public struct SeatStep: Sendable {
    public enum Stage: String, Hashable, Sendable {
        /// Seats for full quotas.
        case fullQuota
        /// The highest quotient of votes and divisor.
        case average
        case remainder
        /// Highest average, at most one seat per list (Kieswet, article P 8).
        case uniqueAverage
        /// A majority of votes takes a seat from the list served last (Kieswet, article P 9).
        case majority
        /// A list with more seats than candidates loses the surplus (Kieswet, article P 10).
        case exhausted
    }

    public let stage: Stage
    /// Indices of the lists.
    public let lists: [Int]
    /// How many seats each of them got; negative when taken.
    public let seats: Int
    /// What they competed with.
    public let quotient: Quotient?
    /// Whether a lot chose them among equals.
    public let isDrawn: Bool
}
