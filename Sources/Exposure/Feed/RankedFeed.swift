public import Daylight

/// Posts in the order of their scores, each with the whole computation: every score is the exact sum of the points of named
/// features less the losses to named demotions, all in whole micro-points (credibility reference, section 8.2).
public struct RankedFeed: Sendable {
    /// What one feature gave.
    public struct Part: Hashable, Sendable {
        /// 0…1,000,000.
        public let x: Int64
        /// Micro-points: (weight · x + 500) div 1000.
        public let points: Int64
    }

    /// What one acting demotion took.
    public struct Loss: Hashable, Sendable {
        /// Index in the policy's demotions.
        public let demotion: Int
        /// Micro-points.
        public let points: Int64
    }

    public struct Item: Hashable, Sendable {
        public let candidate: FeedCandidates.Item
        /// From 1.
        public let rank: Int
        public let score: Int64
        /// Sum of the parts.
        public let base: Int64
        /// One for each feature of the policy.
        public let parts: [Part]
        /// Of the demotions that act, in the policy's order.
        public let losses: [Loss]

        var place: Place { Place(score: score, id: candidate.id) }
    }

    public let policy: RankingPolicy
    public let now: Timestamp
    /// By score from above; equal scores by the UTF-8 bytes of the id.
    public let items: [Item]

    /// Ranks candidates by the policy that they were read for, or by one with other weights and factors and the same names.
    public init(_ candidates: FeedCandidates, by policy: RankingPolicy) {
        self.policy = policy
        now = candidates.now
        let scored = candidates.items.map { Scored($0, policy, candidates.now) }
        let order = scored.indices.sorted { scored[$0].place < scored[$1].place }
        items = order.enumerated().map { rank, index in
            let item = scored[index]
            return Item(
                candidate: item.candidate, rank: rank + 1, score: item.score, base: item.base, parts: item.parts,
                losses: item.losses)
        }
    }

    /// The order as it is served.
    public var places: [ServedFeed.Place] { items.map { ServedFeed.Place(id: $0.candidate.id, score: $0.score) } }

    /// The demotions of a candidate that act at that moment: not yet over, and with a factor below 1000. One that takes nothing
    /// is not named.
    static func acting(
        _ candidate: FeedCandidates.Item, _ policy: RankingPolicy, _ now: Timestamp
    ) -> [FeedCandidates.Demotion] {
        candidate.demotions.filter { $0.until > now && policy.demotions[$0.index].factor < 1000 }
    }

    private struct Scored {
        let candidate: FeedCandidates.Item
        let parts: [Part]
        let losses: [Loss]
        let base: Int64
        let score: Int64

        init(_ candidate: FeedCandidates.Item, _ policy: RankingPolicy, _ now: Timestamp) {
            self.candidate = candidate
            parts = zip(policy.features, candidate.values).map { feature, x in
                Part(x: x, points: (feature.weight * x + 500) / 1000)
            }
            base = parts.reduce(0) { $0 + $1.points }
            var score = base
            losses = RankedFeed.acting(candidate, policy, now).map { demotion in
                let left = score * policy.demotions[demotion.index].factor / 1000
                defer { score = left }
                return Loss(demotion: demotion.index, points: score - left)
            }
            self.score = score
        }

        var place: Place { Place(score: score, id: candidate.id) }
    }

    /// Where a post stands: by score from above, then by id.
    struct Place: Comparable {
        let score: Int64
        let id: String

        static func < (left: Place, right: Place) -> Bool {
            left.score != right.score ? left.score > right.score : left.id.utf8.lexicographicallyPrecedes(right.id.utf8)
        }
    }
}
