/// Ads and what they cost together, in ten-thousandths, exact however large: the sums are 96 bits wide.
struct Tally: Sendable {
    private(set) var ads: UInt32 = 0
    private(set) var open: UInt32 = 0
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var lowCarry: UInt32 = 0
    private var highCarry: UInt32 = 0

    /// No counter can overflow: there are fewer than 2^32 rows.
    @inline(__always)
    mutating func add(_ amount: Segment.Band) {
        ads &+= 1
        let (lowSum, lowOverflow) = low.addingReportingOverflow(amount.low)
        low = lowSum
        lowCarry &+= lowOverflow ? 1 : 0
        let isOpen = amount.high == LibraryAd.Amount.open
        open &+= isOpen ? 1 : 0
        let (highSum, highOverflow) = high.addingReportingOverflow(isOpen ? 0 : amount.high)
        high = highSum
        highCarry &+= highOverflow ? 1 : 0
    }

    /// Takes back what was added.
    @inline(__always)
    mutating func remove(_ amount: Segment.Band) {
        ads &-= 1
        let (lowDifference, lowBorrow) = low.subtractingReportingOverflow(amount.low)
        low = lowDifference
        lowCarry &-= lowBorrow ? 1 : 0
        let isOpen = amount.high == LibraryAd.Amount.open
        open &-= isOpen ? 1 : 0
        let (highDifference, highBorrow) = high.subtractingReportingOverflow(isOpen ? 0 : amount.high)
        high = highDifference
        highCarry &-= highBorrow ? 1 : 0
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

    var lowSum: UInt128 { UInt128(lowCarry) << 64 | UInt128(low) }
    /// Of those that are not open.
    var highSum: UInt128 { UInt128(highCarry) << 64 | UInt128(high) }

    func sum(currency: String) -> LibrarySum {
        LibrarySum(
            currency: currency, ads: Int(ads), low: LibraryAd.Amount.decimal(lowSum),
            closedHigh: LibraryAd.Amount.decimal(highSum), open: Int(open))
    }
}

/// What ads reached together.
struct ReachTally {
    private var tally = Tally()
    private var unknown: UInt32 = 0

    /// What is not known is added like the rest and taken off at the end: asking each would cost more.
    @inline(__always)
    mutating func add(_ reach: Segment.Band) {
        tally.add(reach)
        unknown &+= reach.isUnknown ? 1 : 0
    }

    mutating func add(_ other: ReachTally) {
        tally.add(other.tally)
        unknown += other.unknown
    }

    var reach: LibraryReach {
        let high = tally.highSum - UInt128(unknown) * UInt128(Segment.Band.unknown.high)
        return LibraryReach(ads: Int(tally.ads - unknown), low: tally.lowSum, high: tally.open == 0 ? high : nil)
    }
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
