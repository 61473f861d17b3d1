import Daylight
import EvidenceLog

/// The log that receipts come from, and the server that signs what it received: the optional member `evidenceLog` of a file
/// of reports.
struct ReceiptLog {
    /// Most checkpoints that are compared with each other.
    static let checkpointLimit = 256

    let key: VerifierKey
    let signer: SignerKey
    /// Checkpoints that somebody was shown, each signed by the key.
    let checkpoints: [Checkpoint]

    /// - Throws: ``InputError`` with a JSON pointer that starts with `/evidenceLog`.
    init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value, path: "/evidenceLog/")
        do throws(InputError) {
            key = try VerifierKey(parsing: try reader.string("key"))
        } catch {
            throw reader.fault("key", "a log's key as NAME+KEYID+BASE64", reader.optional("key"))
        }
        do throws(InputError) {
            signer = try SignerKey(pem: Array(try reader.string("signer").utf8))
        } catch {
            throw reader.fault("signer", "an Ed25519 public key as PEM", reader.optional("signer"))
        }
        let notes = reader.optional("checkpoints") == nil ? [] : try reader.array("checkpoints")
        guard notes.count <= Self.checkpointLimit else {
            throw reader.fault("checkpoints", "at most \(Self.checkpointLimit)", .integer(notes.count))
        }
        var checkpoints: [Checkpoint] = []
        for (index, note) in notes.enumerated() {
            guard let text = note.stringValue,
                let checkpoint = try? Checkpoint(opening: Array(text.utf8), key: key, origin: key.name)
            else {
                throw InputError(
                    field: "/evidenceLog/checkpoints/\(index)", expected: "a checkpoint that the key signed", found: note.kind)
            }
            checkpoints.append(checkpoint)
        }
        self.checkpoints = checkpoints
    }
}
