/// A published ranking policy: which features count how much, and which demotions take how much away (credibility reference,
/// section 8.2; Digital Services Act, Article 27).
///
/// The order of both lists is part of the policy: points are shown in it and demotions act in it.
public struct RankingPolicy: Hashable, Sendable {
    /// What speaks for showing a post.
    public struct Feature: Hashable, Sendable {
        public let name: String
        /// Milli-points for a value of 1,000,000; 0…1,000,000.
        public let weight: Int64
        /// Whether its value comes from what is known about the reader (DSA, Article 38).
        public let isProfiling: Bool
        /// Why it counts as it does, relative to the others (DSA, Article 27(2)(b)).
        public let reason: String

        public init(name: String, weight: Int64, isProfiling: Bool, reason: String) {
            (self.name, self.weight, self.isProfiling, self.reason) = (name, weight, isProfiling, reason)
        }
    }

    /// What makes a post stand lower, as soon as it is decided.
    public struct Demotion: Hashable, Sendable {
        public let name: String
        /// What is left, per mille; 0…1000.
        public let factor: Int64
        public let reason: String

        public init(name: String, factor: Int64, reason: String) {
            (self.name, self.factor, self.reason) = (name, factor, reason)
        }
    }

    /// The one feature that the ranker computes itself, from a post's age.
    public static let recency = "recency"
    /// Bounds of a policy: more would be none that a reader can understand.
    static let bounds = (features: 64, demotions: 16)
    static let weights: ClosedRange<Int64> = 0...1_000_000
    static let factors: ClosedRange<Int64> = 0...1000
    /// Seconds.
    static let halfLives: ClosedRange<Int64> = 1...1_000_000_000_000

    public let version: String
    /// The day or instant from which the policy is meant to hold, as written.
    public let validFrom: String
    /// Seconds in which a post's recency halves.
    public let halfLife: Int64
    public let features: [Feature]
    public let demotions: [Demotion]

    /// For members that were checked.
    init(version: String, validFrom: String, halfLife: Int64, features: [Feature], demotions: [Demotion]) {
        (self.version, self.validFrom, self.halfLife) = (version, validFrom, halfLife)
        (self.features, self.demotions) = (features, demotions)
    }

    /// The policy with every profiling feature's weight at 0: the option without profiling of DSA, Article 38.
    public var withoutProfiling: RankingPolicy {
        RankingPolicy(
            version: version, validFrom: validFrom, halfLife: halfLife,
            features: features.map {
                Feature(name: $0.name, weight: $0.isProfiling ? 0 : $0.weight, isProfiling: $0.isProfiling, reason: $0.reason)
            }, demotions: demotions)
    }

    /// The policy without any demotion's effect, to compare with.
    public var withoutDemotions: RankingPolicy {
        RankingPolicy(
            version: version, validFrom: validFrom, halfLife: halfLife, features: features,
            demotions: demotions.map { Demotion(name: $0.name, factor: Self.factors.upperBound, reason: $0.reason) })
    }

    /// The value of recency, 0…1,000,000: halves with each half-life, straight in between, 0 after twenty of them.
    public func recency(ofAge seconds: Int64) -> Int64 {
        let (halvings, rest) = seconds.quotientAndRemainder(dividingBy: halfLife)
        guard halvings < 20 else { return 0 }
        let (high, low) = (Int64(1_000_000) >> halvings, Int64(1_000_000) >> (halvings + 1))
        return high - (high - low) * rest / halfLife
    }
}
