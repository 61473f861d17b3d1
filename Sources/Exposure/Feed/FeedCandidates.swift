public import Daylight

/// The posts that may stand in one reader's feed at one moment, with what the ranking needs to know of each (credibility
/// reference, section 11.6).
public struct FeedCandidates: Hashable, Sendable {
    /// A decided demotion of one post. Without evidence, decider and an end it is none.
    public struct Demotion: Hashable, Sendable {
        /// Which demotion of the policy.
        public let index: Int
        public let evidence: String
        /// A rule or a person.
        public let decidedBy: String
        public let date: Timestamp
        /// From this moment it does not act any more.
        public let until: Timestamp
        /// What the author was told.
        public let text: String?
    }

    public struct Item: Hashable, Sendable {
        public let id: String
        public let age: Int64
        /// Value 0…1,000,000 of every feature of the policy, in its order.
        public let values: [Int64]
        /// In the policy's order, each at most once.
        public let demotions: [Demotion]
    }

    public let now: Timestamp
    public let reader: String
    public let items: [Item]
}
