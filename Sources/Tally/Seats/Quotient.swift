public import BigInt

/// An exact fraction of whole numbers of 0 or more that is only ever compared by cross-multiplication: an average, a
/// remainder or a quota. A denominator of 0 stands for "more than any number", with which Huntington–Hill starts.
public struct Quotient: Sendable {
    public let numerator: BigUInt
    public let denominator: BigUInt

    public init(_ numerator: BigUInt, _ denominator: BigUInt) {
        self.numerator = numerator
        self.denominator = denominator
    }

    public init(_ whole: BigUInt) { self.init(whole, 1) }

    public static let infinite = Quotient(1, 0)

    public var isInfinite: Bool { denominator.isZero }

    /// In lowest terms: `306227/3`, `94516`, or `infinite`.
    public var text: String {
        guard !isInfinite else { return "infinite" }
        let divisor = numerator.greatestCommonDivisor(with: denominator)
        let (top, bottom) = (numerator / divisor, denominator / divisor)
        return bottom == 1 ? "\(top)" : "\(top)/\(bottom)"
    }
}

extension Quotient: Comparable {
    public static func == (left: Quotient, right: Quotient) -> Bool {
        left.numerator * right.denominator == right.numerator * left.denominator
    }

    public static func < (left: Quotient, right: Quotient) -> Bool {
        left.numerator * right.denominator < right.numerator * left.denominator
    }
}
