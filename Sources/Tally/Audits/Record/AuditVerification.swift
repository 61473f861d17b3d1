public import Daylight

/// An audit done again from its public files: whether every step was as it had to be, and whether the outcome is confirmed.
public struct AuditVerification: Sendable {
    public enum Code: String, Hashable, Sendable {
        /// A file is not the one that was committed to, or was not committed to at all.
        case commitment = "COMMITMENT"
        /// The seed was not drawn after the commitments.
        case seedEarly = "SEED_EARLY"
        /// The seed has fewer than 20 digits.
        case seedShort = "SEED_SHORT"
        /// Manifest, records and reported votes do not fit each other.
        case manifest = "MANIFEST"
        case records = "RECORDS"
        /// A sample that the seed does not give, or that leaves out what was drawn before.
        case sample = "SAMPLE"
        /// A drawn ballot without an interpretation, or the reverse.
        case interpretation = "INTERPRETATION"
        /// The announced risk is not the one that follows.
        case risk = "RISK"
        /// No round, or a risk above the limit after the last one.
        case notConfirmed = "NOT_CONFIRMED"
    }

    public struct Finding: Hashable, Sendable {
        public let code: Code
        public let file: String
        public let message: String
    }

    public struct Round: Sendable {
        public let number: Int
        public let draws: Int
        public let risk: MeasuredRisk
        public let statedRisk: Double
    }

    public let contest: String
    public let method: String
    public let limit: RiskLimit
    public let rounds: [Round]
    public let findings: [Finding]

    /// Whether nothing was found and the last risk is within the limit.
    public var isConfirmed: Bool { findings.isEmpty }

    /// - Throws: ``InputError`` naming the file and the member that cannot be read.
    public init(_ folder: AuditFolder) throws(InputError) {
        var check = try AuditCheck(folder)
        try check.run()
        contest = check.audited.name
        method = check.audited.method.rawValue
        limit = check.audited.limit
        rounds = check.rounds
        findings = check.findings
    }

    /// The answer of `daylight count audit verify --json`.
    public var json: JSONValue {
        [
            "contest": .string(contest), "method": .string(method), "riskLimit": .real(limit.value),
            "confirmed": .bool(isConfirmed),
            "rounds": .array(
                rounds.map {
                    [
                        "round": .integer($0.number), "draws": .integer($0.draws), "p": .real($0.risk.p),
                        "stated": .real($0.statedRisk), "confirmed": .bool($0.risk.isConfirmed),
                    ]
                }),
            "findings": .array(
                findings.map {
                    ["code": .string($0.code.rawValue), "file": .string($0.file), "message": .string($0.message)]
                }),
        ]
    }
}
