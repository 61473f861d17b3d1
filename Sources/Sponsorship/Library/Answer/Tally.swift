/// Ads and what they cost together, in ten-thousandths, exact however large: the sums are 96 bits wide.
struct Tally {
    private(set) var ads: UInt32 = 0
    private(set) var open: UInt32 = 0
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var lowCarry: UInt32 = 0
    private var highCarry: UInt32 = 0

    mutating func add(low: UInt64, high: UInt64) {
        ads += 1
        let (lowSum, lowOverflow) = self.low.addingReportingOverflow(low)
        self.low = lowSum
        lowCarry += lowOverflow ? 1 : 0
        if high == LibraryAd.Amount.open {
            open += 1
        } else {
            let (highSum, highOverflow) = self.high.addingReportingOverflow(high)
            self.high = highSum
            highCarry += highOverflow ? 1 : 0
        }
    }

    mutating func add(_ other: Tally) {
        ads += other.ads
        open += other.open
        (low, lowCarry) = Self.sum((low, lowCarry), (other.low, other.lowCarry))
        (high, highCarry) = Self.sum((high, highCarry), (other.high, other.highCarry))
    }

    private static func sum(_ left: (UInt64, UInt32), _ right: (UInt64, UInt32)) -> (UInt64, UInt32) {
        let (sum, overflow) = left.0.addingReportingOverflow(right.0)
        return (sum, left.1 + right.1 + (overflow ? 1 : 0))
    }

    func sum(currency: String) -> LibrarySum {
        LibrarySum(
            currency: currency, ads: Int(ads), low: LibraryAd.Amount.decimal(UInt128(lowCarry) << 64 | UInt128(low)),
            closedHigh: LibraryAd.Amount.decimal(UInt128(highCarry) << 64 | UInt128(high)), open: Int(open))
    }
}

/// What ads reached together.
struct ReachTally {
    private var ads = 0
    private var low: UInt128 = 0
    private var high: UInt128 = 0
    private var isOpen = false

    mutating func add(low: UInt64, high: UInt64) {
        guard low != Segment.Columns.unknownReach else { return }
        ads += 1
        self.low += UInt128(low)
        if high == LibraryAd.Count.open { isOpen = true } else { self.high += UInt128(high) }
    }

    mutating func add(_ other: ReachTally) {
        ads += other.ads
        low += other.low
        high += other.high
        isOpen = isOpen || other.isOpen
    }

    var reach: LibraryReach { LibraryReach(ads: ads, low: low, high: isOpen ? nil : high) }
}

/// Tallies of one value by currency.
struct CurrencyTallies {
    /// By the number of the currency; 0 is none.
    private var tallies: [UInt32: Tally] = [:]

    mutating func add(_ tally: Tally, currency: UInt32) { tallies[currency, default: Tally()].add(tally) }

    var ads: Int { tallies.values.reduce(0) { $0 + Int($1.ads) } }

    /// In the order of the currencies' codes.
    func sums(_ tables: LibraryTables) -> [LibrarySum] {
        tallies.filter { $0.key != FieldTable.noCurrency }
            .map { $0.value.sum(currency: tables.currency(Int($0.key))) }
            .sorted { $0.currency < $1.currency }
    }
}
