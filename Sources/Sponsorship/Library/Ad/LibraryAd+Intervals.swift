extension LibraryAd {
    /// An amount, or the band it lies in, in one currency. A band is never made into its middle.
    public struct Amount: Hashable, Sendable {
        /// Stands for a band without an upper end.
        static let open = UInt64.max
        /// Digits kept behind the point: as many as money has (reference 14).
        static let scale = 4
        /// Below 10^15, as money is.
        private static let limit: Int128 = 10_000_000_000_000_000_000

        /// Three capital letters (ISO 4217).
        public let currency: String
        /// In ten-thousandths.
        let lowUnits: UInt64
        let highUnits: UInt64

        /// `nil` unless 0 ≤ low ≤ high < 10^15 with at most four digits behind the point, and the currency is a code.
        ///
        /// - Parameter high: `nil` for a band without an upper end.
        public init?(low: Decimal, high: Decimal?, currency: String) {
            guard Money(amount: low, currency: currency) != nil, let lowUnits = Self.units(low) else { return nil }
            var highUnits = Self.open
            if let high {
                guard let units = Self.units(high), units >= lowUnits else { return nil }
                highUnits = units
            }
            self.currency = currency
            self.lowUnits = lowUnits
            self.highUnits = highUnits
        }

        /// An exact amount; `nil` when it is negative or too large.
        public init?(_ money: Money) { self.init(low: money.amount, high: money.amount, currency: money.currency) }

        public var low: Decimal { Self.decimal(UInt128(lowUnits)) }
        /// `nil` when the band has no upper end.
        public var high: Decimal? { highUnits == Self.open ? nil : Self.decimal(UInt128(highUnits)) }

        static func decimal(_ units: UInt128) -> Decimal { Decimal(digits: Int128(units), scale: scale) }

        /// The decimal in ten-thousandths, if it is a whole number of them.
        static func units(_ decimal: Decimal) -> UInt64? {
            guard decimal.digits >= 0, decimal.digits < limit, (0...scale).contains(decimal.scale) else { return nil }
            let units = (decimal.scale..<scale).reduce(decimal.digits) { value, _ in value * 10 }
            return units < limit ? UInt64(units) : nil
        }
    }

    /// A number of people or views, or the band it lies in.
    public struct Count: Hashable, Sendable {
        static let open = UInt64.max

        public let low: UInt64
        let highUnits: UInt64

        /// `nil` unless low ≤ high < 2^63.
        ///
        /// - Parameter high: `nil` for a band without an upper end.
        public init?(low: UInt64, high: UInt64?) {
            guard low < 1 << 63, high.map({ $0 >= low && $0 < 1 << 63 }) ?? true else { return nil }
            self.low = low
            highUnits = high ?? Self.open
        }

        /// `nil` when the band has no upper end.
        public var high: UInt64? { highUnits == Self.open ? nil : highUnits }
    }
}
