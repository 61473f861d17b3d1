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

    /// 0…1.
    public var jaccard: Double { isExact ? 1 : overlap.jaccard }
    /// 0…1.
    public var containment: Double { isExact ? 1 : overlap.containment }
}
