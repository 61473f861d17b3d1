/// How a kind of coordinated group behaves.
public struct PlantedPlan: Hashable, Sendable {
    /// How well a group hides.
    public enum Disguise: String, CaseIterable, Sendable {
        /// The same objects within seconds, nearly everybody every time.
        case easy
        /// Jitter up to three quarters of a minute, partial participation, ordinary life around it.
        case hard
        /// Many different objects, each pushed by only a few of the members.
        case crossObject = "cross-object"
    }

    /// The kind.
    public var disguise: Disguise
    /// Groups of this kind.
    public var count: Int
    /// Accounts in a group.
    public var size: ClosedRange<Int>
    /// Objects a group pushes in the period.
    public var objects: ClosedRange<Int>
    /// Chance, 0 to 1, that a member takes part in one action; drawn once for each group.
    public var participation: ClosedRange<Double>
    /// Largest distance in seconds between the members of one action.
    public var jitter: Double
    /// Chance, 0 to 1, that a member who takes part comes minutes or hours late.
    public var straggling: Double

    /// Members act on the same objects within six seconds.
    public static func easy(count: Int) -> PlantedPlan {
        PlantedPlan(
            disguise: .easy, count: count, size: 5...10, objects: 14...22, participation: 0.85...0.95, jitter: 6,
            straggling: 0.02)
    }

    /// Members act up to 45 seconds apart, and somewhat more than half of them each time.
    public static func hard(count: Int) -> PlantedPlan {
        PlantedPlan(
            disguise: .hard, count: count, size: 4...12, objects: 24...34, participation: 0.64...0.76, jitter: 45,
            straggling: 0.1)
    }

    /// Over a hundred objects, each pushed by about a third of the members.
    public static func crossObject(count: Int) -> PlantedPlan {
        PlantedPlan(
            disguise: .crossObject, count: count, size: 8...12, objects: 110...140, participation: 0.3...0.36, jitter: 40,
            straggling: 0.05)
    }
}
