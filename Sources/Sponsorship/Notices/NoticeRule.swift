/// The rules that judge a transparency notice, with what they rest on and how hard they bite (reference 8.2 and 14.1).
///
/// N10 and N15 are no rules of their own: N23 and N25 judge their fields.
public enum NoticeRule: String, Hashable, Sendable, CaseIterable {
    case n00 = "N00"
    case n01 = "N01"
    case n02 = "N02"
    case n03 = "N03"
    case n04 = "N04"
    case n05 = "N05"
    case n06 = "N06"
    case n07 = "N07"
    case n08 = "N08"
    case n09 = "N09"
    case n11 = "N11"
    case n12 = "N12"
    case n13 = "N13"
    case n14 = "N14"
    case n16 = "N16"
    case n20 = "N20"
    case n21 = "N21"
    case n22 = "N22"
    case n23 = "N23"
    case n24 = "N24"
    case n25 = "N25"
    case n26 = "N26"
    case n27 = "N27"
    case n28 = "N28"
    case n29 = "N29"

    /// The article that the rule enforces.
    public var basis: String { entry.basis }

    /// What the rule does when it fires. N22 warns only, where a publication lies outside a sound period.
    public var effect: Effect { entry.effect }

    private var entry: (basis: String, effect: Effect) {
        switch self {
        case .n00: ("TTPA Art. 12(3)", .block)
        case .n01: ("TTPA Art. 12(1)(a)", .block)
        case .n02: ("TTPA Art. 12(1)(a)", .block)
        case .n03: ("TTPA Art. 12(1)(b)", .block)
        case .n04: ("TTPA Art. 12(1)(c)", .block)
        case .n05: ("TTPA Art. 12(1)(d)", .block)
        case .n06: ("TTPA Art. 12(1)(d)", .block)
        case .n07: ("TTPA Art. 12(1)(e)", .block)
        case .n08: ("TTPA Art. 12(1)(f)", .block)
        case .n09: ("TTPA Art. 12(1)(g)", .block)
        case .n11: ("TTPA Art. 12(1)(i)", .block)
        case .n12: ("TTPA Art. 12(1)(j)", .block)
        case .n13: ("TTPA Art. 12(1)(k)", .block)
        case .n14: ("TTPA Art. 12(1)(l), 11(1)(d)", .block)
        case .n16: ("TTPA Art. 12(1)(m)", .block)
        case .n20: ("TTPA Art. 12(1)(d)", .block)
        case .n21: ("TTPA Art. 12(1)(d)", .block)
        case .n22: ("TTPA Art. 12(1)(c)", .block)
        case .n23: ("TTPA Art. 12(1)(h)", .block)
        case .n24: ("TTPA Art. 12(1)(i)", .block)
        case .n25: ("TTPA Art. 12(1)(l), 19(1)", .block)
        case .n26: ("TTPA Art. 11(1)(d), 12(2)", .hold)
        case .n27: ("TTPA Art. 12(3)", .block)
        case .n28: ("TTPA Art. 12(1)(a)", .warn)
        case .n29: ("TTPA Art. 12(3)", .warn)
        }
    }
}
