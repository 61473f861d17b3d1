public import Daylight

/// Feeds that an operator served, some not as its policy says, decided by a seed.
public struct SimulatedFeeds: Sendable {
    /// The policy that was published.
    public let policy: JSONValue
    /// Kinds are mixed.
    public let feeds: [SimulatedFeed]

    init(_ parameters: ClaimsParameters, seed: UInt64, using random: inout SeededGenerator) {
        let start = CivilDate(daysSinceEpoch: parameters.start / 86_400)
        policy = FeedPolicy.json(validFrom: start)
        let kinds = FeedKind.allCases.flatMap { [FeedKind](repeating: $0, count: parameters.feeds) }
        var feeds: [SimulatedFeed] = []
        for (number, kind) in random.shuffled(kinds).enumerated() {
            feeds.append(SimulatedFeed(number, kind, start: parameters.start, seed: seed, using: &random))
        }
        self.feeds = feeds
    }
}

/// One served feed.
public struct SimulatedFeed: Sendable {
    public struct Place: Hashable, Sendable {
        public let id: String
        public let score: Int64
    }

    public let kind: FeedKind
    /// Name of its folder.
    public let folder: String
    public let now: Timestamp
    public let noProfiling: Bool
    /// What it was ranked from.
    public let candidates: JSONValue
    /// What the operator says afterwards that it was ranked from.
    public let opened: JSONValue
    /// As it was served, with the scores that the operator states.
    public let order: [Place]
    /// The first place that is not the policy's; `nil` when there is none, or when only the digests show it.
    public let departure: Int?
    /// 32 bytes.
    public let salt: [UInt8]

    init(_ number: Int, _ kind: FeedKind, start: Int64, seed: UInt64, using random: inout SeededGenerator) {
        self.kind = kind
        folder = "feed-\(number + 1)"
        now = Timestamp(seconds: start + Int64(random.integer(in: 86_400...12 * 86_400)))
        noProfiling = kind == .withoutProfiling
        salt = Digest(of: Array("simulated salt \(seed) \(number)".utf8)).bytes
        var posts: [FeedPost] = []
        for index in 0..<random.integer(in: 12...25) {
            posts.append(FeedPost("post-\(number + 1)-\(index + 1)", using: &random))
        }
        let honest = Self.ranked(posts, noProfiling: noProfiling)
        let rank = random.integer(in: 1...5)
        candidates = Self.json(posts, now: now, reader: "reader-\(number + 1)")
        if kind == .rewritten, let post = posts.firstIndex(where: { $0.id == honest[rank - 1].id }) {
            posts[post].toggleNote()
            (order, departure) = (Self.ranked(posts, noProfiling: noProfiling), nil)
        } else {
            let made = Self.departed(kind, honest, at: rank)
            (order, departure) = (made.order, made.isNamed ? rank : nil)
        }
        opened = Self.json(posts, now: now, reader: "reader-\(number + 1)")
    }

    private static func ranked(_ posts: [FeedPost], noProfiling: Bool) -> [Place] {
        posts.map { Place(id: $0.id, score: FeedPolicy.score($0, noProfiling: noProfiling)) }.sorted(by: stands)
    }

    private static func stands(_ one: Place, before other: Place) -> Bool {
        one.score != other.score ? one.score > other.score : one.id.utf8.lexicographicallyPrecedes(other.id.utf8)
    }

    private static func departed(_ kind: FeedKind, _ honest: [Place], at rank: Int) -> (order: [Place], isNamed: Bool) {
        var order = honest
        switch kind {
        case .swapped: order.swapAt(rank - 1, rank)
        case .leftOut: order.remove(at: rank - 1)
        case .bought: order.insert(Place(id: "\(honest[0].id)-bought", score: honest[rank - 1].score), at: rank - 1)
        case .hiddenDemotion:
            let post = order.remove(at: rank - 1)
            order = (order + [Place(id: post.id, score: post.score * 3 / 10)]).sorted(by: stands)
        case .rewritten, .followed, .withoutProfiling: return (order, false)
        }
        return (order, true)
    }

    private static func json(_ posts: [FeedPost], now: Timestamp, reader: String) -> JSONValue {
        [
            "now": .string(now.description), "reader": .string(reader), "items": .array(posts.map { $0.json(now: now) }),
        ]
    }
}
