import Daylight
import Exposure

@testable import Server

extension PageSample {
    /// The pages about ranked feeds, in every state that their templates know.
    static func feedPages() throws -> [PageSample] {
        let item = FeedPage.Item(version: hostile, validFrom: hostile, published: .sample)
        let document: JSONValue = [
            "version": .string(hostile), "validFrom": "2026-11-01", "halfLifeSeconds": 21_600,
            "features": [
                ["name": "recency", "weight": 300, "profiling": false, "reason": .string(hostile)],
                ["name": .string(hostile), "weight": 250, "profiling": true, "reason": .string(hostile)],
            ],
            "demotions": [
                ["name": .string(hostile), "factor": 205, "reason": .string(hostile)],
                ["name": "noteShown", "factor": 500, "reason": .string(hostile)],
            ],
        ]
        let policy = try RankingPolicy(document)
        return try [
            PageSample(name: "feed", page: FeedPage(items: [item], mayPublish: true)),
            PageSample(name: "feed-none", page: FeedPage(items: [], mayPublish: false), chrome: .anonymous),
            PageSample(
                name: "policy",
                page: PolicyPage(
                    policy: policy, digest: Samples.digest, published: .sample, statement: 3,
                    drafts: [(hostile, "/board/drafts/0f")])),
            PageSample(
                name: "policy-bare",
                page: PolicyPage(
                    policy: try RankingPolicy([
                        "version": "1", "validFrom": "2026-11-01", "halfLifeSeconds": 1, "features": [], "demotions": [],
                    ]), digest: Samples.digest, published: .sample, statement: nil)),
            PageSample(name: "policy-new", page: NewPolicyPage(text: "", fault: nil)),
            PageSample(name: "policy-new-fault", page: NewPolicyPage(text: hostile, fault: hostile)),
        ] + servedPages(policy, document)
    }

    private static func servedPages(_ policy: RankingPolicy, _ document: JSONValue) throws -> [PageSample] {
        let reasons: JSONObject = [
            "evidence": .string(hostile), "decidedBy": .string(hostile), "date": "2026-11-20", "until": "2026-12-20",
            "text": .string(hostile),
        ]
        var acting = reasons
        acting["name"] = .string(hostile)
        acting["evidence"] = .string("https://checks.example/\(hostile)")
        var over = reasons
        over["name"] = "noteShown"
        over["until"] = "2026-11-21"
        over["text"] = nil
        let item: JSONValue = [
            "id": .string(hostile), "ageSeconds": 10, "features": [hostile: 1_000_000],
            "demotions": [.object(acting), .object(over)],
        ]
        var plain = reasons
        plain["name"] = "noteShown"
        let other: JSONValue = ["id": "b", "ageSeconds": 10, "features": [:], "demotions": [.object(plain)]]
        func page(_ items: [JSONValue], noProfiling: Bool, statement: Int?) throws -> ServedFeedPage {
            let candidates: JSONValue = ["now": "2026-11-23T12:00:00Z", "reader": "", "items": .array(items)]
            let feed = RankedFeed(try FeedCandidates(candidates, for: policy), by: policy)
            return ServedFeedPage(
                name: "0f", feed: feed,
                record: try ServedFeed(
                    feed.places, at: feed.now, policy: (policy.version, document), candidates: candidates,
                    noProfiling: noProfiling, salt: []), created: .sample, statement: statement,
                contact: "mailto:a@example.org")
        }
        return [
            PageSample(name: "served-feed", page: try page([item, other], noProfiling: false, statement: 3)),
            PageSample(name: "served-feed-none", page: try page([], noProfiling: true, statement: nil), chrome: .anonymous),
        ]
    }
}
