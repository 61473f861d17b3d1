/// What a rule that fires does to the ad or the notice, weakest first.
public enum Effect: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Logged; the ad goes on.
    case warn
    /// A person has to look.
    case hold
    /// Refused.
    case block

    public static func < (left: Effect, right: Effect) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .warn: 0
        case .hold: 1
        case .block: 2
        }
    }
}
