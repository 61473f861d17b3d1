/// A query and a claim that an external model takes for alike, though their wording is not (credibility reference, section 5.3).
public struct MeaningMatch: Hashable, Sendable {
    /// Row of the query in its table of texts.
    public let query: Int
    /// Row of the claim in its table of texts.
    public let claim: Int
    /// Of the angle between the vectors, 0.75 to 1.
    public let cosine: Double
    /// How far it carries.
    public let level: TextDecision.Level
}
