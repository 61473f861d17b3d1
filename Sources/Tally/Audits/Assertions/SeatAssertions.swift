/// Everything that has to hold for an allocation by highest averages to be right: each list's last seat came before each other
/// list's next one (tally reference, section 8.5).
public enum SeatAssertions {
    /// Divisor methods whose claims are linear in the votes.
    public enum Method: Sendable {
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

    /// One assertion for each list with a seat and each other list.
    ///
    /// - Parameter seats: by list.
    public static func all(_ method: Method, seats: [Int]) -> [Assorter] {
        seats.indices.filter { seats[$0] > 0 }.flatMap { list in
            seats.indices.filter { $0 != list }.map { other in
                .seat(
                    of: list, lastDivisor: method.divisor(after: seats[list] - 1), before: other,
                    nextDivisor: method.divisor(after: seats[other]))
            }
        }
    }
}
