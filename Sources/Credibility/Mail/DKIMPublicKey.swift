import Crypto
import CryptoExtras

/// A key that signatures are verified with.
struct DKIMPublicKey {
    let bits: Int
    private let form: Form

    private enum Form {
        case rsa([UInt8])
        case ed25519([UInt8])
    }

    /// Fewest bits of an RSA key that counts (RFC 8301).
    static let fewestBits = 1024
    /// From here on an RSA key is not weak.
    static let strongBits = 2048
    /// Longer ones take longer to verify with than anybody should wait.
    private static let mostBits = 16_384

    /// `nil` for another kind of key than RSA and Ed25519, and for bytes that are none.
    init?(kind: String, _ bytes: [UInt8]) {
        switch kind {
        case "rsa":
            guard let bits = RSAKeyForm.modulusBits(bytes) else { return nil }
            (self.bits, form) = (bits, .rsa(bytes))
        case "ed25519":
            guard bytes.count == 32 else { return nil }
            (bits, form) = (256, .ed25519(bytes))
        default: return nil
        }
    }

    /// An RSA key that counts, but not for long.
    var isWeak: Bool {
        guard case .rsa = form else { return false }
        return (Self.fewestBits..<Self.strongBits).contains(bits)
    }

    func verifies(_ signature: [UInt8], of data: [UInt8], _ algorithm: DKIMAlgorithm) -> Bool {
        let digest = SHA256.hash(data: data)
        switch (form, algorithm) {
        case (.rsa(let bytes), .rsaSHA256):
            guard (Self.fewestBits...Self.mostBits).contains(bits),
                let key = try? _RSA.Signing.PublicKey(unsafeDERRepresentation: bytes)
            else { return false }
            return key.isValidSignature(
                .init(rawRepresentation: signature), for: digest, padding: .insecurePKCS1v1_5)
        case (.ed25519(let bytes), .ed25519SHA256):
            // What is signed is the hash, not the data (RFC 8463, section 3).
            guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
            return digest.withUnsafeBytes { key.isValidSignature(signature, for: $0) }
        case (.rsa, .ed25519SHA256), (.ed25519, .rsaSHA256): return false
        }
    }
}
