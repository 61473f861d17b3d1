import Daylight
import Exposure
import Glibc
import Testing

/// What is refused, so that nothing is ranked by half (credibility reference, section 11.6).
@Suite struct FeedInputTests {
    private static let good = #"{"id": "a", "ageSeconds": 1, "features": {}, "demotions": []}"#

    @Test(arguments: [
        (#"{"ageSeconds": 1, "features": {}, "demotions": []}"#, "items[0].id"),
        (#"{"id": "a", "features": {}, "demotions": []}"#, "items[0].ageSeconds"),
        (#"{"id": "a", "ageSeconds": -1, "features": {}, "demotions": []}"#, "items[0].ageSeconds"),
        (#"{"id": "a", "ageSeconds": 1.0, "features": {}, "demotions": []}"#, "items[0].ageSeconds"),
        (#"{"id": "a", "ageSeconds": 1, "demotions": []}"#, "items[0].features"),
        (#"{"id": "a", "ageSeconds": 1, "features": {}}"#, "items[0].demotions"),
        (#"{"id": "a", "ageSeconds": 1, "features": {"recency": 1}, "demotions": []}"#, "items[0].features.recency"),
        (#"{"id": "a", "ageSeconds": 1, "features": {"charm": 1}, "demotions": []}"#, "items[0].features.charm"),
        (#"{"id": "a", "ageSeconds": 1, "features": {"topic": 0.5}, "demotions": []}"#, "items[0].features.topic"),
        (#"{"id": "a", "ageSeconds": 1, "features": {"topic": 1000001}, "demotions": []}"#, "items[0].features.topic"),
        (#"{"id": "a", "ageSeconds": 1, "features": {"topic": "1"}, "demotions": []}"#, "items[0].features.topic"),
        (good + "," + good, "items[1].id"),
    ])
    func aCandidateThatCannotBeRankedIsNamed(_ items: String, _ field: String) {
        #expect { _ = try FeedSample.candidates(items) } throws: { ($0 as? InputError)?.field == field }
    }

    @Test func namesOfAPolicyAreBytes() {
        let demotion = FeedSample.demotion("claimFalse").replacing("claimFalse", with: "claimFalse\u{301}")
        let item = #"{"id": "a", "ageSeconds": 1, "features": {}, "demotions": [\#(demotion)]}"#
        #expect(throws: InputError.self) { _ = try FeedSample.candidates(item) }
    }

    @Test func nowIsInUTC() throws {
        let text = FeedSample.candidatesText.replacing("12:00:00Z\", \"reader", with: "12:00:00+01:00\", \"reader")
        #expect(text != FeedSample.candidatesText)
        let document = try JSONParser.parse(Array(text.utf8))
        #expect(throws: InputError.self) { _ = try FeedCandidates(document, for: FeedSample.policy) }
    }

    @Test(arguments: ["evidence", "decidedBy", "date", "until", "name"])
    func aDemotionWithoutItsReasonsIsNone(_ missing: String) {
        let demotion = FeedSample.demotion("claimFalse").replacing("\"\(missing)\"", with: "\"other\"")
        let item = #"{"id": "a", "ageSeconds": 1, "features": {}, "demotions": [\#(demotion)]}"#
        #expect { _ = try FeedSample.candidates(item) } throws: {
            ($0 as? InputError)?.field == "items[0].demotions[0].\(missing)"
        }
    }

    @Test(arguments: [[FeedSample.demotion("vibes")], [FeedSample.demotion("claimFalse"), FeedSample.demotion("claimFalse")]])
    func unknownAndRepeatedDemotionsAreRefused(_ demotions: [String]) {
        let item = #"{"id": "a", "ageSeconds": 1, "features": {}, "demotions": [\#(demotions.joined(separator: ","))]}"#
        #expect(throws: InputError.self) { _ = try FeedSample.candidates(item) }
    }

    @Test(arguments: [
        (#""halfLifeSeconds": 21600"#, #""halfLifeSeconds": 0"#), (#""weight": 300"#, #""weight": 1000001"#),
        (#""weight": 300"#, #""weight": -1"#), (#""factor": 300"#, #""factor": 1001"#), (#""version": "v1""#, #""v": 1"#),
        (#""profiling": false"#, #""profiling": 0"#), (#""name": "topic""#, #""name": "follow""#),
        (#""validFrom": "2026-11-01""#, #""validFrom": "2026-13-01""#), (#""name": "noteShown""#, #""name": "claimNear""#),
    ])
    func aPolicyThatCannotBeAppliedIsRefused(_ found: String, _ wrong: String) {
        let text = FeedSample.policyText.replacing(found, with: wrong)
        #expect(text != FeedSample.policyText)
        #expect(throws: InputError.self) { _ = try RankingPolicy(try JSONParser.parse(Array(text.utf8))) }
    }

    private static let executions = getenv("DAYLIGHT_FUZZ").flatMap { Int(String(cString: $0)) } ?? 3000

    @Test func documentsMayBeAnything() {
        var random = SeededGenerator(5)
        var ranked = 0
        for _ in 0..<Self.executions {
            let policy = Self.mutated(FeedSample.policyText, &random)
            let candidates = Self.mutated(FeedSample.candidatesText, &random)
            guard let policy = try? RankingPolicy(try JSONParser.parse(policy)),
                let read = try? FeedCandidates(try JSONParser.parse(candidates), for: policy)
            else { continue }
            let feed = RankedFeed(read, by: policy)
            #expect(!CanonicalJSON.line(.object(feed.json(noProfiling: false, top: 1))).isEmpty)
            ranked += 1
        }
        #expect(ranked > Self.executions / 50)
    }

    private static func mutated(_ text: String, _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &random)
            case 1: bytes.insert(UInt8.random(in: 0x30...0x39, using: &random), at: place)
            default: bytes.remove(at: place)
            }
        }
        return bytes
    }
}
