import Daylight
import Exposure

/// The worked example of the credibility reference, section 8.3, with its default policy (8.2).
enum FeedSample {
    static let policyText = """
        {"version": "v1", "validFrom": "2026-11-01", "halfLifeSeconds": 21600, "features": [
            {"name": "recency", "weight": 300, "profiling": false, "reason": "new things first"},
            {"name": "follow", "weight": 250, "profiling": true, "reason": "chosen by the reader"},
            {"name": "topic", "weight": 150, "profiling": true, "reason": "chosen by the reader"},
            {"name": "bridging", "weight": 400, "profiling": false, "reason": "agreed on across camps"},
            {"name": "sourceTrust", "weight": 200, "profiling": false, "reason": "open about itself"},
            {"name": "provenance", "weight": 100, "profiling": false, "reason": "can be traced"}
        ], "demotions": [
            {"name": "adUndisclosed", "factor": 0, "reason": "r"}, {"name": "coordinated", "factor": 300, "reason": "r"},
            {"name": "claimFalse", "factor": 200, "reason": "r"}, {"name": "claimNear", "factor": 500, "reason": "r"},
            {"name": "noteShown", "factor": 500, "reason": "r"}, {"name": "leakUnverified", "factor": 500, "reason": "r"},
            {"name": "mediaAltered", "factor": 300, "reason": "r"}, {"name": "aiUnlabelled", "factor": 700, "reason": "r"},
            {"name": "repeatSource", "factor": 800, "reason": "r"}
        ]}
        """

    static func demotion(_ name: String, until: String = "2026-12-31T00:00:00Z") -> String {
        #"{"name": "\#(name)", "evidence": "urn:e:\#(name)", "decidedBy": "rule:\#(name)", "date": "2026-11-20","#
            + #" "until": "\#(until)"}"#
    }

    static let candidatesText = """
        {"now": "2026-11-23T12:00:00Z", "reader": "r1", "items": [
            {"id": "a", "ageSeconds": 10800,
             "features": {"follow": 1000000, "topic": 400000, "bridging": 120000, "sourceTrust": 200000},
             "demotions": [\(demotion("repeatSource")), \(demotion("claimFalse"))]},
            {"id": "b", "ageSeconds": 72000,
             "features": {"topic": 700000, "bridging": 810000, "sourceTrust": 900000, "provenance": 1000000}, "demotions": []},
            {"id": "c", "ageSeconds": 1800, "features": {"topic": 1000000, "bridging": 350000, "sourceTrust": 500000},
             "demotions": [\(demotion("noteShown"))]}
        ]}
        """

    static let policyDocument = made { try JSONParser.parse(Array(policyText.utf8)) }
    static let policy = made { try RankingPolicy(policyDocument) }
    static let candidatesDocument = made { try JSONParser.parse(Array(candidatesText.utf8)) }
    static let candidates = made { try FeedCandidates(candidatesDocument, for: policy) }

    private static func made<Value>(_ make: () throws -> Value) -> Value {
        do { return try make() } catch { preconditionFailure("the sample is wrong: \(error)") }
    }

    static func candidates(_ items: String) throws(InputError) -> FeedCandidates {
        try FeedCandidates(
            JSONParser.parse(Array(#"{"now": "2026-11-23T12:00:00Z", "reader": "", "items": [\#(items)]}"#.utf8)), for: policy)
    }
}
