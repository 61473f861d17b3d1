public import Daylight

/// The public key of someone who signs statements: Ed25519 in a SubjectPublicKeyInfo (RFC 8410), in files as PEM.
public struct SignerKey: Hashable, Sendable {
    private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]

    /// 32 bytes.
    public let publicKey: [UInt8]
    /// Lower-case hexadecimal SHA-256 of the SubjectPublicKeyInfo; the keyid we write into envelopes.
    public let keyID: String

    init(publicKey: [UInt8]) {
        self.publicKey = publicKey
        keyID = Digest(of: Self.prefix + publicKey).hex
    }

    /// Reads DER.
    ///
    /// - Throws: `InputError` unless it is the SubjectPublicKeyInfo of an Ed25519 key.
    public init(spki: [UInt8]) throws(InputError) {
        guard spki.count == Self.prefix.count + Ed25519.keyByteCount, spki.starts(with: Self.prefix) else {
            throw InputError(
                field: "public key", expected: "a SubjectPublicKeyInfo of an Ed25519 key, 44 bytes",
                found: "\(spki.count) other bytes")
        }
        self.init(publicKey: Array(spki.dropFirst(Self.prefix.count)))
    }

    /// Reads a PEM `PUBLIC KEY` file.
    ///
    /// - Throws: `InputError` for any other content.
    public init(pem: [UInt8]) throws(InputError) {
        try self.init(spki: PEM.decode(pem, label: "PUBLIC KEY"))
    }

    /// The SubjectPublicKeyInfo.
    public var spki: [UInt8] { Self.prefix + publicKey }

    /// The PEM file.
    public var pem: String { PEM.encode(spki, label: "PUBLIC KEY") }
}
