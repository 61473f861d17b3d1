import Daylight
import EvidenceLog

/// What a checkpoint says, whether or not the log's key is known: a publication that carries it is itself signed.
struct CheckpointClaim: Hashable {
    let origin: String
    let size: UInt64
    let root: Digest

    /// - Parameter key: the log's key, which must then have signed.
    /// - Throws: the reason why it is no such checkpoint.
    init(_ note: [UInt8], key: VerifierKey?) throws(VerificationError) {
        if let key {
            let checkpoint = try Checkpoint(opening: note, key: key, origin: key.name)
            (origin, size, root) = (checkpoint.origin, checkpoint.size, checkpoint.root)
            return
        }
        let lines = note.prefix(4_096).split(separator: 0x0A, maxSplits: 3, omittingEmptySubsequences: false)
        guard lines.count == 4, !lines[0].isEmpty,
            let size = UInt64(String(decoding: lines[1], as: UTF8.self)),
            let root = Base64.decode(String(decoding: lines[2], as: UTF8.self)).flatMap({ Digest(bytes: $0) })
        else { throw VerificationError("checkpoint: no origin, size and root in its first three lines") }
        origin = String(decoding: lines[0], as: UTF8.self)
        self.size = size
        self.root = root
    }
}
