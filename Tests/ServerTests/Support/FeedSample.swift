import Daylight
import Exposure

@testable import Server

/// A published ranking policy and two posts that are ranked by it.
enum FeedSample {
    static let version = "2026-11-01"

    static let policy: JSONValue = [
        "version": .string(version), "validFrom": "2026-11-01", "halfLifeSeconds": 21_600,
        "features": [
            ["name": "recency", "weight": 300, "profiling": false, "reason": "New things matter on election day."],
            ["name": "follow", "weight": 250, "profiling": true, "reason": "You chose whom to follow."],
        ],
        "demotions": [["name": "claimFalse", "factor": 205, "reason": "A fact-check rates the claim false."]],
    ]

    static func candidates(reader: String = "a reader whose name is private") -> JSONValue {
        [
            "now": "2026-11-23T12:00:00Z", "reader": .string(reader),
            "items": [
                [
                    "id": "p/1", "ageSeconds": 0, "features": ["follow": 1_000_000],
                    "demotions": [
                        [
                            "name": "claimFalse", "evidence": "urn:example:check-7", "decidedBy": "rule:claimFalse",
                            "date": "2026-11-20", "until": "2026-12-20", "text": "The claim was rated false.",
                        ]
                    ],
                ],
                ["id": "p2", "ageSeconds": 3600, "features": [:], "demotions": []],
            ],
        ]
    }
}

extension TestSite {
    /// Publishes the policy and serves the posts.
    ///
    /// - Returns: the name of the feed.
    func serveFeed() async throws -> String {
        let policy = try await site.feeds.publish(FeedSample.policy, by: "reviewer", now: clock.now)
        let candidates = FeedSample.candidates()
        let feed = RankedFeed(try FeedCandidates(candidates, for: policy.policy), by: policy.policy)
        return try await site.feeds.record(
            feed, candidates, by: policy, noProfiling: false, author: "reviewer", now: clock.now, entropy: site.entropy
        ).name
    }

    /// Publishes the policy, ranks posts of Bluesky by it, and shows them to everybody.
    ///
    /// - Parameter count: of posts; two in a row have the same score.
    /// - Returns: the address of the feed.
    @discardableResult
    func publishFeed(_ count: Int = 5) async throws -> String {
        let policy = try await site.feeds.publish(FeedSample.policy, by: "reviewer", now: clock.now)
        let candidates = FeedSample.publicCandidates(count)
        let used = policy.policy.withoutProfiling
        let feed = RankedFeed(try FeedCandidates(candidates, for: used), by: used)
        let name = try await site.feeds.record(
            feed, candidates, by: policy, noProfiling: true, author: "reviewer", now: clock.now, entropy: site.entropy
        ).name
        guard let address = RepositoryAddress(FeedSample.address, in: .feedGenerator) else { throw Missing.user }
        try await site.feeds.publish(feed.places, named: name, at: address, author: "reviewer", now: clock.now)
        return FeedSample.address
    }
}

extension FeedSample {
    static let address = "at://did:plc:abc123/app.bsky.feed.generator/election"

    static func publicCandidates(_ count: Int, reader: String = "") -> JSONValue {
        let items = (0..<count).map { index -> JSONValue in
            [
                "id": .string("at://did:plc:author/app.bsky.feed.post/3k\(index)"), "ageSeconds": .integer(index / 2 * 600),
                "features": [:], "demotions": [],
            ]
        }
        return ["now": "2026-11-23T12:00:00Z", "reader": .string(reader), "items": .array(items)]
    }
}
