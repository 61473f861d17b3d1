public import Daylight

/// The private half of a served feed's record: what the digests of ``ServedFeed`` stand for.
public struct OpenedFeed: Sendable {
    /// Largest document in bytes, and its deepest nesting.
    public static let limits = JSONParser.Limits(bytes: FeedCandidates.limits.bytes + (64 << 20), depth: 20)
    /// Bytes of the salt.
    public static let saltByteCount = 32

    public let salt: [UInt8]
    public let candidates: JSONValue
    public let order: [ServedFeed.Place]

    public init(salt: [UInt8], candidates: JSONValue, order: [ServedFeed.Place]) {
        (self.salt, self.candidates, self.order) = (salt, candidates, order)
    }

    /// Reads the document that ``json`` writes.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        salt = try reader.digest("salt").bytes
        candidates = try reader.value("candidates")
        order = try reader.list("order", limit: FeedCandidates.itemLimit) { place throws(InputError) in
            ServedFeed.Place(id: try place.string("id"), score: try place.integer("score", in: 0...Int64.max))
        }
    }

    public var json: JSONObject {
        [
            "salt": .string(Hex.encode(salt)), "candidates": candidates,
            "order": .array(order.map { ["id": .string($0.id), "score": .integer($0.score)] }),
        ]
    }

    /// What ranking the same candidates again by the published policy shows.
    public struct Replay: Sendable {
        /// Members of the record that do not belong to these documents, such as `policy`: then it is the record of another feed.
        public let mismatches: [String]
        /// The first place that is not the policy's; `nil` when all are.
        public let departure: Departure?

        public var followedPolicy: Bool { mismatches.isEmpty && departure == nil }
    }

    public struct Departure: Sendable {
        public let rank: Int
        /// `nil`: nothing was served there, or nothing should have been.
        public let served: ServedFeed.Place?
        public let expected: ServedFeed.Place?
    }

    /// Ranks the candidates again and compares.
    ///
    /// - Throws: ``InputError`` for candidates that the policy cannot rank.
    public func replay(
        _ record: ServedFeed, policy document: JSONValue, read policy: RankingPolicy
    ) throws(InputError) -> Replay {
        let used = record.noProfiling ? policy.withoutProfiling : policy
        let expected = RankedFeed(try FeedCandidates(candidates, for: used), by: used)
        let opened = try ServedFeed(
            order, at: expected.now, policy: (policy.version, document), candidates: candidates,
            noProfiling: record.noProfiling, salt: salt)
        let places = expected.places
        let different = (0..<max(places.count, order.count)).first { index in
            index >= places.count || index >= order.count || places[index] != order[index]
        }
        return Replay(
            mismatches: record.differences(from: opened),
            departure: different.map { index in
                Departure(
                    rank: index + 1, served: index < order.count ? order[index] : nil,
                    expected: index < places.count ? places[index] : nil)
            })
    }
}
