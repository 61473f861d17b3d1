/// What a fact-checker found, in the ten kinds that publishers' own words are sorted into (credibility reference,
/// section 4.2).
public enum FactCheckVerdict: String, Hashable, Sendable, CaseIterable {
    case `false`
    case mostlyFalse
    case misleading
    case missingContext
    case mixed
    case unproven
    case satire
    case altered
    case mostlyTrue
    case `true`
    /// Neither words nor number say anything known.
    case other

    /// From false to true in equal steps; the other kinds stand beside it.
    private static let scale: [FactCheckVerdict] = [.false, .mostlyFalse, .mixed, .mostlyTrue, .true]

    /// The kind that a number stands for where there are no words.
    ///
    /// - Parameter score: from 0 for false to 1 for true.
    public init(score: Double) {
        switch score {
        case ..<0.125: self = .false
        case ..<0.375: self = .mostlyFalse
        case ..<0.625: self = .mixed
        case ..<0.875: self = .mostlyTrue
        default: self = .true
        }
    }

    /// Whether the claim is not true as it stands.
    public var isFalse: Bool { self == .false || self == .mostlyFalse }

    /// Whether the claim must not stand without what the check says.
    public var isDisputed: Bool { isFalse || self == .misleading || self == .missingContext || self == .altered }

    /// Whether both stand on the scale, two steps or more apart.
    public func disagrees(with other: FactCheckVerdict) -> Bool {
        guard let own = Self.scale.firstIndex(of: self), let theirs = Self.scale.firstIndex(of: other) else { return false }
        return abs(own - theirs) >= 2
    }
}
