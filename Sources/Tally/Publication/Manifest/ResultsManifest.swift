public import Daylight

/// What one publication consists of, signed by at least two publishers (tally reference, section 5).
public struct ResultsManifest: Sendable {
    /// Largest manifest in bytes: a million files.
    public static let byteLimit = 256 << 20
    /// Most files.
    public static let fileLimit = 1_000_000
    /// How many different publishers have to sign: two persons.
    public static let signaturesNeeded = 2
    static let numberRange: ClosedRange<Int64> = 1...9_007_199_254_740_991

    public let electionId: String
    /// From 1 without gaps; never used again.
    public let seq: Int64
    /// SHA-256 of the file of the manifest before; `nil` for the first.
    public let previousManifestSha256: Digest?
    public let generatedAt: Timestamp
    public let status: ResultsStatus
    /// Stations with a published report, and all stations.
    public let unitsReported: Int
    public let unitsTotal: Int
    /// By path.
    public let files: [FeedFile]
    public let corrections: [ResultsCorrection]
    /// The evidence log's head at that time, a signed note; `nil` without a log.
    public let checkpoint: String?
    /// What the log proves about this publication, in the log's own form.
    public let inclusionProof: JSONValue?
    public private(set) var signatures: [PublisherSignature] = []
    /// The canonical bytes without the signatures.
    private(set) var body: [UInt8] = []

    /// What its file is called.
    public static func path(_ seq: Int64) -> String { "manifest-\(seq).json" }
    public var path: String { Self.path(seq) }

    /// What each publisher signs.
    public var signedBytes: [UInt8] { Array(PublisherSignature.manifestPrefix.utf8) + body }

    /// The file.
    public var bytes: [UInt8] {
        // "signatures" follows "seq" and precedes "status" in canonical order, so it cannot just be put at the end.
        var object = unsigned
        object["signatures"] = .array(signatures.map(\.json))
        return (try? CanonicalReport.bytes(of: .object(object))) ?? []
    }

    /// The same with signatures under it.
    public func signed(_ signatures: [PublisherSignature]) -> ResultsManifest {
        var copy = self
        copy.signatures = signatures
        return copy
    }

    /// How many different publishers have validly signed it.
    public func signatureCount(of publishers: [PublisherKey]) -> Int {
        PublisherSignature.count(of: signatures, over: signedBytes, by: publishers)
    }

    private var unsigned: JSONObject {
        [
            "electionId": .string(electionId), "seq": .integer(seq),
            "previousManifestSha256": previousManifestSha256.map { .string($0.hex) } ?? .null,
            "generatedAt": .string(generatedAt.description), "status": .string(status.rawValue),
            "unitsReported": .integer(unitsReported), "unitsTotal": .integer(unitsTotal),
            "files": .array(files.map(\.json)), "corrections": .array(corrections.map(\.json)),
            "checkpoint": checkpoint.map(JSONValue.string) ?? .null, "inclusionProof": inclusionProof ?? .null,
        ]
    }

    init(
        electionId: String, seq: Int64, previousManifestSha256: Digest?, generatedAt: Timestamp, status: ResultsStatus,
        unitsReported: Int, unitsTotal: Int, files: [FeedFile], corrections: [ResultsCorrection], checkpoint: String?,
        inclusionProof: JSONValue?
    ) throws(InputError) {
        self.electionId = electionId
        self.seq = seq
        self.previousManifestSha256 = previousManifestSha256
        self.generatedAt = generatedAt
        self.status = status
        self.unitsReported = unitsReported
        self.unitsTotal = unitsTotal
        self.files = files
        self.corrections = corrections
        self.checkpoint = checkpoint
        self.inclusionProof = inclusionProof
        body = try CanonicalReport.bytes(of: .object(unsigned))
    }

    /// Reads a manifest's file.
    ///
    /// - Throws: ``InputError`` with a JSON pointer, or the byte at which it stops being JSON.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit))
        let reader = try MemberReader(value, path: "/")
        electionId = try reader.string("electionId")
        seq = try reader.integer("seq", in: Self.numberRange)
        previousManifestSha256 =
            reader.optional("previousManifestSha256") == nil ? nil : try reader.digest("previousManifestSha256")
        generatedAt = try reader.instant("generatedAt")
        guard let status = ResultsStatus(rawValue: try reader.string("status")) else {
            let words = ResultsStatus.allCases.map(\.rawValue).joined(separator: ", ")
            throw reader.fault("status", words, reader.optional("status"))
        }
        self.status = status
        unitsReported = Int(try reader.integer("unitsReported", in: 0...Int64(UnitTree.unitLimit)))
        unitsTotal = Int(try reader.integer("unitsTotal", in: 0...Int64(UnitTree.unitLimit)))
        files = try Self.files(reader)
        corrections = try Self.corrections(reader)
        checkpoint = reader.optional("checkpoint") == nil ? nil : try reader.string("checkpoint")
        inclusionProof = reader.optional("inclusionProof")
        signatures = try PublisherSignature.read(reader)
        var unsigned = reader.object
        unsigned["signatures"] = nil
        body = try CanonicalReport.bytes(of: .object(unsigned))
    }

    private static func files(_ reader: MemberReader) throws(InputError) -> [FeedFile] {
        let values = try reader.array("files")
        guard values.count <= fileLimit else { throw reader.fault("files", "at most \(fileLimit)", .integer(values.count)) }
        var files: [FeedFile] = []
        files.reserveCapacity(values.count)
        for (index, value) in values.enumerated() {
            let file = try FeedFile(value, path: "/files/\(index)/")
            guard files.last.map({ $0.path.utf8.lexicographicallyPrecedes(file.path.utf8) }) ?? true else {
                throw InputError(field: "/files/\(index)/path", expected: "a path after the one before", found: file.path)
            }
            files.append(file)
        }
        return files
    }

    private static func corrections(_ reader: MemberReader) throws(InputError) -> [ResultsCorrection] {
        let values = reader.optional("corrections") == nil ? [] : try reader.array("corrections")
        guard values.count <= ResultsCorrection.countLimit else {
            throw reader.fault("corrections", "at most \(ResultsCorrection.countLimit)", .integer(values.count))
        }
        var corrections: [ResultsCorrection] = []
        for (index, value) in values.enumerated() {
            corrections.append(try ResultsCorrection(value, path: "/corrections/\(index)/"))
        }
        return corrections
    }

    /// The digests of the published reports.
    public var reportDigests: [Digest] { files.filter { $0.path.hasPrefix("reports/") }.map(\.sha256) }
}
