/// The rules that judge declarations and orders, with what they rest on (reference 8.2).
public enum DeclarationRule: String, Hashable, Sendable, CaseIterable {
    case d01 = "D01"
    case d02 = "D02"
    case d03 = "D03"
    case d04 = "D04"
    case d05 = "D05"
    case d06 = "D06"
    case d07 = "D07"
    case d08 = "D08"
    case d09 = "D09"
    case d10 = "D10"

    /// The article that the rule enforces.
    public var basis: String {
        switch self {
        case .d01: "TTPA Art. 7(1)"
        case .d02: "TTPA Art. 7(2), 12(1)(a)"
        case .d03: "TTPA Art. 12(1)(a)"
        case .d04, .d05: "TTPA Art. 5(2)"
        case .d06: "TTPA Art. 7, 8"
        case .d07: "TTPA Art. 7(1)"
        case .d08: "TTPA Art. 5(2), 12(1)(e)"
        case .d09: "TTPA Art. 12(1)(g)"
        case .d10: "TTPA Art. 7(3)"
        }
    }

    public var effect: Effect {
        switch self {
        case .d01, .d02, .d03, .d04, .d05: .block
        case .d06, .d07, .d08, .d09, .d10: .hold
        }
    }
}

/// One rule that fired on an order.
public struct DeclarationFinding: Hashable, Sendable {
    public let rule: DeclarationRule
    public let message: String

    public var effect: Effect { rule.effect }
}
