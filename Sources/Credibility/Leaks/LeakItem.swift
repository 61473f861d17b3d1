public import Daylight

/// One file of a leak. The file itself stays where it is; a case holds its digest.
public struct LeakItem: Hashable, Sendable {
    /// Longest name, in Unicode scalars.
    public static let nameLimit = 1024

    /// The file's name, as far as it can be shown.
    public let file: String
    public let sha256: Digest
    /// Bytes.
    public let size: Int64
    /// Told by the content.
    public let type: LeakMediaType
    /// What the signatures of a mail say.
    public let mail: LeakMail?
    public internal(set) var findings: [LeakAspect: LeakFinding]

    /// - Parameters:
    ///   - file: its name; what cannot be shown is replaced.
    ///   - size: in bytes.
    public init(file: String, sha256: Digest, size: Int64, type: LeakMediaType, mail: LeakMail? = nil) {
        let name = LeakText.shown(file, limit: Self.nameLimit)
        self.file = name.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? "\u{FFFD}" : name
        self.sha256 = sha256
        self.size = max(0, size)
        self.type = type
        self.mail = mail
        findings = [:]
    }

    init(
        exactly file: String, sha256: Digest, size: Int64, type: LeakMediaType, mail: LeakMail?,
        findings: [LeakAspect: LeakFinding]
    ) {
        self.file = file
        self.sha256 = sha256
        self.size = size
        self.type = type
        self.mail = mail
        self.findings = findings
    }

    /// Whether all four questions are answered, if only by "unknown".
    public var isAssessed: Bool { LeakAspect.allCases.allSatisfy { findings[$0] != nil } }
}

/// The short form of a ``MailFinding``: what a reader of a case has to know of the signatures.
public struct LeakMail: Hashable, Sendable {
    public let verdict: MailFinding.Verdict
    /// Domain of the signature that the rest is about; `nil` without one.
    public let domain: String?
    /// Of From, To, Cc, Subject, Date and Message-ID those that are not signed, in small letters.
    public let headersNotCovered: [String]
    /// Bytes of the canonical body.
    public let bodyCovered: Int?
    public let bodyTotal: Int?
    public let warnings: [DKIMFinding.Warning]

    /// The best signature speaks: of several that hold, one whose key is still secret before others.
    public init(_ finding: MailFinding) {
        verdict = finding.verdict
        let best = finding.signatures.filter { .signed($0.verdict) == finding.verdict }
        let signature =
            best.first { !$0.warnings.contains(.keyDisclosed) } ?? best.first ?? finding.signatures.first
        domain = signature?.domain.map { LeakText.shown($0, limit: Self.domainLimit) }
        headersNotCovered = (signature?.headersNotCovered ?? []).filter(Self.watched.contains)
        bodyCovered = signature?.bodyCovered
        bodyTotal = signature?.bodyTotal
        warnings = signature?.warnings ?? []
    }

    /// - Parameter headersNotCovered: in small letters.
    public init(
        verdict: MailFinding.Verdict, domain: String?, headersNotCovered: [String], bodyCovered: Int?, bodyTotal: Int?,
        warnings: [DKIMFinding.Warning]
    ) {
        self.verdict = verdict
        self.domain = domain
        self.headersNotCovered = headersNotCovered
        self.bodyCovered = bodyCovered
        self.bodyTotal = bodyTotal
        self.warnings = warnings
    }

    static let domainLimit = 255
    static let watched = ["from", "to", "cc", "subject", "date", "message-id"]

    /// A server of the domain signed it, and nobody else could have.
    public var isSignedByItsServer: Bool { verdict.isPass && !warnings.contains(.keyDisclosed) }
    /// The signature holds, but the key's private half was published.
    public var isSignedByAnybody: Bool { verdict.isPass && warnings.contains(.keyDisclosed) }
    /// There is a signature and it does not hold.
    public var hasFailed: Bool { verdict == .signed(.failBody) || verdict == .signed(.failSignature) }
    /// Parts that people read are not signed.
    public var isSignedInPartOnly: Bool {
        verdict.isPass && (!headersNotCovered.isEmpty || (bodyCovered ?? 0) < (bodyTotal ?? 0))
    }
}
