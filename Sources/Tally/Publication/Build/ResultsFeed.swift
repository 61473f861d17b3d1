public import Daylight

/// What a publication is made of (tally reference, section 5).
public struct ResultsInput: Sendable {
    /// The definition, and the same as it stands in its file: that is what is published and pinned.
    public let definition: ElectionDefinition
    public let definitionObject: JSONObject
    /// The current reports, at most one of each unit.
    public let reports: [CollectedReport]
    /// The publication before, and SHA-256 of its manifest's file; `nil` for the first.
    public let previous: (manifest: ResultsManifest, sha256: Digest)?
    public let status: ResultsStatus
    /// One for each report of the publication before that is not among ``reports`` any more.
    public let corrections: [ResultsCorrection]
    public let generatedAt: Timestamp
    /// The evidence log's head, its size, and what it proves; all `nil` without a log.
    public var checkpoint: String?
    public var treeSize: Int64?
    public var inclusionProof: JSONValue?
    /// How long readers may keep the index, 1 to 60 seconds.
    public var ttlSeconds: Int64 = 60
    /// Most pages; units above the stations get theirs first.
    public var pageLimit = 2_000

    public init(
        definition: ElectionDefinition, definitionObject: JSONObject, reports: [CollectedReport],
        previous: (manifest: ResultsManifest, sha256: Digest)?, status: ResultsStatus, corrections: [ResultsCorrection] = [],
        generatedAt: Timestamp
    ) {
        self.definition = definition
        self.definitionObject = definitionObject
        self.reports = reports
        self.previous = previous
        self.status = status
        self.corrections = corrections
        self.generatedAt = generatedAt
    }
}

/// A publication whose files are made and whose manifest waits for the publishers' signatures: the room has no keys.
public struct ResultsFeed: Sendable {
    /// A file below the election's folder.
    public struct File: Sendable {
        public let path: String
        public let bytes: [UInt8]

        public init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// Every file but the manifest, the index and ``entryPage``, by path. All names are new or stand for the same bytes as
    /// before, so that writing them changes nothing that was published.
    public let files: [File]
    /// Without signatures.
    public let manifest: ResultsManifest
    public let ttlSeconds: Int64

    /// Where the files of an election are served.
    public static func folder(of electionId: String) -> String { "results/\(FeedFile.folderName(electionId))" }

    /// The page of a unit, by its index in the tree, where ``ResultsInput/pageLimit`` let it have one.
    public static func pagePath(of unit: Int, seq: Int64) -> String { ResultsPages.folder(seq) + ResultsPages.name(of: unit) }

    /// The page that leads people to a publication; the one file that changes in its place.
    public static func entryPage(seq: Int64) -> File { File(path: EntryPage.path, bytes: EntryPage.bytes(seq: seq)) }

    /// Makes every file.
    ///
    /// - Throws: ``InputError`` when the status may not follow the one before, stations are missing that must have reported, a
    ///   replaced report has no correction, or a correction is of none.
    public init(_ input: ResultsInput) throws(InputError) {
        let seq = (input.previous?.manifest.seq ?? 0) + 1
        var content = FeedContent(input, seq: seq)
        try content.checkReports()
        try content.checkStatus()
        try content.checkCorrections()
        try content.addData()
        content.addPages()
        content.sort()
        manifest = try ResultsManifest(
            electionId: input.definition.id, seq: seq, previousManifestSha256: input.previous?.sha256,
            generatedAt: input.generatedAt, status: input.status, unitsReported: content.reported, unitsTotal: content.total,
            files: content.listed, corrections: input.corrections, checkpoint: input.checkpoint,
            inclusionProof: input.inclusionProof)
        files = content.files
        ttlSeconds = input.ttlSeconds
        guard ResultsIndex.ttlRange.contains(ttlSeconds) else {
            throw InputError(field: "/ttlSeconds", expected: "1 to 60 seconds", found: "\(ttlSeconds)")
        }
    }

    /// Signs the manifest and the index that points to it.
    ///
    /// - Parameter sign: signatures over the bytes it is given, by different publishers; called twice.
    /// - Throws: what `sign` throws, or ``InputError`` when the manifest has fewer than two valid signatures.
    public func sealed(
        by publishers: [PublisherKey], _ sign: ([UInt8]) throws -> [PublisherSignature]
    ) throws -> SealedFeed {
        let manifest = manifest.signed(try sign(manifest.signedBytes))
        let count = manifest.signatureCount(of: publishers)
        guard count >= ResultsManifest.signaturesNeeded else {
            throw InputError(
                field: "/signatures", expected: "valid signatures of two different publishers", found: "\(count)")
        }
        let manifestBytes = manifest.bytes
        let index = try ResultsIndex(
            of: manifest, sha256: Digest(of: manifestBytes), generatedAt: manifest.generatedAt, ttlSeconds: ttlSeconds)
        return SealedFeed(
            manifest: File(path: manifest.path, bytes: manifestBytes),
            index: File(path: ResultsIndex.path, bytes: index.signed(try sign(index.signedBytes)).bytes),
            entryPage: Self.entryPage(seq: manifest.seq))
    }
}

/// What is written after the files of a ``ResultsFeed``, in this order: with the index the publication stands.
public struct SealedFeed: Sendable {
    public let manifest: ResultsFeed.File
    public let index: ResultsFeed.File
    /// Leads people to the pages of this publication; the one page that changes in its place.
    public let entryPage: ResultsFeed.File
}
