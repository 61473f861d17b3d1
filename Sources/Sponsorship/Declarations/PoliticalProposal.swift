/// What the identification test proposes: a score with its reasons. It never says that an ad is political; a person does.
public struct PoliticalProposal: Hashable, Sendable {
    /// The seven features of Art. 8(1) TTPA; the list is not closed.
    public enum Feature: String, Hashable, Sendable, CaseIterable {
        case content, sponsor, language, context, means, audience, objective
    }

    /// One sign that was seen.
    public struct Reason: Hashable, Sendable {
        public let feature: Feature
        public let text: String
        /// How far the sign alone speaks for a political ad, 0 to 1. Ours, not the law's.
        public let weight: Double

        public init(feature: Feature, text: String, weight: Double) {
            self.feature = feature
            self.text = text
            self.weight = min(max(weight, 0), 1)
        }
    }

    /// Strongest first.
    public let reasons: [Reason]
    /// Whether one of the signs is the name of an election or referendum.
    public let namesVote: Bool

    public init(reasons: [Reason], namesVote: Bool) {
        self.reasons = reasons.sorted { ($1.weight, $0.text) < ($0.weight, $1.text) }
        self.namesVote = namesVote
    }

    /// 0 to 1: that not all of the signs are there by accident, taking each for itself.
    public var score: Double { 1 - reasons.reduce(1) { $0 * (1 - $1.weight) } }

    /// Whether a person has to look, if it was declared not political.
    public var looksPolitical: Bool { score >= Law.looksPoliticalScore }

    /// The features side by side, those without a sign too: what was not found is told as well.
    public var byFeature: [(feature: Feature, reasons: [Reason])] {
        Feature.allCases.map { feature in (feature, reasons.filter { $0.feature == feature }) }
    }
}
