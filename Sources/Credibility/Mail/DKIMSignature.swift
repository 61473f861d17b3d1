import Daylight

/// A DKIM-Signature field that can be judged (RFC 6376, section 3.5; RFC 8301, 8463).
struct DKIMSignature {
    let algorithm: DKIMAlgorithm
    let signature: [UInt8]
    let bodyHash: [UInt8]
    let header: DKIMCanonicalization
    let body: DKIMCanonicalization
    let domain: String
    let selector: String
    /// The domain of the signing identity: the signer's own or one below.
    let identityDomain: String
    /// Names of the signed fields, in small letters.
    let headers: [String]
    /// How many bytes of the canonical body were signed; `nil` for all.
    let length: Int?
    let signedAt: Int64?
    let expiresAt: Int64?

    /// Which field it is.
    enum Kind {
        /// DKIM-Signature.
        case dkim
        /// ARC-Message-Signature: without a version, with the instance in `i`, and never over a seal (RFC 8617, section 4.1.2).
        case chain
    }

    /// `nil` for a malformed field, as section 11.5 of the credibility reference counts them.
    init?(_ tags: DKIMTagList, as kind: Kind = .dkim) {
        guard tags["v"] == "1" || kind == .chain, let algorithm = tags["a"].flatMap(DKIMAlgorithm.init(rawValue:)),
            let signature = tags["b"], !signature.isEmpty, let bodyHash = tags["bh"], !bodyHash.isEmpty,
            let domain = tags["d"], !domain.isEmpty, let selector = tags["s"], !selector.isEmpty,
            let headers = tags.list("h")?.map({ $0.lowercased() }), headers.contains("from"), !headers.contains(""),
            kind == .dkim || !headers.contains("arc-seal")
        else { return nil }
        let methods = Self.methods(tags["c"])
        guard let header = methods.first, let body = methods.last, methods.count == 2 else { return nil }
        let identity = kind == .dkim ? tags["i"] ?? "@" + domain : "@" + domain
        guard let at = identity.lastIndex(of: "@") else { return nil }
        let identityDomain = identity[identity.index(after: at)...].lowercased()
        guard identityDomain == domain.lowercased() || identityDomain.hasSuffix("." + domain.lowercased()) else { return nil }
        var numbers: [String: Int64] = [:]
        for name in ["l", "t", "x"] {
            guard let text = tags[name] else { continue }
            guard let number = Self.number(text) else { return nil }
            numbers[name] = number
        }
        self.algorithm = algorithm
        (self.signature, self.bodyHash) = (DKIMTagList.base64(signature), DKIMTagList.base64(bodyHash))
        (self.header, self.body) = (header, body)
        (self.domain, self.selector, self.identityDomain) = (domain, selector, identityDomain)
        self.headers = headers
        length = numbers["l"].map(Int.init(clamping:))
        (signedAt, expiresAt) = (numbers["t"], numbers["x"])
    }

    /// For the header and for the body; empty for a name that nobody knows.
    private static func methods(_ text: String?) -> [DKIMCanonicalization] {
        guard let text else { return [.simple, .simple] }
        let names = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let methods = names.compactMap(DKIMCanonicalization.init(rawValue:))
        guard methods.count == names.count, methods.count <= 2 else { return [] }
        return methods.count == 1 ? methods + [.simple] : methods
    }

    /// Digits; what is too large for the type counts as its largest number.
    private static func number(_ text: String) -> Int64? {
        guard !text.isEmpty, text.utf8.count <= 76, text.utf8.allSatisfy(\.isDigit) else { return nil }
        return Int64(text) ?? .max
    }
}

/// How a message is signed.
enum DKIMAlgorithm: String, Hashable, Sendable {
    case rsaSHA256 = "rsa-sha256"
    case ed25519SHA256 = "ed25519-sha256"
}
