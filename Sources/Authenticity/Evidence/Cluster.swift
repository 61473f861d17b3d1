public import Daylight

/// A group of accounts whose coincidences chance does not explain, with everything that stands behind the claim.
public struct Cluster: Hashable, Sendable {
    public struct Member: Hashable, Sendable {
        public let account: String
        /// Rows of the account that were looked at, and those of them in a pair with another member.
        public let rows: Int
        public let rowsInWindow: Int
    }

    public struct Edge: Hashable, Sendable {
        public let first: String
        public let second: String
        public let distinctObjects: Int
        public let pairs: Int
        /// Coincidences to be expected by chance.
        public let expected: Double
        public let probability: LogProbability
        /// q-value, under Benjamini–Hochberg.
        public let adjusted: LogProbability?
        public let medianDeltaMilliseconds: Int64
        /// Objects shared together ÷ objects both ever shared.
        public let synchrony: Double
    }

    public struct Share: Hashable, Sendable {
        public let account: String
        public let content: String
        public let time: Timestamp
        public let afterFirstMilliseconds: Int64
    }

    public struct SharedObject: Hashable, Sendable {
        public let object: String
        public let shares: [Share]
    }

    /// Innocent reasons that were looked at.
    public struct Innocent: Hashable, Sendable {
        /// Two or more members stand together in a declared group.
        public let isDeclaredPublisherGroup: Bool
        /// Median over objects of the time from first to last member share: one feed read by all is a few seconds.
        public let sameFeedWithinMilliseconds: Int64
        /// Part of the shared objects that at least 1 % of all accounts shared.
        public let viralObjectShare: Double
        /// More than half of the shared objects fall on one day of data that spans three or more.
        public let isEventDay: Bool
        /// Part of the shares at second :00, where a scheduler posts; 1/60 is to be expected.
        public let wholeMinuteShare: Double
        /// Median synchrony over the edges; fans and news readers are low, below about 0.5.
        public let medianSynchrony: Double
        /// Whether every time in the data is a whole minute: then windows below 60 s mean nothing.
        public let areTimesWholeMinutes: Bool
    }

    public let name: String
    public let members: [Member]
    public let edges: [Edge]
    public let timeline: [SharedObject]
    /// Shared objects left out of the timeline because it was too long.
    public let timelineOmitted: Int
    public let innocent: Innocent
    public let counterEvidence: [String]
    /// What was measured, in one sentence and in full.
    public let headline: String
    public let text: String
    let parameters: CoordinationParameters
    /// p of the check by shuffled times, if it was asked for.
    public let permutationProbability: Double?
    let null: NullReport
    let inputDigest: Digest

    /// `c-1` for the strongest.
    static func name(_ place: Int) -> String { "c-\(place + 1)" }

    /// Which program made the evidence.
    public static let engine = "daylight authenticity 1"

    /// The evidence file.
    public var json: JSONValue {
        let seconds = { (milliseconds: Int64) in JSONValue.number(JSONNumber(spelling: Seconds.text(milliseconds: milliseconds)))
        }
        var object: JSONObject = [
            "cluster": .string(name),
            "window_s": seconds(parameters.windowMilliseconds),
            "model": .string(parameters.model),
            "rows": .integer(null.degree.rows),
            "accounts": .integer(null.degree.accounts),
            "null": null.json,
            "text": .string(text),
            "members": .array(
                members.map { member in
                    .object([
                        "account": .string(member.account), "rows": .integer(member.rows),
                        "rows_in_window": .integer(member.rowsInWindow),
                        "share": .real(Double(member.rowsInWindow) / Double(max(member.rows, 1))),
                    ])
                }),
            "edges": .array(
                edges.map { edge in
                    var item: JSONObject = [
                        "a": .string(edge.first), "b": .string(edge.second),
                        "distinct_objects": .integer(edge.distinctObjects), "pairs": .integer(edge.pairs),
                        "expected": .real(edge.expected), "p": .number(JSONNumber(spelling: edge.probability.text)),
                        "median_delta_s": seconds(edge.medianDeltaMilliseconds), "synchrony": .real(edge.synchrony),
                    ]
                    if let q = edge.adjusted { item["q"] = .number(JSONNumber(spelling: q.text)) }
                    return .object(item)
                }),
            "timeline": .array(
                timeline.map { object in
                    .object([
                        "object": .string(object.object),
                        "shares": .array(
                            object.shares.map { share in
                                .object([
                                    "account": .string(share.account), "content": .string(share.content),
                                    "t": .string(share.time.description), "after_first_s": seconds(share.afterFirstMilliseconds),
                                ])
                            }),
                    ])
                }),
            "timeline_omitted": .integer(timelineOmitted),
            "median_synchrony": .real(innocent.medianSynchrony),
            "innocent": innocent.json,
            "counter_evidence": .array(counterEvidence.map { .string($0) }),
            "parameters": parameters.json,
            "parameters_sha256": .string(parametersDigest.hex),
            "input_sha256": .string(inputDigest.hex),
            "engine": .string(Self.engine),
        ]
        if let permutationProbability { object["permutation_p"] = .real(permutationProbability) }
        return .object(object)
    }

    private var parametersDigest: Digest {
        // Parameters hold no number that canonical JSON cannot spell.
        Digest(of: (try? CanonicalJSON.bytes(of: parameters.json)) ?? [])
    }
}

extension Cluster.Innocent {
    /// Fans share widely and are seldom in step, so little of what two of them share is shared together.
    public var isLikeFandom: Bool { medianSynchrony < 0.5 }

    var json: JSONValue {
        .object([
            "declared_publisher_group": .bool(isDeclaredPublisherGroup),
            "same_feed_within_s": .number(JSONNumber(spelling: Seconds.text(milliseconds: sameFeedWithinMilliseconds))),
            "viral_object_share": .real(viralObjectShare),
            "event_day": .bool(isEventDay),
            "fandom": .bool(isLikeFandom),
            "scheduling": .real(wholeMinuteShare),
            "second_rounding": .bool(areTimesWholeMinutes),
        ])
    }
}
