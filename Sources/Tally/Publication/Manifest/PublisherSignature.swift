import Crypto
import Daylight

/// The signature of one publisher under a manifest or an index: Ed25519 over a prefix and the canonical bytes of the document
/// without its member `signatures`.
public struct PublisherSignature: Hashable, Sendable {
    /// What stands before the bytes of a manifest, so that its signature fits nothing else.
    public static let manifestPrefix = "daylight/results-manifest/v1\n"
    /// The same for an index.
    public static let indexPrefix = "daylight/results-index/v1\n"
    /// Most signatures under one document.
    static let countLimit = ElectionFacts.publisherLimit

    public let keyId: String
    /// 64 bytes.
    public let signature: [UInt8]

    public init(keyId: String, signature: [UInt8]) {
        self.keyId = keyId
        self.signature = signature
    }

    /// Reads the member `signatures`. A signature that is no base64 is kept as an empty one, which fits nothing: the document
    /// is then unsigned, not unreadable.
    static func read(_ document: MemberReader) throws(InputError) -> [PublisherSignature] {
        guard document.optional("signatures") != nil else { return [] }
        let values = try document.array("signatures")
        guard values.count <= countLimit else {
            throw document.fault("signatures", "at most \(countLimit)", .integer(values.count))
        }
        return values.map {
            PublisherSignature(
                keyId: $0["keyId"]?.stringValue ?? "", signature: Base64.decode($0["signature"]?.stringValue ?? "") ?? [])
        }
    }

    var json: JSONValue { ["keyId": .string(keyId), "signature": .string(Base64.encode(signature))] }

    /// How many different publishers have validly signed the bytes.
    static func count(of signatures: [PublisherSignature], over bytes: [UInt8], by publishers: [PublisherKey]) -> Int {
        var valid: Set<[UInt8]> = []
        for signature in signatures {
            guard let publisher = publishers.first(where: { $0.id == signature.keyId }), signature.signature.count == 64,
                !valid.contains(publisher.publicKey),
                let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publisher.publicKey),
                key.isValidSignature(signature.signature, for: bytes)
            else { continue }
            valid.insert(publisher.publicKey)
        }
        return valid.count
    }
}

extension CanonicalReport {
    /// Canonical bytes of any value, by the writer that is fast on counts and texts.
    static func bytes(of value: JSONValue) throws(InputError) -> [UInt8] {
        var bytes: [UInt8] = []
        try write(value, to: &bytes)
        return bytes
    }
}
