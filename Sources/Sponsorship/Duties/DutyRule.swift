/// The rules on what is due, with what they rest on (reference 8.2).
public enum DutyRule: String, Hashable, Sendable, CaseIterable {
    case r01 = "R01"
    case r02 = "R02"
    case r03 = "R03"
    case r04 = "R04"
    case r05 = "R05"

    /// The article that the rule enforces.
    public var basis: String {
        switch self {
        case .r01: "TTPA Art. 13(2)"
        case .r02: "TTPA Art. 15(7)"
        case .r03: "TTPA Art. 16(3), 16(4)"
        case .r04: "TTPA Art. 9(3), 12(4), 13(3), 19(1)(a)"
        case .r05: "TTPA Art. 17"
        }
    }
}
