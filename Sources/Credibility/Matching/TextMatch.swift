/// A query and a claim with the same wording, or much of it.
public struct TextMatch: Hashable, Sendable {
    /// Row of the query in its table.
    public let query: Int
    /// Row of the claim in its table.
    public let claim: Int
    public let decision: TextDecision
    public let overlap: ShingleOverlap
    /// For texts too short to have anything but all in common.
    public let isExact: Bool
    public let key: Key

    /// The form of the texts in which they are alike (credibility reference, section 5.1).
    public enum Key: String, Hashable, Sendable {
        /// Steps 1 to 6.
        case wording
        /// Step 7 besides: the wording alone does not show it.
        case withoutAccents = "without-accents"
    }

    init(
        query: Int, claim: Int, decision: TextDecision, overlap: ShingleOverlap, isExact: Bool, key: Key = .wording
    ) {
        (self.query, self.claim, self.decision) = (query, claim, decision)
        (self.overlap, self.isExact, self.key) = (overlap, isExact, key)
    }

    /// How far it carries. Accents tell words apart, so that without them a person has to look.
    public var level: TextDecision.Level { key == .wording ? decision.level : .suggest }

    /// 0…1.
    public var jaccard: Double { isExact ? 1 : overlap.jaccard }
    /// 0…1.
    public var containment: Double { isExact ? 1 : overlap.containment }
}
