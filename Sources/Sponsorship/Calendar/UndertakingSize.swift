/// Size of an undertaking (Directive 2013/34/EU Art. 3), on which some duties and deadlines depend.
public enum UndertakingSize: String, Hashable, Sendable, CaseIterable, Comparable {
    case micro
    case small
    case medium
    case large

    public static func < (left: UndertakingSize, right: UndertakingSize) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }
}
