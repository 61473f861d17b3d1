public import Daylight

/// A notice judged by all its rules (TTPA Art. 12; reference 14.1).
public struct NoticeReview: Sendable {
    /// Every rule that fired, once for each field. A notice with more than 10,000 faults has the first of them.
    public let findings: [NoticeFinding]
    /// The notice as a value; there exactly when no finding blocks it.
    public let notice: TransparencyNotice?

    /// Judges the members of a notice.
    public init(_ notice: JSONObject, context: NoticeContext = NoticeContext()) {
        var reader = NoticeReader(notice, context: context)
        let parts = reader.parts()
        var judge = NoticeJudge(parts: parts, context: context, findings: reader.findings)
        judge.judge()
        findings = judge.findings.findings
        self.notice = judge.findings.blocks ? nil : parts.notice
    }

    /// Nothing refuses the notice, and nothing has to be looked at by a person.
    public var isValid: Bool { findings.allSatisfy { $0.effect == .warn } }

    /// The object that `daylight ads validate --json` prints.
    public var json: JSONValue {
        ["valid": .bool(isValid), "findings": .array(findings.map(\.json))]
    }
}
