import BigInt

/// How votes become seats (tally reference, section 6), by the name inputs and answers use.
public enum SeatMethod: String, Hashable, Sendable, CaseIterable {
    case dhondt, sainteLague, modSL14, modSL12, imperiali, danish, huntingtonHill
    case hareLR, droopExactLR, droopFloorPlus1LR, imperialiLR
    /// Quota V/(S+1) rounded to the nearest whole number, half up: the Slovak "republic number".
    case droopRoundedLR
    /// Municipal, provincial and water-board councils: Kieswet, articles P 5 to P 10.
    case nlCouncil
    /// House of Representatives and European Parliament: Kieswet, articles P 5 to P 7, only lists with a full quota.
    case nlHouse

    /// How the method works.
    enum Family {
        case divisors(DivisorRule)
        case quota(QuotaRule)
        case dutchCouncil
        case dutchHouse
    }

    var family: Family {
        switch self {
        case .dhondt: .divisors(.linear(step: 1, start: 1))
        case .sainteLague: .divisors(.linear(step: 2, start: 1))
        case .modSL14: .divisors(.oddNumbers(first: Quotient(7, 5)))
        case .modSL12: .divisors(.oddNumbers(first: Quotient(6, 5)))
        case .imperiali: .divisors(.linear(step: 1, start: 2))
        case .danish: .divisors(.linear(step: 3, start: 1))
        case .huntingtonHill: .divisors(.geometricMean)
        case .hareLR: .quota(.hare)
        case .droopExactLR: .quota(.droopExact)
        case .droopFloorPlus1LR: .quota(.droopFloorPlusOne)
        case .imperialiLR: .quota(.imperiali)
        case .droopRoundedLR: .quota(.droopRounded)
        case .nlCouncil: .dutchCouncil
        case .nlHouse: .dutchHouse
        }
    }

    /// Whether the quotients of the answer are squares, which compare as what they are squares of does.
    public var hasSquaredQuotients: Bool { self == .huntingtonHill }

    /// Whether a threshold may bar lists.
    public var takesThreshold: Bool { self != .nlCouncil && self != .nlHouse }
}
