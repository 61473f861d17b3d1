import Daylight
import EvidenceLog

/// The key of a polling station, the same every time.
struct StationSigner: Sendable {
    private let signer = StatementSigner(seed: [UInt8](repeating: 7, count: 32))

    var publicKey: [UInt8] { signer?.signerKey.publicKey ?? [] }

    func sign(_ bytes: [UInt8]) throws -> [UInt8] { try signer?.signature(over: bytes) ?? [] }
}
