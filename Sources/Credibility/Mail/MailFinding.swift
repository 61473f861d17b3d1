public import Daylight

/// What the signatures of a mail's servers say about it (credibility reference, sections 9.4 and 11.5).
public struct MailFinding: Hashable, Sendable {
    /// Some line ended in LF alone; all were read as if in CRLF.
    public let hadBareLF: Bool
    public let verdict: Verdict
    /// From the top down, at most ten.
    public let signatures: [DKIMFinding]
    /// What servers that handed the mail on say. The verdict does not depend on it.
    public let chain: ARCFinding

    /// The best that a signature says, unless the message has no signature or not exactly one author.
    public enum Verdict: Hashable, Sendable {
        case none
        case malformed
        case signed(DKIMFinding.Verdict)

        /// As the contract spells it.
        public var name: String {
            switch self {
            case .none: "none"
            case .malformed: "malformed"
            case .signed(let verdict): verdict.rawValue
            }
        }

        /// Whether a domain's server signed the message as it is.
        public var isPass: Bool { self == .signed(.pass) }
    }

    /// The members behind `file`.
    public var members: [JSONObject.Member] {
        [
            .init("bareLF", .bool(hadBareLF)), .init("verdict", .string(verdict.name)),
            .init("signatures", .array(signatures.map(\.json))),
            .init("arc", chain.json),
        ]
    }
}

/// What one signature says.
public struct DKIMFinding: Hashable, Sendable {
    /// From the best to the worst.
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        case pass
        case failBody = "fail-body"
        case failSignature = "fail-signature"
        case revoked
        case noKey = "no-key"
        case malformed
    }

    /// What to know besides the verdict.
    public enum Warning: String, Hashable, Sendable, CaseIterable {
        /// RSA of 1024 to 2047 bits.
        case weakKey = "weak-key"
        /// The domain only tries the key out.
        case testMode = "test-mode"
        /// Only so many bytes of the body were signed; more may have been added.
        case lengthTag = "l-tag"
        /// A header that people read stands there twice.
        case duplicateHeader = "duplicate-header"
        case expired
        /// The key's private half was published: anybody may have signed.
        case keyDisclosed = "key-disclosed"
        case obsoleteAlgorithm = "obsolete-algorithm"
    }

    public var verdict: Verdict
    public var domain: String?
    public var selector: String?
    public var algorithm: String?
    /// Header and body, `relaxed/simple`.
    public var canonicalization: String?
    /// Of the modulus; 256 for Ed25519.
    public var keyBits: Int?
    /// Seconds since 1970, as the signer says.
    public var signedAt: Int64?
    public var expiresAt: Int64?
    /// In small letters, in the order of the signature.
    public var headersCovered: [String] = []
    /// Of the six that people read: those with a field that is not signed.
    public var headersNotCovered: [String] = []
    /// Bytes of the canonical body; `nil` for a malformed signature.
    public var bodyCovered: Int?
    public var bodyTotal: Int?
    public var warnings: [Warning] = []

    /// As `daylight claims mail verify --json` prints it.
    public var json: JSONValue {
        [
            "verdict": .string(verdict.rawValue), "domain": .optional(domain), "selector": .optional(selector),
            "algorithm": .optional(algorithm), "canonicalization": .optional(canonicalization),
            "keyBits": keyBits.map { .integer($0) } ?? .null, "signedAt": signedAt.map { .integer($0) } ?? .null,
            "expiresAt": expiresAt.map { .integer($0) } ?? .null,
            "headersCovered": .array(headersCovered.map(JSONValue.string)),
            "headersNotCovered": .array(headersNotCovered.map(JSONValue.string)),
            "bodyCovered": bodyCovered.map { .integer($0) } ?? .null, "bodyTotal": bodyTotal.map { .integer($0) } ?? .null,
            "warnings": .array(warnings.map { .string($0.rawValue) }),
        ]
    }
}
