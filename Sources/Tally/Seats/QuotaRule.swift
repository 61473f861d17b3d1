import BigInt

/// How many votes a full seat costs (tally reference, section 6.1).
enum QuotaRule {
    case hare, droopExact, droopFloorPlusOne, droopRounded, imperiali

    /// The quota for V votes and S seats.
    func quota(votes: BigUInt, seats: Int) -> Quotient {
        let seats = BigUInt(seats)
        switch self {
        case .hare: return Quotient(votes, seats)
        case .droopExact: return Quotient(votes, seats + 1)
        case .droopFloorPlusOne: return Quotient(votes / (seats + 1) + 1)
        // Few votes would round the quota down to nothing.
        case .droopRounded: return Quotient(max(1, (2 * votes + seats + 1) / (2 * (seats + 1))))
        case .imperiali: return Quotient(votes, seats + 2)
        }
    }
}
