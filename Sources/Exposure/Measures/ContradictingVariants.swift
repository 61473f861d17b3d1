/// Two variants of one sponsor that lead to the same page and reach different people: candidates for opposite promises.
///
/// Whether they say opposite things on one issue is for a person to decide (reference 7.5).
public struct ContradictingVariants: Hashable, Sendable {
    /// A variant and whom it reached.
    public struct Variant: Hashable, Sendable {
        public let name: String
        public let sponsor: String
        public let landingPage: String
        /// People or, where people are not told apart, audience cells.
        public let audience: Set<String>

        public init(name: String, sponsor: String, landingPage: String, audience: Set<String>) {
            self.name = name
            self.sponsor = sponsor
            self.landingPage = landingPage
            self.audience = audience
        }
    }

    public let first: Variant
    public let second: Variant
    /// Shared by all reached, from 0 to 1.
    public let overlap: Double

    /// Pairs in the order of the variants; those that reached nobody are left out.
    public static func candidates(among variants: [Variant]) -> [ContradictingVariants] {
        let reached = variants.filter { !$0.audience.isEmpty }
        return reached.indices.flatMap { first in
            reached[(first + 1)...].compactMap { ContradictingVariants(reached[first], $0) }
        }
    }

    private init?(_ first: Variant, _ second: Variant) {
        guard first.sponsor == second.sponsor, first.landingPage == second.landingPage else { return nil }
        let shared = first.audience.intersection(second.audience).count
        overlap = Double(shared) / Double(first.audience.count + second.audience.count - shared)
        guard overlap < MeasureThreshold.disjointAudiences else { return nil }
        self.first = first
        self.second = second
    }
}
