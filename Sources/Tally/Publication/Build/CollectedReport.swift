public import Daylight

/// The current report of a unit as a publication takes it in, with what came with it.
public struct CollectedReport: Sendable {
    public let report: StationReport
    /// The canonical bytes: what is published, hashed and signed.
    public let bytes: [UInt8]
    /// SHA-256 of the bytes.
    public let digest: Digest
    public let keyId: String?
    /// 64 bytes.
    public let signature: [UInt8]?
    public let signedAt: Timestamp?
    public let receivedAt: Timestamp?
    /// The server's receipt, in its own form.
    public let receipt: JSONValue?
    /// What is published beside the report: whatever of `sha256`, `keyId`, `signature`, `signedAt`, `receivedAt` and `receipt`
    /// is known. Made here, where several reports can be read at a time.
    let envelope: [UInt8]
    let envelopeDigest: Digest

    /// - Parameter object: the report as it was signed.
    /// - Throws: ``InputError`` whose field is a JSON pointer into the report, when it is not built as the definition demands.
    public init(
        _ object: JSONObject, of definition: ElectionDefinition, keyId: String? = nil, signature: [UInt8]? = nil,
        signedAt: Timestamp? = nil, receivedAt: Timestamp? = nil, receipt: JSONValue? = nil
    ) throws(InputError) {
        report = try StationReport(.object(object), of: definition)
        bytes = try CanonicalReport.bytes(of: .object(object))
        digest = Digest(of: bytes)
        self.keyId = keyId
        self.signature = signature
        self.signedAt = signedAt
        self.receivedAt = receivedAt
        self.receipt = receipt
        var envelope: JSONObject = ["sha256": .string(digest.hex)]
        if let keyId { envelope["keyId"] = .string(keyId) }
        if let signature { envelope["signature"] = .string(Base64.encode(signature)) }
        if let signedAt { envelope["signedAt"] = .string(signedAt.description) }
        if let receivedAt { envelope["receivedAt"] = .string(receivedAt.description) }
        if let receipt { envelope["receipt"] = receipt }
        self.envelope = try CanonicalReport.bytes(of: .object(envelope))
        envelopeDigest = Digest(of: self.envelope)
    }

    /// Takes an envelope that was accepted (tally reference, section 11.3); its member `receipt` is kept as it is.
    public init(accepted envelope: JSONValue, of definition: ElectionDefinition) throws(InputError) {
        let reader = try MemberReader(envelope, path: "/")
        try self.init(
            try reader.object("report"), of: definition,
            keyId: reader.optional("keyId") == nil ? nil : try reader.string("keyId"),
            signature: reader.optional("signature")?.stringValue.flatMap { Base64.decode($0) },
            signedAt: try reader.optionalInstant("signedAt"), receivedAt: try reader.optionalInstant("receivedAt"),
            receipt: reader.optional("receipt"))
    }

    /// The report as it was signed.
    public var object: JSONObject {
        (try? JSONParser.parse(bytes, limits: .init(bytes: bytes.count)))?.objectValue ?? JSONObject()
    }
}
