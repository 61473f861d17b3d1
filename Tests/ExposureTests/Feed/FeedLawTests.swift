import Daylight
import Testing

@testable import Exposure

/// What holds for every feed, tried on random ones.
@Suite struct FeedLawTests {
    /// Feeds with many equal scores and many demotions.
    private static func randomFeed(_ random: inout SeededGenerator, count: Int) throws(InputError) -> FeedCandidates {
        let items = (0..<count).map { index in
            let features = ["follow", "topic", "bridging", "sourceTrust", "provenance"].filter { _ in Bool.random(using: &random)
            }
            .map { "\"\($0)\": \(Int.random(in: 0...4, using: &random) * 250_000)" }
            let demotions = FeedSample.policy.demotions.map(\.name)
                .filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
                .map { FeedSample.demotion($0, until: Bool.random(using: &random) ? "2026-12-01" : "2026-11-21") }
            return """
                {"id": "p\(index)", "ageSeconds": \(Int.random(in: 0..<500_000, using: &random)),
                 "features": {\(features.joined(separator: ","))}, "demotions": [\(demotions.joined(separator: ","))]}
                """
        }
        return try FeedSample.candidates(items.joined(separator: ","))
    }

    @Test func partsLessLossesAreTheScoreOfTenThousandPosts() throws {
        var random = SeededGenerator(1)
        for _ in 0..<100 {
            let feed = RankedFeed(try Self.randomFeed(&random, count: 100), by: FeedSample.policy)
            for item in feed.items {
                let points = item.parts.reduce(0) { $0 + $1.points }
                #expect(item.base == points && item.score == points - item.losses.reduce(0) { $0 + $1.points })
                #expect(item.score >= 0)
            }
        }
    }

    @Test func aCounterfactualIsARankingWithoutThatDemotion() throws {
        var random = SeededGenerator(2)
        for _ in 0..<20 {
            let candidates = try Self.randomFeed(&random, count: 30)
            let feed = RankedFeed(candidates, by: FeedSample.policy)
            for item in feed.items {
                for (loss, change) in zip(item.losses, feed.counterfactuals(of: item)) {
                    let other = candidates.changing(item.candidate.id) { candidate in
                        FeedCandidates.Item(
                            id: candidate.id, age: candidate.age, values: candidate.values,
                            demotions: candidate.demotions.filter { $0.index != loss.demotion })
                    }
                    let again = RankedFeed(other, by: FeedSample.policy).items.first { $0.candidate.id == item.candidate.id }!
                    #expect(again.rank == change.rank && again.score == change.score)
                }
            }
        }
    }

    @Test func noSmallerOrEarlierSetOfDemotionsWouldDo() throws {
        var random = SeededGenerator(3)
        let feed = RankedFeed(try Self.randomFeed(&random, count: 60), by: FeedSample.policy)
        for item in feed.items {
            let acting = item.losses.map(\.demotion)
            let sets = (0..<(1 << acting.count)).map { mask in acting.indices.filter { mask >> $0 & 1 == 1 } }
                .sorted { ($0.count, $0.map { acting[$0] }) < ($1.count, $1.map { acting[$0] }) }
            let first = sets.first { steps in
                let score = acting.indices.reduce(item.base) {
                    steps.contains($1) ? $0 : $0 * FeedSample.policy.demotions[acting[$1]].factor / 1000
                }
                return feed.rank(of: item, withScore: score) <= 10
            }
            #expect(feed.smallestChange(of: item, toTop: 10).lift == first.map { $0.map { acting[$0] } })
        }
    }

    @Test func theOrderOfTheCandidatesIsIrrelevant() throws {
        var random = SeededGenerator(4)
        let candidates = try Self.randomFeed(&random, count: 50)
        let other = FeedCandidates(
            now: candidates.now, reader: candidates.reader, items: candidates.items.shuffled(using: &random))
        #expect(RankedFeed(candidates, by: FeedSample.policy).items == RankedFeed(other, by: FeedSample.policy).items)
    }
}

extension FeedCandidates {
    fileprivate func changing(_ id: String, _ change: (Item) -> Item) -> FeedCandidates {
        FeedCandidates(now: now, reader: reader, items: items.map { $0.id == id ? change($0) : $0 })
    }
}

private func < (left: (Int, [Int]), right: (Int, [Int])) -> Bool {
    left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
