public import Daylight

/// A signed body with its type (DSSE 1.0.2), as JSON.
public struct Envelope: Hashable, Sendable {
    /// One signature. The keyid is a hint that decides nothing.
    public struct Signature: Hashable, Sendable {
        /// The hint, if the sender wrote one.
        public let keyID: String?
        /// The signature's bytes.
        public let signature: [UInt8]
    }

    /// Most bytes of a log entry: the tile format gives its length 16 bits.
    public static let entryLimit = 65_535
    /// Most signatures that are looked at.
    public static let signatureLimit = 64

    /// The body that was signed.
    public let payload: [UInt8]
    /// What the body is, compared exactly.
    public let payloadType: String
    /// At least one.
    public let signatures: [Signature]

    init(payload: [UInt8], payloadType: String, signatures: [Signature]) {
        self.payload = payload
        self.payloadType = payloadType
        self.signatures = signatures
    }

    /// Reads an envelope. Unknown members are ignored, a name that stands twice is refused.
    ///
    /// - Throws: `InputError` naming the field.
    public init(parsing json: [UInt8]) throws(InputError) {
        guard let object = try JSONParser.parse(json).objectValue else {
            throw Self.fault("", "a JSON object", "another value")
        }
        guard let payloadType = object["payloadType"]?.stringValue else {
            throw Self.fault("payloadType", "a string", object["payloadType"]?.kind ?? "nothing")
        }
        guard let list = object["signatures"]?.arrayValue, (1...Self.signatureLimit).contains(list.count) else {
            throw Self.fault("signatures", "an array of 1 to \(Self.signatureLimit)", object["signatures"]?.kind ?? "nothing")
        }
        var signatures: [Signature] = []
        for value in list { signatures.append(try Self.signature(value)) }
        self.init(
            payload: try Self.base64(object["payload"], "payload"), payloadType: payloadType, signatures: signatures)
    }

    private static func signature(_ value: JSONValue) throws(InputError) -> Signature {
        guard value.objectValue != nil else { throw fault("signatures", "objects", value.kind) }
        let keyID = value["keyid"]
        guard keyID == nil || keyID?.stringValue != nil else { throw fault("keyid", "a string", keyID?.kind ?? "nothing") }
        return Signature(keyID: keyID?.stringValue, signature: try base64(value["sig"], "sig"))
    }

    private static func base64(_ value: JSONValue?, _ field: String) throws(InputError) -> [UInt8] {
        guard let text = value?.stringValue else { throw fault(field, "a base64 string", value?.kind ?? "nothing") }
        guard let bytes = Base64.decode(text, alphabet: .either) else { throw fault(field, "base64", text) }
        return bytes
    }

    private static func fault(_ field: String, _ expected: String, _ found: String) -> InputError {
        InputError(source: "envelope", field: field, expected: expected, found: found)
    }

    /// The bytes that are signed: `DSSEv1 <length> <type> <length> <body>`, lengths in bytes.
    public static func preAuthenticationEncoding(type: String, body: [UInt8]) -> [UInt8] {
        Array("DSSEv1 \(type.utf8.count) \(type) \(body.count) ".utf8) + body
    }

    /// The bytes that each signature of this envelope covers.
    public var signedBytes: [UInt8] { Self.preAuthenticationEncoding(type: payloadType, body: payload) }

    /// The one form in which an envelope becomes a log entry: fields in order, no white space, standard base64.
    public var serialized: [UInt8] {
        let list = signatures.map { signature -> JSONValue in
            var object = JSONObject()
            if let keyID = signature.keyID { object["keyid"] = .string(keyID) }
            object["sig"] = .string(Base64.encode(signature.signature))
            return .object(object)
        }
        let envelope: JSONValue = [
            "payload": .string(Base64.encode(payload)), "payloadType": .string(payloadType), "signatures": .array(list),
        ]
        return CanonicalJSON.lineBytes(envelope)
    }

    /// The keys among `keys` that verify some signature, in the order given, each once. Keyids are not looked at.
    public func verifyingKeys(among keys: [SignerKey]) -> [SignerKey] {
        let message = signedBytes
        var found: [SignerKey] = []
        for key in keys where !found.contains(key) {
            if signatures.contains(where: { Ed25519.isValid($0.signature, over: message, publicKey: key.publicKey) }) {
                found.append(key)
            }
        }
        return found
    }

    /// Accepts a statement's envelope that at least `threshold` distinct keys signed.
    ///
    /// - Returns: the keys that verified, in the order given.
    /// - Throws: ``VerificationError`` for too few, or for another payload type.
    public func verify(keys: [SignerKey], threshold: Int = 1) throws(VerificationError) -> [SignerKey] {
        guard threshold >= 1 else { throw VerificationError("envelope: expected a threshold of at least 1, found \(threshold)") }
        let verified = verifyingKeys(among: keys)
        guard verified.count >= threshold else {
            throw VerificationError("envelope: \(verified.count) of the given keys signed it, \(threshold) must have")
        }
        guard payloadType.utf8.elementsEqual(Statement.payloadType.utf8) else {
            throw VerificationError("envelope: expected the payload type \(Statement.payloadType), found \(payloadType)")
        }
        return verified
    }
}
