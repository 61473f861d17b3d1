import Daylight
import Exposure
import Testing

/// The record that proves a served order.
@Suite struct ServedFeedTests {
    private let salt = [UInt8](repeating: 7, count: OpenedFeed.saltByteCount)
    private let honest = RankedFeed(FeedSample.candidates, by: FeedSample.policy).places

    private func record(_ order: [ServedFeed.Place]) throws -> ServedFeed {
        try ServedFeed(
            order, at: FeedSample.candidates.now, policy: ("v1", FeedSample.policyDocument),
            candidates: FeedSample.candidatesDocument, noProfiling: false, salt: salt)
    }

    private func replay(_ record: ServedFeed, order: [ServedFeed.Place]) throws -> OpenedFeed.Replay {
        let opened = OpenedFeed(salt: salt, candidates: FeedSample.candidatesDocument, order: order)
        let read = try OpenedFeed(try JSONParser.parse(CanonicalJSON.lineBytes(.object(opened.json))))
        let kept = try ServedFeed(try JSONParser.parse(CanonicalJSON.lineBytes(.object(record.json))))
        #expect(kept == record)
        return try read.replay(kept, policy: FeedSample.policyDocument, read: FeedSample.policy)
    }

    @Test func anHonestOrderReplays() throws {
        #expect(try replay(record(honest), order: honest).followedPolicy)
    }

    @Test func aDepartureIsNamedByItsFirstPlace() throws {
        let order = [honest[0], honest[2], honest[1]]
        let replay = try replay(record(order), order: order)
        #expect(!replay.followedPolicy && replay.mismatches.isEmpty)
        let departure = try #require(replay.departure)
        #expect(departure.rank == 2 && departure.served == honest[2] && departure.expected == honest[1])
    }

    @Test func aPostLeftOutOrPutInIsADeparture() throws {
        let short = Array(honest.dropLast())
        #expect(try replay(record(short), order: short).departure?.rank == 3)
        let long = honest + [ServedFeed.Place(id: "bought", score: 1)]
        #expect(try replay(record(long), order: long).departure?.served?.id == "bought")
    }

    @Test func anotherSpellingOfAnIdIsADeparture() throws {
        let accented = try JSONParser.parse(
            Array(FeedSample.candidatesText.replacing(#""id": "b""#, with: "\"id\": \"\u{E9}\"").utf8))
        let order = RankedFeed(try FeedCandidates(accented, for: FeedSample.policy), by: FeedSample.policy).places
            .map { ServedFeed.Place(id: $0.id == "\u{E9}" ? "e\u{301}" : $0.id, score: $0.score) }
        let record = try ServedFeed(
            order, at: FeedSample.candidates.now, policy: ("v1", FeedSample.policyDocument), candidates: accented,
            noProfiling: false, salt: salt)
        let replay = try OpenedFeed(salt: salt, candidates: accented, order: order)
            .replay(record, policy: FeedSample.policyDocument, read: FeedSample.policy)
        #expect(replay.departure?.rank == 1)
    }

    @Test func anOpeningOfAnotherOrderDoesNotFitTheRecord() throws {
        let order = [honest[0], honest[2], honest[1]]
        #expect(try replay(record(order), order: honest).mismatches == ["order"])
    }

    @Test func theDigestsCannotBeGuessedWithoutTheSalt() throws {
        let other = try ServedFeed(
            honest, at: FeedSample.candidates.now, policy: ("v1", FeedSample.policyDocument),
            candidates: FeedSample.candidatesDocument, noProfiling: false, salt: salt.map { $0 + 1 })
        #expect(try record(honest).differences(from: other) == ["candidates", "order"])
    }
}
