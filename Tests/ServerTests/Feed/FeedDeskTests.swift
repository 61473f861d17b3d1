import Daylight
import EvidenceLog
import Exposure
import Storage
import Testing

@testable import Server

@Suite struct FeedDeskTests {
    @Test("a policy is published once, signed and logged; the same version for another policy is refused")
    func publishing() async throws {
        let site = try await TestSite()
        let first = try await site.site.feeds.publish(FeedSample.policy, by: "ada", now: site.clock.now)
        let again = try await site.site.feeds.publish(FeedSample.policy, by: "ben", now: site.clock.now)
        #expect(again.author == "ada" && again.statement == first.statement)
        var other = try #require(FeedSample.policy.objectValue)
        other["halfLifeSeconds"] = 3600
        await #expect(throws: FeedDesk.Refusal.self) {
            _ = try await site.site.feeds.publish(.object(other), by: "ada", now: site.clock.now)
        }
        #expect(try await site.site.feeds.policies().count == 1)
        let number = try #require(try await site.site.number(of: first.statement))
        let record = try #require(try await site.store.statement(numbered: UInt64(number)))
        #expect(record.predicateType == PredicateType.rankingPolicyPublished.uri)
    }

    @Test("a served feed replays from its record, and the log knows nothing of its posts and reader")
    func serving() async throws {
        let site = try await TestSite()
        let name = try await site.serveFeed()
        let served = try #require(try await site.site.feeds.served(name))
        #expect(served.feed.items.map(\.candidate.id) == ["p2", "p/1"])
        let replay = try served.opening.replay(
            served.record, policy: served.policy.document, read: served.policy.policy)
        #expect(replay.followedPolicy)
        let statement = try #require(served.statement)
        let record = try #require(try await site.store.statement(statement))
        let text = String(decoding: try Envelope(parsing: record.envelope).payload, as: UTF8.self)
        #expect(record.predicateType == PredicateType.feedServed.uri && !text.contains("p2") && !text.contains("private"))
    }
}
