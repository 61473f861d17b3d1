/// An amount in a currency (ISO 4217).
public struct Money: Hashable, Sendable {
    public let amount: Decimal
    /// Three capital letters.
    public let currency: String
    /// Whether it must still be replaced by the final figure.
    public let isEstimate: Bool

    /// `nil` unless the currency is three capital letters.
    public init?(amount: Decimal, currency: String, isEstimate: Bool = false) {
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else { return nil }
        self.amount = amount
        self.currency = currency
        self.isEstimate = isEstimate
    }
}
