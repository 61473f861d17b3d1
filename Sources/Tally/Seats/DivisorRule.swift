import BigInt

/// What a list's votes are divided by when it has s seats (tally reference, section 6.1).
enum DivisorRule {
    /// start + step·s.
    case linear(step: BigUInt, start: BigUInt)
    /// A first divisor of its own, then 3, 5, 7…
    case oddNumbers(first: Quotient)
    /// √(s(s+1)); quotients are kept squared, so that they stay exact.
    case geometricMean

    /// The quotient that competes for the list's next seat.
    func quotient(votes: BigUInt, seats: Int) -> Quotient {
        let seats = BigUInt(seats)
        switch self {
        case .linear(let step, let start): return Quotient(votes, start + step * seats)
        case .oddNumbers(let first):
            guard seats.isZero else { return Quotient(votes, 2 * seats + 1) }
            return Quotient(votes * first.denominator, first.numerator)
        case .geometricMean:
            return seats.isZero ? .infinite : Quotient(votes * votes, seats * (seats + 1))
        }
    }
}
