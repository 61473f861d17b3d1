import Daylight
import EvidenceLog

/// An Ed25519 key in a PEM file as `daylight count key` makes it (PKCS #8, RFC 8410), for signing reports and publications.
struct SigningKeyFile {
    private let signer: StatementSigner

    var publicKey: [UInt8] { signer.signerKey.publicKey }

    /// - Throws: ``Failure`` when the file is missing or others may read it, ``InputError`` when it is no such key.
    init(_ path: String) throws {
        do throws(LogError) {
            signer = try StatementSigner.load(from: path)
        } catch {
            switch error {
            case .input(let fault): throw fault
            case .missing: throw Failure(.missingInput, "\(path): no such file")
            case .exposed: throw Failure(.permission, "\(path): others may read this private key; chmod 600 it")
            default: throw Failure(.inputOutput, "\(error)")
            }
        }
    }

    func sign(_ bytes: [UInt8]) throws -> [UInt8] { try signer.signature(over: bytes) }
}
