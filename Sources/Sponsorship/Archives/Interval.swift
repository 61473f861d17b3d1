public import Daylight

/// A count that an archive tells as a band: from `low` to `high`, both included. Never a midpoint, which nobody reported.
public struct CountInterval: Hashable, Sendable {
    public let low: Int64
    /// `nil` when the band has no upper end.
    public let high: Int64?

    /// `nil` for a negative count, or an end before the start.
    public init?(low: Int64, high: Int64?) {
        guard low >= 0, high.map({ $0 >= low }) ?? true else { return nil }
        self.low = low
        self.high = high
    }

    /// Low to low and high to high. A sum beyond 2⁶³ stays at the largest count below, and is open above.
    public static func + (left: CountInterval, right: CountInterval) -> CountInterval {
        let low = left.low.addingReportingOverflow(right.low)
        var high: Int64?
        if let first = left.high, let second = right.high {
            let sum = first.addingReportingOverflow(second)
            high = sum.overflow ? nil : sum.partialValue
        }
        return CountInterval(within: low.overflow ? .max : low.partialValue, high)
    }

    private init(within low: Int64, _ high: Int64?) {
        self.low = low
        self.high = high
    }

    /// `{"low", "high"}`, the latter `null` when open.
    public var json: JSONValue { ["low": .integer(low), "high": high.map { .integer($0) } ?? .null] }
}

/// An amount of money that an archive tells as a band.
public struct MoneyInterval: Hashable, Sendable {
    public let low: Decimal
    /// `nil` when the band has no upper end.
    public let high: Decimal?
    /// ISO 4217.
    public let currency: String

    /// `nil` for an end before the start, or a currency that is not three capital letters.
    public init?(low: Decimal, high: Decimal?, currency: String) {
        guard high.map({ $0 >= low }) ?? true, Money(amount: low, currency: currency) != nil else { return nil }
        self.low = low
        self.high = high
        self.currency = currency
    }

    /// Low to low and high to high; `nil` for different currencies, which cannot be added.
    public static func + (left: MoneyInterval, right: MoneyInterval) -> MoneyInterval? {
        guard left.currency == right.currency else { return nil }
        let high: Decimal? = if let first = left.high, let second = right.high { first + second } else { nil }
        return MoneyInterval(low: left.low + right.low, high: high, currency: left.currency)
    }

    /// `{"low", "high", "currency"}`, `high` as `null` when open.
    public var json: JSONValue {
        [
            "low": .string(low.text()), "high": high.map { .string($0.text()) } ?? .null, "currency": .string(currency),
        ]
    }
}
