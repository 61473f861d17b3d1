import Daylight
import Testing

@testable import Exposure

/// Credibility reference, sections 8.2 and 8.3.
@Suite struct RankedFeedTests {
    private let feed = RankedFeed(FeedSample.candidates, by: FeedSample.policy)

    private func item(_ id: String) -> RankedFeed.Item { feed.items.first { $0.candidate.id == id }! }

    private static let halvings: [(age: Int64, x: Int64)] = [
        (0, 1_000_000), (1800, 958_334), (10_800, 750_000), (21_600, 500_000), (72_000, 104_167), (431_999, 1), (432_000, 0),
        (.max, 0),
    ]

    @Test(arguments: halvings)
    func recencyHalvesWithEveryHalfLife(_ age: Int64, _ x: Int64) {
        #expect(FeedSample.policy.recency(ofAge: age) == x)
    }

    private struct Row {
        let id: String
        let points: [Int64]
        let base: Int64
        let losses: [Int64]
        let score: Int64
    }

    @Test func theWorkedExampleComesOutToTheLastUnit() {
        let rows = [
            Row(
                id: "b", points: [31_250, 0, 105_000, 324_000, 180_000, 100_000], base: 740_250, losses: [], score: 740_250),
            Row(id: "c", points: [287_500, 0, 150_000, 140_000, 100_000, 0], base: 677_500, losses: [338_750], score: 338_750),
            Row(
                id: "a", points: [225_000, 250_000, 60_000, 48_000, 40_000, 0], base: 623_000, losses: [498_400, 24_920],
                score: 99_680),
        ]
        for (item, row) in zip(feed.items, rows) {
            #expect(item.candidate.id == row.id && item.parts.map(\.points) == row.points)
            #expect(item.base == row.base && item.losses.map(\.points) == row.losses && item.score == row.score)
        }
        #expect(feed.items.map(\.rank) == [1, 2, 3])
    }

    @Test func counterfactualsSayThePlaceWithoutEachDemotionAndFeature() {
        #expect(
            feed.counterfactuals(of: item("a")).prefix(2) == [
                Counterfactual(without: "claimFalse", score: 498_400, rank: 2),
                Counterfactual(without: "repeatSource", score: 124_600, rank: 3),
            ])
        #expect(feed.counterfactuals(of: item("c")).first == Counterfactual(without: "noteShown", score: 677_500, rank: 2))
        #expect(feed.counterfactuals(of: item("b")).contains(Counterfactual(without: "bridging", score: 416_250, rank: 1)))
    }

    @Test func theSmallestChangeIsTheFewestDemotionsLifted() {
        #expect(feed.smallestChange(of: item("a"), toTop: 1) == SmallestChange(top: 1, lift: nil, rank: 2))
        #expect(feed.smallestChange(of: item("a"), toTop: 2) == SmallestChange(top: 2, lift: [2], rank: 2))
        #expect(feed.smallestChange(of: item("b"), toTop: 1) == SmallestChange(top: 1, lift: [], rank: 1))
        #expect(feed.smallestChange(of: item("c"), toTop: 1) == SmallestChange(top: 1, lift: nil, rank: 2))
    }

    @Test func withoutProfilingWhatIsKnownAboutTheReaderWeighsNothing() {
        let policy = FeedSample.policy.withoutProfiling
        let item = RankedFeed(FeedSample.candidates, by: policy).items.first { $0.candidate.id == "a" }!
        #expect(policy.features.map(\.weight) == [300, 0, 0, 400, 200, 100])
        #expect(item.parts.map(\.points) == [225_000, 0, 0, 48_000, 40_000, 0])
    }

    @Test func equalScoresStandByTheBytesOfTheirIds() throws {
        let ids = ["b", "é", "a", "Z", "ab"]
        let items = ids.map { #"{"id": "\#($0)", "ageSeconds": 0, "features": {}, "demotions": []}"# }
        let feed = RankedFeed(try FeedSample.candidates(items.joined(separator: ",")), by: FeedSample.policy)
        #expect(feed.items.map(\.candidate.id) == ["Z", "a", "ab", "b", "é"])
    }

    @Test func twoSpellingsOfALetterAreTwoPosts() throws {
        let items = ["caf\u{E9}", "cafe\u{301}"].map { #"{"id": "\#($0)", "ageSeconds": 0, "features": {}, "demotions": []}"# }
        let feed = RankedFeed(try FeedSample.candidates(items.joined(separator: ",")), by: FeedSample.policy)
        #expect(feed.items.map { Array($0.candidate.id.utf8) } == [Array("cafe\u{301}".utf8), Array("caf\u{E9}".utf8)])
    }

    @Test func whatIsOverDoesNotActAndIsNamed() throws {
        let demotions = [
            FeedSample.demotion("claimFalse", until: "2026-11-23T12:00:00Z"),
            FeedSample.demotion("noteShown", until: "2026-11-23T12:00:01Z"),
        ].joined(separator: ",")
        let candidates = try FeedSample.candidates(
            #"{"id": "a", "ageSeconds": 0, "features": {}, "demotions": [\#(demotions)]}"#)
        let feed = RankedFeed(candidates, by: FeedSample.policy)
        #expect(feed.expired(feed.items[0]) == ["claimFalse"])
        #expect(feed.items[0].score == 150_000)
    }

    @Test func afterAFactorOfZeroLaterLossesAreZero() throws {
        let demotions = [FeedSample.demotion("adUndisclosed"), FeedSample.demotion("noteShown")].joined(separator: ",")
        let candidates = try FeedSample.candidates(
            #"{"id": "a", "ageSeconds": 0, "features": {}, "demotions": [\#(demotions)]}"#)
        let item = RankedFeed(candidates, by: FeedSample.policy).items[0]
        #expect(item.losses.map(\.points) == [300_000, 0] && item.score == 0)
    }

    @Test func aFactorOfAThousandIsNoDemotion() {
        let item = RankedFeed(FeedSample.candidates, by: FeedSample.policy.withoutDemotions).items
            .first { $0.candidate.id == "a" }!
        #expect(item.losses.isEmpty && item.score == 623_000)
    }

    @Test func theSentenceSaysWhyAndWhatWouldBeOtherwise() {
        #expect(
            feed.sentence(for: item("c"))
                == "Shown because it is new and it is about topics you chose. Placed lower because a note by readers is shown "
                + "with it (decided by rule:noteShown on 2026-11-20); without that it would still be 2nd.")
        #expect(feed.sentence(for: item("a")).contains("without that it would be 2nd instead of 3rd."))
        #expect(
            [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(RankedFeed.ordinal) == [
                "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
            ])
    }
}
