import Crypto
import Daylight
import EvidenceLog
import Glibc

/// An Ed25519 key in a PEM file as `daylight count key` makes it (PKCS #8, RFC 8410), for signing reports and publications.
struct SigningKeyFile {
    private static let label = "PRIVATE KEY"
    /// What stands before the seed in PKCS #8.
    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
    private static let byteLimit = 4_096

    private let key: Curve25519.Signing.PrivateKey
    var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

    /// - Throws: ``Failure`` when the file is missing or others may read it, ``InputError`` when it is no such key.
    init(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure(.permission, "\(path): others may read this private key; chmod 600 it")
        }
        let text = String(decoding: try CountFile.bytes(path, limit: Self.byteLimit), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        guard lines.count >= 3, lines.first == "-----BEGIN \(Self.label)-----", lines.last == "-----END \(Self.label)-----",
            let der = Base64.decode(lines.dropFirst().dropLast().joined()), der.starts(with: Self.prefix),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(der.dropFirst(Self.prefix.count)))
        else {
            throw InputError(source: path, expected: "a PEM file with the PKCS #8 of an Ed25519 key", found: "other content")
        }
        self.key = key
    }

    func sign(_ bytes: [UInt8]) throws -> [UInt8] {
        guard let signature = try? key.signature(for: bytes) else {
            throw Failure(.internalFault, "the key cannot sign")
        }
        return Array(signature)
    }
}
