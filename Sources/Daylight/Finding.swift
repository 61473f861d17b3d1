/// Something a module measured about one or more subjects. A finding proposes; a person decides.
public struct Finding: Hashable, Sendable {
    /// Stable and public: the first 16 hexadecimal digits of the evidence's digest.
    public struct ID: Hashable, Sendable, CustomStringConvertible {
        public let text: String

        public init(evidence: Digest) { text = String(evidence.hex.prefix(16)) }

        /// `nil` unless the text is 16 lower-case hexadecimal digits.
        public init?(_ text: some StringProtocol) {
            guard text.utf8.count == 16, Hex.decode(text) != nil else { return nil }
            self.text = String(text)
        }

        public var description: String { text }
    }

    public let id: ID
    public let question: Question
    /// What kind of measurement, for instance `coordination`.
    public let kind: String
    public let subjects: [Subject]
    /// Plain sentences with the numbers in them.
    public let summary: String
    /// The evidence file: JSON, always written in the same order.
    public let evidence: [UInt8]
    public let created: Timestamp

    public init(
        question: Question, kind: String, subjects: [Subject], summary: String, evidence: [UInt8], created: Timestamp
    ) {
        self.id = ID(evidence: Digest(of: evidence))
        self.question = question
        self.kind = kind
        self.subjects = subjects
        self.summary = summary
        self.evidence = evidence
        self.created = created
    }
}

/// What a reviewer made of a finding.
public enum Verdict: String, CaseIterable, Hashable, Sendable {
    case coordinatedAndDeceptive = "coordinated and deceptive"
    case declaredGroup = "declared group"
    case organic
    /// An ad breaks a rule of political advertising.
    case breach
    /// It does not, or what was measured has another reason.
    case noBreach = "no breach"
    case needMore = "need more"
}

extension Question {
    /// The verdicts that answer a finding on this question.
    public var verdicts: [Verdict] {
        switch self {
        case .whoPaid, .whyAmISeeingIt: [.breach, .noBreach, .needMore]
        default: [.coordinatedAndDeceptive, .declaredGroup, .organic, .needMore]
        }
    }
}
