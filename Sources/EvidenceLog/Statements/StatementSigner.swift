public import Daylight
import Glibc

/// The private key with which this server, or a person at the command line, signs statements.
public struct StatementSigner: Sendable {
    /// PKCS #8 of an Ed25519 key (RFC 8410 §7), up to the seed.
    private static let prefix: [UInt8] = [
        0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
    ]
    private static let label = "PRIVATE KEY"

    /// The public half, to be given to whoever verifies.
    public let signerKey: SignerKey
    private let key: Ed25519.PrivateKey

    private init(key: Ed25519.PrivateKey) {
        self.key = key
        signerKey = SignerKey(publicKey: key.publicKey)
    }

    /// A signer from its 32-byte seed; `nil` for another length.
    public init?(seed: [UInt8]) {
        guard let key = Ed25519.PrivateKey(seed: seed) else { return nil }
        self.init(key: key)
    }

    /// Makes a new key and writes it to a new file with mode 0600.
    ///
    /// - Throws: ``LogError/exists(path:)`` if the file is there already, or an I/O error.
    public static func create(
        at path: String, random: inout some RandomNumberGenerator
    ) throws(LogError) -> StatementSigner {
        let key = Ed25519.PrivateKey(random: &random)
        try Disk.create(path, Array(PEM.encode(prefix + key.seed, label: label).utf8), mode: 0o600)
        return StatementSigner(key: key)
    }

    /// Reads the key file.
    ///
    /// - Throws: ``LogError/missing(path:)``, ``LogError/exposed(path:)`` if others may read the file, or
    ///   ``LogError/input(_:)`` if it is no such key.
    public static func load(from path: String) throws(LogError) -> StatementSigner {
        let der: [UInt8]
        do {
            der = try PEM.decode(try Disk.readSecret(path), label: label)
        } catch let error as InputError {
            throw .input(error.naming(path))
        } catch let error as LogError {
            throw error
        } catch {
            throw .damaged(path: path, reason: "\(error)")
        }
        guard der.starts(with: prefix), let key = Ed25519.PrivateKey(seed: Array(der.dropFirst(prefix.count))) else {
            throw .input(
                InputError(
                    source: path, field: "key file", expected: "PKCS #8 of an Ed25519 key", found: "\(der.count) other bytes"))
        }
        return StatementSigner(key: key)
    }

    /// Signs any bytes: for documents that begin with a prefix of their own, so that the signature fits no statement.
    ///
    /// - Returns: 64 bytes.
    /// - Throws: `InputError` if the key cannot sign them.
    public func signature(over bytes: [UInt8]) throws(InputError) -> [UInt8] {
        guard let signature = key.sign(bytes) else {
            throw InputError(field: "document", expected: "bytes that the key can sign", found: "\(bytes.count) bytes")
        }
        return signature
    }

    /// Signs the body of an in-toto statement and returns the envelope's bytes, ready to be logged.
    ///
    /// - Throws: `InputError` if the body is no sound statement or the envelope would be too large for an entry.
    public func sign(_ body: [UInt8]) throws(InputError) -> [UInt8] {
        _ = try StatementChecker.check(body)
        let type = Statement.payloadType
        guard let signature = key.sign(Envelope.preAuthenticationEncoding(type: type, body: body)) else {
            throw InputError(field: "statement", expected: "a body that the key can sign", found: "\(body.count) bytes")
        }
        let envelope = Envelope(
            payload: body, payloadType: type, signatures: [.init(keyID: signerKey.keyID, signature: signature)])
        let bytes = envelope.serialized
        guard bytes.count <= Envelope.entryLimit else {
            throw InputError(
                field: "entry", expected: "at most \(Envelope.entryLimit) bytes", found: "\(bytes.count) bytes")
        }
        return bytes
    }
}
