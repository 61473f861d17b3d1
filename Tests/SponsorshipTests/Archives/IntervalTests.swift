import Testing

@testable import Sponsorship

/// Bands are intervals: never a midpoint, and sums add low to low and high to high.
@Suite struct IntervalTests {
    @Test(
        arguments: [
            ("10k-100k", 10_000, 100_000), ("≤ 10k", 0, 10_000), ("<= 10k", 0, 10_000), ("< 100", 0, 99),
            ("> 10M", 10_000_001, nil),
            ("≥ 1M", 1_000_000, nil), ("1000-2000", 1000, 2000), ("0-1,000", 0, 1000), ("512", 512, 512),
            ("1M-10M", 1_000_000, 10_000_000),
        ] as [(String, Int64, Int64?)])
    func aBandIsReadAsItIsPrinted(_ text: String, _ low: Int64, _ high: Int64?) {
        #expect(CountInterval(band: text) == CountInterval(low: low, high: high))
    }

    @Test(arguments: [
        "", "-", "many", "10k-", "-5", "5-1", "1-2-3", "≤", "< 0", ">", "1.5k", "9999999999k", "99999999999999999999",
    ])
    func whatIsNoBandIsRefused(_ text: String) { #expect(CountInterval(band: text) == nil) }

    @Test func sumsAddLowToLowAndHighToHigh() throws {
        let closed = try #require(CountInterval(low: 1, high: 9))
        let open = try #require(CountInterval(low: 10, high: nil))
        #expect(closed + closed == CountInterval(low: 2, high: 18))
        #expect(closed + open == CountInterval(low: 11, high: nil))
        let huge = try #require(CountInterval(low: .max, high: .max))
        #expect(huge + closed == CountInterval(low: .max, high: nil))

        let money = try #require(MoneyInterval(low: Decimal("0.10")!, high: Decimal("0.20")!, currency: "EUR"))
        #expect(money + money == MoneyInterval(low: Decimal("0.20")!, high: Decimal("0.40")!, currency: "EUR"))
        #expect(money + MoneyInterval(low: .zero, high: nil, currency: "SEK")! == nil)
    }

    @Test func anIntervalDoesNotEndBeforeItStarts() {
        #expect(CountInterval(low: 2, high: 1) == nil)
        #expect(CountInterval(low: -1, high: 1) == nil)
        #expect(MoneyInterval(low: Decimal("2")!, high: Decimal("1")!, currency: "EUR") == nil)
        #expect(MoneyInterval(low: .zero, high: nil, currency: "euro") == nil)
    }
}
