import Daylight
import Exposure
import Testing

/// Feeds that everybody sees (section 8.5 of the credibility reference).
@Suite struct PublicFeedTests {
    @Test(
        "addresses in repositories",
        arguments: [
            ("at://did:plc:abc123/app.bsky.feed.post/3k", true),
            ("at://did:web:host.example%3A8080/app.bsky.feed.post/a~b_c.d-1:2", true),
            ("at://did:plc:abc123/app.bsky.feed.post/", false), ("at://did:plc:abc123/app.bsky.feed.post/.", false),
            ("at://did:plc:abc123/app.bsky.feed.post/a/b", false), ("at://did:plc:abc123/app.bsky.feed.generator/a", false),
            ("at://alice.example/app.bsky.feed.post/a", false), ("at://did:PLC:a/app.bsky.feed.post/a", false),
            ("at://did:plc:/app.bsky.feed.post/a", false), ("at://did:plc:a:/app.bsky.feed.post/a", false),
            ("at://did:plc:a b/app.bsky.feed.post/a", false), ("at://did:plc:ä/app.bsky.feed.post/a", false),
            ("https://did:plc:a/app.bsky.feed.post/a", false), ("", false), ("at://did:plc:a/app.bsky.feed.post/a#b", false),
        ])
    func addresses(text: String, isGood: Bool) {
        #expect((RepositoryAddress(text, in: .post) != nil) == isGood)
    }

    private static func feed(_ scores: [Int64]) -> PublicFeed {
        PublicFeed(version: 3, places: scores.enumerated().map { ServedFeed.Place(id: "p\($0)", score: $1) })
    }

    @Test("parts put together are the feed, whatever their size, also where scores are equal", arguments: 1...9)
    func parts(limit: Int) throws {
        let feed = Self.feed([900, 900, 900, 500, 500, 0, 0, 0])
        var (ranks, cursor): ([Int], FeedCursor?) = ([], nil)
        repeat {
            let part = try feed.part(after: cursor, limit: limit)
            #expect(part.places.count <= limit)
            ranks += part.places.map(\.rank)
            cursor = try part.cursor.map(FeedCursor.init(parsing:))
            #expect(cursor?.version ?? 3 == 3)
        } while cursor != nil
        #expect(ranks == Array(1...8))
    }

    @Test("a cursor that was cut, altered or made up is refused")
    func cursors() throws {
        let feed = Self.feed([9, 8, 7])
        let text = try #require(try feed.part(after: nil, limit: 1).cursor)
        let bytes = Array(text.utf8)
        for place in bytes.indices {
            for byte in [UInt8(ascii: ":"), UInt8(ascii: "0"), UInt8(ascii: "z"), 0xC3] {
                var damaged = bytes
                damaged[place] = byte
                let other = String(decoding: damaged, as: UTF8.self)
                if other == text { continue }
                guard let cursor = try? FeedCursor(parsing: other) else { continue }
                if cursor.version == 3 { #expect(throws: InputError.self) { _ = try feed.part(after: cursor, limit: 1) } }
            }
            #expect(throws: InputError.self) {
                _ = try feed.part(after: FeedCursor(parsing: String(decoding: bytes[..<place], as: UTF8.self)), limit: 1)
            }
        }
        for text in ["", "::", "0::1::2", "1::-1::" + String(repeating: "0", count: 32), String(repeating: "1", count: 200)] {
            #expect(throws: InputError.self) { _ = try FeedCursor(parsing: text) }
        }
    }
}
