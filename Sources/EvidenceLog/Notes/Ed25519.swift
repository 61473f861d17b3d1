import FoundationEssentials

import enum Crypto.Curve25519

/// Ed25519 (RFC 8032) over byte arrays.
enum Ed25519 {
    static let keyByteCount = 32
    static let signatureByteCount = 64

    static func isValid(_ signature: some Collection<UInt8>, over message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureByteCount,
            let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }

    /// A private key made from its 32-byte seed.
    struct PrivateKey: Sendable {
        let seed: [UInt8]
        let publicKey: [UInt8]
        private let key: Curve25519.Signing.PrivateKey

        /// `nil` unless there are 32 bytes.
        init?(seed: [UInt8]) {
            guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
            self.key = key
            self.seed = seed
            publicKey = Array(key.publicKey.rawRepresentation)
        }

        /// A new key from the given source of randomness.
        init(random: inout some RandomNumberGenerator) {
            while true {
                let seed = (0..<keyByteCount).map { _ in UInt8.random(in: .min ... .max, using: &random) }
                // Every 32 bytes are a seed, so this loop runs once.
                if let key = Self(seed: seed) {
                    self = key
                    return
                }
            }
        }

        /// `nil` only if the library refuses to sign.
        func sign(_ message: [UInt8]) -> [UInt8]? {
            (try? key.signature(for: message)).map { Array($0) }
        }
    }
}
