/// A salted commitment to something private: it can be logged for ever, opened by showing salt and message, and loses
/// its meaning when the salt is erased.
///
/// `c = SHA-256("daylight-commitment/v1" || 0x0A || salt || message)`. The salt is 32 random bytes, one for each item,
/// never derived from anything; without it the digest of a guessable message would be personal data.
public struct Commitment: Hashable, Sendable {
    public static let saltByteCount = 32

    public let digest: Digest

    /// - Precondition: `salt` has ``saltByteCount`` bytes.
    public init(salt: [UInt8], message: [UInt8]) {
        precondition(salt.count == Self.saltByteCount, "a commitment's salt has 32 bytes")
        digest = Digest(of: Array("daylight-commitment/v1\n".utf8) + salt + message)
    }
}
