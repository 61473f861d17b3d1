public import Daylight
import EvidenceLog

/// What a receipt says about reports that were taken in together, once everything in it has verified (tally reference, section 2).
public struct LoggedReports: Hashable, Sendable {
    /// The digest of each report, by what stands for its unit and version, see ``tag(of:version:in:)``.
    private let digests: [String: Digest]
    public let receivedAt: Timestamp
    /// Where the log holds the statement, and how large the log was under the receipt's checkpoint.
    public let index: UInt64
    public let size: UInt64

    /// What a report is called on the log, where no id from outside may stand: the first sixteen hexadecimal digits of SHA-256 of
    /// the ids of election and unit and the version, with slashes between.
    public static func tag(of unit: String, version: Int64, in election: String) -> String {
        String(Digest(of: Array("\(election)/\(unit)/\(version)".utf8)).hex.prefix(16))
    }

    /// The digest of the report of a unit's version; `nil` when the statement does not speak of it.
    public func digest(of unit: String, version: Int64, in election: String) -> Digest? {
        digests[Self.tag(of: unit, version: version, in: election)]
    }

    /// Reads the statement of a receipt whose place in the log has been proven.
    fileprivate init(entry: [UInt8], signer: SignerKey, index: UInt64, size: UInt64) throws {
        let envelope = try Envelope(parsing: entry)
        _ = try envelope.verify(keys: [signer])
        let statement = try StatementChecker.check(envelope.payload)
        let type = PredicateType.reportsReceived.uri
        guard statement.predicateType == type else {
            throw VerificationError("statement: expected the type \(type), found \(statement.predicateType)")
        }
        let value = try JSONParser.parse(envelope.payload)
        let reader = try MemberReader(value["predicate"] ?? .null, path: "predicate.")
        receivedAt = Timestamp(milliseconds: try reader.integer("receivedAt", in: 0...Self.latest))
        var digests: [String: Digest] = [:]
        for subject in value["subject"]?.arrayValue ?? [] {
            guard let name = subject["name"]?.stringValue, name.hasPrefix("result:"),
                let digest = subject["digest"]?["sha256"]?.stringValue.flatMap({ Digest(hex: $0) })
            else { throw VerificationError("statement: a subject is not a report") }
            digests[String(name.dropFirst("result:".count))] = digest
        }
        self.digests = digests
        self.index = index
        self.size = size
    }

    /// The end of the year 9999 in milliseconds since 1970.
    private static let latest: Int64 = 253_402_300_799_999
}

/// Verifies receipts of one log. Many come with the same checkpoint, whose signature is then verified once.
struct ReceiptReader {
    let log: ReceiptLog
    private var last: Checkpoint?

    init(_ log: ReceiptLog) { self.log = log }

    /// - Throws: ``VerificationError`` naming the first step that failed.
    mutating func read(_ receipt: Receipt) throws(VerificationError) -> LoggedReports {
        do {
            let proof = try TlogProof(parsing: receipt.proof)
            let checkpoint = try open(proof.checkpoint)
            try Merkle.verifyInclusion(
                of: Merkle.leafHash(of: receipt.entry), at: proof.index, in: checkpoint.size, proof: proof.path,
                root: checkpoint.root)
            return try LoggedReports(entry: receipt.entry, signer: log.signer, index: proof.index, size: checkpoint.size)
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
