public import Daylight

extension LibraryAd {
    /// Whether it runs. What was taken down stays listed, with the reason.
    public enum State: Hashable, Sendable {
        case running
        case ended
        case removed(Removal)

        /// The word for it in queries and rows.
        var word: String {
            switch self {
            case .running: "running"
            case .ended: "ended"
            case .removed: "removed"
            }
        }
        static let words = ["running", "ended", "removed"]
    }

    /// Why an ad was taken down: what DSA Art. 39(3) shows in place of its content.
    public struct Removal: Hashable, Sendable {
        /// Against what it offended.
        public enum Ground: String, CaseIterable, Hashable, Sendable {
            /// Illegal content (DSA Art. 17(3)(d)).
            case law
            /// The publisher's terms (DSA Art. 17(3)(e)).
            case terms
            /// An authority's order (DSA Art. 9(2)(a)(i)).
            case order
        }

        public let ground: Ground
        /// The legal or contractual ground and why the ad falls under it, or the legal basis of the order.
        public let reason: String
        /// What was done, where and for how long (DSA Art. 17(3)(a)); empty for an order.
        public let measure: String
        /// The facts relied on (DSA Art. 17(3)(b)); empty for an order.
        public let facts: String
        /// Whether automated means took part (DSA Art. 17(3)(c)); `nil` when not said.
        public let wasAutomated: Bool?

        /// - Throws: without a reason, and where a text is too long or has control characters.
        public init(
            ground: Ground, reason: String, measure: String = "", facts: String = "", wasAutomated: Bool? = nil
        ) throws(InputError) {
            try LibraryText.check(reason, "reason", limit: LibraryText.textLimit, mayBreak: true)
            for (text, field) in [(measure, "measure"), (facts, "facts")] where !text.isEmpty {
                try LibraryText.check(text, field, limit: LibraryText.textLimit, mayBreak: true)
            }
            self.ground = ground
            self.reason = reason
            self.measure = measure
            self.facts = facts
            self.wasAutomated = wasAutomated
        }
    }
}
