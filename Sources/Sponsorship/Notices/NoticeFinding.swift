public import Daylight

/// One rule that fired on one field of a notice.
public struct NoticeFinding: Hashable, Sendable {
    public let rule: NoticeRule
    /// The path of the field, such as `sponsor.email` or `officialInfoLinks[0]`.
    public let field: String
    public let effect: Effect
    /// What is wrong and what to write instead, as a sentence.
    public let message: String

    /// The shape of `daylight ads validate --json`.
    public var json: JSONValue {
        [
            "rule": .string(rule.rawValue), "field": .string(field), "severity": .string(effect.rawValue),
            "basis": .string(rule.basis), "message": .string(message),
        ]
    }
}

/// Findings in the order they were made: one for a rule and a field, and not more than a bound.
struct FindingList {
    /// A notice with more faults than this is no notice; the rest are not listed.
    static let most = 10_000

    private struct Key: Hashable {
        let rule: NoticeRule
        /// Bytes: two spellings of one letter are two names.
        let field: [UInt8]
    }

    private(set) var findings: [NoticeFinding] = []
    private var seen: Set<Key> = []

    mutating func add(_ rule: NoticeRule, _ field: String, effect: Effect? = nil, _ message: String) {
        guard findings.count < Self.most, seen.insert(Key(rule: rule, field: Array(field.utf8))).inserted else { return }
        findings.append(NoticeFinding(rule: rule, field: field, effect: effect ?? rule.effect, message: message))
    }

    var blocks: Bool { findings.contains { $0.effect == .block } }
}
