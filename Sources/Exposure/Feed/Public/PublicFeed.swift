public import Daylight

/// A served feed that is the same for every reader, as a feed generator of Bluesky gives it out (credibility reference,
/// section 8.5).
public struct PublicFeed: Sendable {
    /// Counted from 1: how often the feed was published.
    public let version: Int
    /// From the first place.
    public let places: [ServedFeed.Place]

    /// - Parameter places: each a post of Bluesky.
    public init(version: Int, places: [ServedFeed.Place]) { (self.version, self.places) = (version, places) }

    /// Checks that a served feed may be shown to everybody: no profiling, no reader named, and nothing but posts of Bluesky.
    ///
    /// - Throws: ``InputError`` naming what is in the way.
    public static func check(_ candidates: FeedCandidates, noProfiling: Bool) throws(InputError) {
        guard noProfiling else {
            throw InputError(field: "noProfiling", expected: "true: a public feed is the same for all", found: "false")
        }
        guard candidates.reader.isEmpty else {
            throw InputError(
                field: "candidates/reader", expected: "an empty text: a public feed has no reader", found: "a name")
        }
        for (index, item) in candidates.items.enumerated() where RepositoryAddress(item.id, in: .post) == nil {
            throw InputError(
                field: "candidates/items/\(index)/id", expected: "at://DID/app.bsky.feed.post/KEY", found: item.id)
        }
    }

    /// A part of the feed.
    public struct Part: Sendable {
        /// Each with its rank.
        public let places: [(rank: Int, place: ServedFeed.Place)]
        /// Where the next part begins; `nil` at the end.
        public let cursor: String?
    }

    /// The first places, or those behind a cursor.
    public func part(after cursor: FeedCursor?, limit: Int) throws(InputError) -> Part {
        var start = 0
        if let cursor {
            guard let last = places.firstIndex(where: cursor.isOf) else {
                throw InputError(field: "cursor", expected: "a cursor of this feed", found: cursor.text)
            }
            start = last + 1
        }
        let end = min(start + limit, places.count)
        let part = (start..<end).map { (rank: $0 + 1, place: places[$0]) }
        let next = end < places.count ? part.last.map { FeedCursor(version: version, $0.place).text } : nil
        return Part(places: part, cursor: next)
    }
}

/// Where a part of a public feed ends: the publication that a reader began with, and the score and digest of the last post, so that
/// pages fit together while the feed is published anew, and no two posts have the same.
public struct FeedCursor: Hashable, Sendable {
    /// Longest cursor in bytes.
    public static let limit = 128
    private static let separator = "::"

    public let version: Int
    let score: Int64
    let digest: String

    init(version: Int, _ place: ServedFeed.Place) {
        (self.version, score, digest) = (version, place.score, Self.digest(place.id))
    }

    /// - Throws: ``InputError`` for another text than ``text``.
    public init(parsing text: String) throws(InputError) {
        let parts = text.utf8.count <= Self.limit ? text.split(separator: "::", omittingEmptySubsequences: false) : []
        guard parts.count == 3, let version = Int(parts[0]), version > 0, let score = Int64(parts[1]), score >= 0,
            parts[2].utf8.count == 32, text.utf8.allSatisfy({ $0 < 0x80 })
        else {
            throw InputError(field: "cursor", expected: "a cursor of this feed", found: String(text.prefix(80)))
        }
        (self.version, self.score, digest) = (version, score, String(parts[2]))
    }

    public var text: String { "\(version)\(Self.separator)\(score)\(Self.separator)\(digest)" }

    fileprivate func isOf(_ place: ServedFeed.Place) -> Bool { place.score == score && Self.digest(place.id) == digest }

    private static func digest(_ id: String) -> String { String(Digest(of: Array(id.utf8)).hex.prefix(32)) }
}
