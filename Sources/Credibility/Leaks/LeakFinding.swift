public import Daylight

/// One of the four questions about an item of a leak. They are answered one by one and never added up (credibility reference,
/// section 9.1).
public enum LeakAspect: String, Hashable, Sendable, CaseIterable {
    /// The item is what it is said to be.
    case authentic
    /// It is complete and unaltered.
    case complete
    /// It was obtained lawfully; what contradicts this calls it hacked or stolen.
    case lawful
    /// It is known who released it and who gains.
    case gain

    /// Whether an answer may be given for several items in one go. Never for what each item has to show by itself: in a mixed
    /// archive a genuine item lends its credit to the forged one beside it.
    public var isOfTheWholeFind: Bool { self == .lawful || self == .gain }
}

/// How far an answer goes.
public enum LeakLevel: String, Hashable, Sendable, CaseIterable {
    /// A part of it was shown to be so, such as by a signature or by the original party.
    case verifiedPart = "verified-part"
    /// Nothing speaks against it.
    case consistent
    case unknown
    /// Something speaks against it.
    case contradicted
    /// It was shown to be made up.
    case fabricated

    /// Whether something speaks for it.
    public var isFor: Bool { self == .verifiedPart || self == .consistent }
    /// Whether something speaks against it.
    public var isAgainst: Bool { self == .contradicted || self == .fabricated }
}

/// What a person found about one aspect of one item.
public struct LeakFinding: Hashable, Sendable {
    /// Most links to evidence.
    public static let evidenceLimit = 10
    /// Longest sentence, in Unicode scalars.
    public static let sentenceLimit = 1000

    public let level: LeakLevel
    public let sentence: String
    /// Addresses of the web.
    public let evidence: [WebAddress]
    /// Who found it.
    public let by: String
    public let at: Timestamp

    /// - Throws: ``InputError`` for an empty or too long sentence or name, control characters, or too many links.
    public init(
        _ level: LeakLevel, sentence: String, evidence: [WebAddress] = [], by: String, at: Timestamp
    ) throws(InputError) {
        guard evidence.count <= Self.evidenceLimit else {
            throw InputError(field: "evidence", expected: "at most \(Self.evidenceLimit) links", found: "\(evidence.count)")
        }
        self.level = level
        self.sentence = try LeakText.checked(sentence, "sentence", limit: Self.sentenceLimit, mayBreak: true)
        self.evidence = evidence
        self.by = try LeakText.checked(by, "by", limit: LeakText.nameLimit)
        self.at = at
    }
}
