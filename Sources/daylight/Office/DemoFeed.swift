import Daylight
import Server

/// A published ranking policy of the demo election and the feed of one of its readers.
struct DemoFeed {
    let office: FeedImport

    /// Serves the feed, unless it is there already.
    ///
    /// - Returns: the path of its page.
    func serve(now: Timestamp) async throws -> String {
        let policy = try JSONParser.parse(Array(Self.policy.utf8))
        return try await office.serve(Self.candidates(now), by: policy, now: now)
    }

    private static func candidates(_ now: Timestamp) -> JSONValue {
        func item(_ id: String, hours: Int64, _ features: JSONObject, _ demotions: [JSONValue] = []) -> JSONValue {
            [
                "id": .string(id), "ageSeconds": .integer(hours * 3600), "features": .object(features),
                "demotions": .array(demotions),
            ]
        }
        func demotion(_ name: String, evidence: String, by decider: String, _ text: String) -> JSONValue {
            [
                "name": .string(name), "evidence": .string(evidence), "decidedBy": .string(decider),
                "date": .string(now.day.adding(days: -2).description), "until": .string(now.day.adding(days: 28).description),
                "text": .string(text),
            ]
        }
        return [
            "now": .string(now.description), "reader": "demo reader",
            "items": [
                item("ferry-timetable", hours: 20, ["bridging": 810_000, "sourceTrust": 900_000, "provenance": 1_000_000]),
                item(
                    "voter-cards-sold", hours: 3, ["follow": 1_000_000, "topic": 400_000, "bridging": 120_000],
                    [
                        demotion(
                            "claimFalse", evidence: "https://checks.example/voter-cards", by: "rule:claimFalse",
                            "A fact-check rated the claim that voter cards were sold false.")
                    ]),
                item(
                    "harbour-photo", hours: 1, ["topic": 1_000_000, "bridging": 350_000, "sourceTrust": 500_000],
                    [
                        demotion(
                            "noteShown", evidence: "urn:daylight:note:1", by: "note rated helpful from both sides",
                            "Readers added that the photo is from another year.")
                    ]),
                item("polling-hours", hours: 9, ["topic": 1_000_000, "bridging": 700_000, "sourceTrust": 1_000_000]),
            ],
        ]
    }

    private static let policy = """
        {"version": "demo-1", "validFrom": "2026-11-01", "halfLifeSeconds": 21600, "features": [
          {"name": "recency", "weight": 300, "profiling": false, "reason": "In the days before a vote, what is new matters."},
          {"name": "follow", "weight": 250, "profiling": true, "reason": "You chose whom to follow."},
          {"name": "topic", "weight": 150, "profiling": true, "reason": "You chose these topics."},
          {"name": "bridging", "weight": 400, "profiling": false,
           "reason": "What people of different opinions approve of weighs most, so that outrage does not."},
          {"name": "sourceTrust", "weight": 200, "profiling": false, "reason": "Sources that say who owns and funds them."},
          {"name": "provenance", "weight": 100, "profiling": false, "reason": "Pictures whose origin can be verified."}
        ], "demotions": [
          {"name": "claimFalse", "factor": 200, "reason": "A fact-checker bound by a code of principles rated the claim false."},
          {"name": "noteShown", "factor": 500, "reason": "Readers of different opinions found that context is missing."},
          {"name": "leakUnverified", "factor": 500, "reason": "A leak that nobody could verify yet; a person decided."}
        ]}
        """
}
