public import Daylight

/// Rules as bits.
struct RuleSet {
    private(set) var bits: UInt64 = 0

    init() {}

    init(_ rules: some Sequence<GateRule>) { for rule in rules { insert(rule) } }

    @inline(__always)
    mutating func insert(_ rule: GateRule) { bits |= Self.bit(rule) }

    @inline(__always)
    mutating func insert(_ rule: GateRule, if condition: Bool) { if condition { insert(rule) } }

    @inline(__always)
    func contains(_ rule: GateRule) -> Bool { bits & Self.bit(rule) != 0 }

    var isEmpty: Bool { bits == 0 }

    @inline(__always)
    private static func bit(_ rule: GateRule) -> UInt64 { 1 &<< UInt64(rule.rawValue) }
}

/// The rules as a whole, so that a decision can say by which it was made.
public enum GateRules {
    /// Raised when a rule's meaning changes.
    public static let version = "2026-11-26"

    /// SHA-256 over the table of rules: a line of id, effect, basis and condition each, and the version.
    public static let digest: Digest = {
        let lines = GateRule.allCases.map { rule in
            [rule.id, rule.effect?.rawValue ?? "by policy", "\(rule.basis)", "\(rule.condition)"].joined(separator: "\t")
        }
        return Digest(of: ([version] + lines).joined(separator: "\n").utf8)
    }()
}
