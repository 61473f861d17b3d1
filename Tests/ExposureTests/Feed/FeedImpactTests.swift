import Exposure
import Testing

@Suite struct FeedImpactTests {
    @Test func aShareCountsPlacesByTheirDiscount() {
        let feed = RankedFeed(FeedSample.candidates, by: FeedSample.policy)
        // Ranks 2 and 3 of three: (1/log2 3 + 1/2) of (1 + 1/log2 3 + 1/2).
        #expect(isNear(FeedImpact.share(of: { !$0.demotions.isEmpty }, in: feed, top: 3), 0.530721, 1e-6))
        #expect(FeedImpact.share(of: { !$0.demotions.isEmpty }, in: feed, top: 1) == 0)
    }

    @Test func theIntervalHoldsTheMeanAndIsTheSameEachTime() throws {
        let shares = (0..<50).map { FeedImpact.Shares(before: 0.5, after: 0.3 + Double($0 % 10) / 100) }
        let impact = try #require(FeedImpact(shares))
        #expect(isNear(impact.change, -0.155, 1e-12))
        #expect(impact.low < impact.change && impact.change < impact.high)
        #expect(FeedImpact(shares)?.low == impact.low)
        // The standard error is 0.0287/√50 = 0.0041; two of them on each side.
        #expect(isNear(impact.high - impact.low, 4 * 0.00406, 0.003))
    }

    @Test func noFeedGivesNoEstimate() { #expect(FeedImpact([]) == nil) }
}
