public import Daylight

/// Which publication is the newest, signed and short-lived: the one file of a feed that is looked at again and again.
public struct ResultsIndex: Sendable {
    /// Largest index in bytes.
    public static let byteLimit = 1 << 16
    public static let path = "index.json"
    /// How long readers may keep it.
    public static let ttlRange: ClosedRange<Int64> = 1...60
    /// How many different publishers have to sign: one, since it only points to what two have signed, and has to be renewed
    /// every minute.
    public static let signaturesNeeded = 1

    public let electionId: String
    public let seq: Int64
    public let manifestPath: String
    public let manifestSha256: Digest
    public let generatedAt: Timestamp
    public let ttlSeconds: Int64
    public private(set) var signatures: [PublisherSignature] = []
    private var body: [UInt8] = []

    /// - Throws: ``InputError`` for a time to live outside ``ttlRange``.
    public init(of manifest: ResultsManifest, sha256: Digest, generatedAt: Timestamp, ttlSeconds: Int64) throws(InputError) {
        try self.init(
            electionId: manifest.electionId, seq: manifest.seq, manifestSha256: sha256, generatedAt: generatedAt,
            ttlSeconds: ttlSeconds)
    }

    private init(
        electionId: String, seq: Int64, manifestSha256: Digest, generatedAt: Timestamp, ttlSeconds: Int64
    ) throws(InputError) {
        guard Self.ttlRange.contains(ttlSeconds) else {
            throw InputError(field: "/ttlSeconds", expected: "1 to 60 seconds", found: "\(ttlSeconds)")
        }
        self.electionId = electionId
        self.seq = seq
        manifestPath = ResultsManifest.path(seq)
        self.manifestSha256 = manifestSha256
        self.generatedAt = generatedAt
        self.ttlSeconds = ttlSeconds
        body = try CanonicalReport.bytes(of: .object(unsigned))
    }

    /// The same pointer at a later time, without signatures: what is published every minute while nothing has changed.
    public func renewed(at moment: Timestamp, ttlSeconds: Int64? = nil) throws(InputError) -> ResultsIndex {
        try ResultsIndex(
            electionId: electionId, seq: seq, manifestSha256: manifestSha256, generatedAt: moment,
            ttlSeconds: ttlSeconds ?? self.ttlSeconds)
    }

    private var unsigned: JSONObject {
        [
            "electionId": .string(electionId), "seq": .integer(seq),
            "manifest": ["path": .string(manifestPath), "sha256": .string(manifestSha256.hex)],
            "generatedAt": .string(generatedAt.description), "ttlSeconds": .integer(ttlSeconds),
        ]
    }

    /// What each publisher signs.
    public var signedBytes: [UInt8] { Array(PublisherSignature.indexPrefix.utf8) + body }

    /// The file.
    public var bytes: [UInt8] {
        var object = unsigned
        object["signatures"] = .array(signatures.map(\.json))
        return (try? CanonicalReport.bytes(of: .object(object))) ?? []
    }

    /// The same with signatures under it.
    public func signed(_ signatures: [PublisherSignature]) -> ResultsIndex {
        var copy = self
        copy.signatures = signatures
        return copy
    }

    /// How many different publishers have validly signed it.
    public func signatureCount(of publishers: [PublisherKey]) -> Int {
        PublisherSignature.count(of: signatures, over: signedBytes, by: publishers)
    }

    /// Reads the file.
    ///
    /// - Throws: ``InputError`` with a JSON pointer, or the byte at which it stops being JSON.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let reader = try MemberReader(try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit)), path: "/")
        electionId = try reader.string("electionId")
        seq = try reader.integer("seq", in: ResultsManifest.numberRange)
        let manifest = try MemberReader(.object(try reader.object("manifest")), path: "/manifest/")
        manifestPath = try manifest.string("path")
        guard manifestPath == ResultsManifest.path(seq) else {
            throw manifest.fault("path", ResultsManifest.path(seq), .string(manifestPath))
        }
        manifestSha256 = try manifest.digest("sha256")
        generatedAt = try reader.instant("generatedAt")
        ttlSeconds = try reader.integer("ttlSeconds", in: Self.ttlRange)
        signatures = try PublisherSignature.read(reader)
        var unsigned = reader.object
        unsigned["signatures"] = nil
        body = try CanonicalReport.bytes(of: .object(unsigned))
    }
}
