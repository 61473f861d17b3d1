public import Daylight
import EvidenceLog

/// What a receipt says about a report, once everything in it has verified (tally reference, section 2).
public struct LoggedReport: Hashable, Sendable {
    /// What the server states when it has received a report.
    public static let predicateType = "https://daylight.example/tally/report-received/v1"

    /// Stands for the unit, see ``tag(of:in:)``.
    public let unitTag: String
    public let version: Int64
    public let digest: Digest
    public let receivedAt: Timestamp
    /// Where the log holds the statement, and how large the log was under the receipt's checkpoint.
    public let index: UInt64
    public let size: UInt64

    /// The first sixteen hexadecimal digits of SHA-256 of the election's id, a slash and the unit's id.
    public static func tag(of unit: String, in election: String) -> String {
        String(Digest(of: Array("\(election)/\(unit)".utf8)).hex.prefix(16))
    }

    /// Reads the statement of a receipt whose place in the log has been proven.
    fileprivate init(entry: [UInt8], signer: SignerKey, index: UInt64, size: UInt64) throws {
        let envelope = try Envelope(parsing: entry)
        _ = try envelope.verify(keys: [signer])
        let statement = try StatementChecker.check(envelope.payload)
        guard statement.predicateType == Self.predicateType else {
            throw VerificationError("statement: expected the type \(Self.predicateType), found \(statement.predicateType)")
        }
        let value = try JSONParser.parse(envelope.payload)
        let reader = try MemberReader(value["predicate"] ?? .null, path: "predicate.")
        unitTag = try reader.string("unit")
        version = try reader.integer("version", in: StationReport.versionRange)
        receivedAt = try reader.instant("receivedAt")
        guard let digest = Digest(hex: try reader.string("reportSHA256")), statement.subjects == [["sha256": digest.hex]],
            value["subject"]?.arrayValue?.first?["name"]?.stringValue == "result:\(unitTag)"
        else {
            throw VerificationError("statement: its subject is not the report it speaks of")
        }
        self.digest = digest
        self.index = index
        self.size = size
    }
}

/// Verifies receipts of one log. Many come with the same checkpoint, whose signature is then verified once.
struct ReceiptReader {
    let log: ReceiptLog
    private var last: Checkpoint?

    init(_ log: ReceiptLog) { self.log = log }

    /// - Throws: ``VerificationError`` naming the first step that failed.
    mutating func read(_ receipt: Receipt) throws(VerificationError) -> LoggedReport {
        do {
            let proof = try TlogProof(parsing: receipt.proof)
            let checkpoint = try open(proof.checkpoint)
            try Merkle.verifyInclusion(
                of: Merkle.leafHash(of: receipt.entry), at: proof.index, in: checkpoint.size, proof: proof.path,
                root: checkpoint.root)
            return try LoggedReport(entry: receipt.entry, signer: log.signer, index: proof.index, size: checkpoint.size)
        } catch let error as VerificationError {
            throw error
        } catch {
            throw VerificationError("\(error)")
        }
    }

    private mutating func open(_ note: [UInt8]) throws(VerificationError) -> Checkpoint {
        if let last, last.note == note { return last }
        let checkpoint = try Checkpoint(opening: note, key: log.key, origin: log.key.name)
        last = checkpoint
        return checkpoint
    }
}
