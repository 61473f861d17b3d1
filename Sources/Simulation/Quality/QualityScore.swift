/// How well a set of claims agrees with the truth.
public struct QualityScore: Hashable, Sendable {
    /// Claims that are true.
    public var truePositives: Int
    /// Claims that are false.
    public var falsePositives: Int
    /// Truths nobody claimed.
    public var falseNegatives: Int

    /// A score of the given counts.
    public init(truePositives: Int, falsePositives: Int, falseNegatives: Int) {
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
    }

    /// Part of the claims that are true; 1 when nothing was claimed.
    public var precision: Double { Self.part(truePositives, of: truePositives + falsePositives) }
    /// Part of the truths that were claimed; 1 when there was nothing to find.
    public var recall: Double { Self.part(truePositives, of: truePositives + falseNegatives) }
    /// Harmonic mean of precision and recall; 1 when there was nothing to find and nothing was claimed.
    public var f1: Double { Self.part(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives) }

    private static func part(_ count: Int, of all: Int) -> Double { all == 0 ? 1 : Double(count) / Double(all) }

    static func + (one: QualityScore, other: QualityScore) -> QualityScore {
        QualityScore(
            truePositives: one.truePositives + other.truePositives,
            falsePositives: one.falsePositives + other.falsePositives,
            falseNegatives: one.falseNegatives + other.falseNegatives)
    }
}
