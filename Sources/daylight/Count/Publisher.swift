import Daylight
import Server
import Tally

/// Makes, signs and writes the next publication in a folder.
struct Publisher {
    struct Settings {
        let status: ResultsStatus
        let corrections: [CorrectionOption]
        var ttl: Int64 = 60
        var pages = 2_000
        var checkpoint: String?
        var treeSize: Int64?
        var inclusionProof: JSONValue?

        init(status: ResultsStatus, corrections: [CorrectionOption]) {
            self.status = status
            self.corrections = corrections
        }
    }

    private let folder: FeedFolder
    private let keys: [(path: String, key: SigningKeyFile)]
    private let moment: Timestamp

    init(_ path: String, keys paths: [String], at moment: Timestamp) throws {
        keys = try paths.map { ($0, try SigningKeyFile($0)) }
        folder = try FeedFolder(path)
        self.moment = moment
    }

    /// The publication that stands in the folder, which nobody may have changed.
    private func standing() throws -> (index: ResultsIndex, publication: Publication)? {
        guard let bytes = try folder.read(ResultsIndex.path, limit: ResultsIndex.byteLimit) else { return nil }
        let index = try naming(ResultsIndex.path) { () throws(InputError) in try ResultsIndex(bytes) }
        guard let manifest = try manifest(index.seq), manifest.sha256 == index.manifestSha256 else {
            throw InputError(
                source: "\(folder.path)/\(index.manifestPath)", expected: "the manifest that the index points to",
                found: "another or none")
        }
        return (index, manifest)
    }

    /// A manifest with SHA-256 of its file.
    private typealias Publication = (manifest: ResultsManifest, sha256: Digest)

    private func manifest(_ seq: Int64) throws -> Publication? {
        let path = ResultsManifest.path(seq)
        guard let bytes = try folder.read(path, limit: ResultsManifest.byteLimit) else { return nil }
        return (try naming(path) { () throws(InputError) in try ResultsManifest(bytes) }, Digest(of: bytes))
    }

    private func naming<Value>(_ name: String, _ work: () throws(InputError) -> Value) throws -> Value {
        do throws(InputError) {
            return try work()
        } catch {
            throw error.naming("\(folder.path)/\(name)")
        }
    }

    /// Signatures of all keys given; each must be a publisher's.
    private func sign(_ bytes: [UInt8], _ publishers: [PublisherKey]) throws -> [PublisherSignature] {
        try keys.map { path, key in
            guard let publisher = publishers.first(where: { $0.publicKey == key.publicKey }) else {
                throw InputError(source: path, expected: "the key of a publisher in the definition", found: "another key")
            }
            return PublisherSignature(keyId: publisher.id, signature: try key.sign(bytes))
        }
    }

    /// Says that the newest publication still stands.
    func refresh(ttl: Int64?) throws -> JSONObject {
        guard let (index, publication) = try standing() else {
            throw Failure(.missingInput, "\(folder.path)/\(ResultsIndex.path): nothing was published here")
        }
        let path = try definitionPath(publication.manifest)
        guard let bytes = try folder.read(path, limit: CountCheck.byteLimit) else {
            throw Failure(.missingInput, "\(folder.path)/\(path): the definition is not there")
        }
        let definition = try naming(path) { () throws(InputError) in
            try ElectionDefinition(try JSONParser.parse(bytes, limits: .init(bytes: CountCheck.byteLimit)))
        }
        let renewed = try index.renewed(at: moment, ttlSeconds: ttl)
        let signed = renewed.signed(try sign(renewed.signedBytes, definition.facts.publishers))
        try folder.point(to: ResultsFeed.File(path: ResultsIndex.path, bytes: signed.bytes))
        return ["refreshed": true, "seq": .integer(index.seq), "generatedAt": .string(moment.description)]
    }

    private func definitionPath(_ manifest: ResultsManifest) throws -> String {
        guard let file = manifest.files.first(where: { $0.path.hasPrefix("definitions/") }) else {
            throw InputError(
                source: "\(folder.path)/\(manifest.path)", field: "/files", expected: "a definition", found: "none")
        }
        return file.path
    }

    func publish(_ collection: ReportCollection, settings: Settings) throws -> JSONObject {
        let publishers = collection.definition.facts.publishers
        guard publishers.count >= ResultsManifest.signaturesNeeded else {
            throw InputError(field: "/election/publishers", expected: "at least two publishers", found: "\(publishers.count)")
        }
        var standing = try standing()?.publication
        if let standing = standing?.manifest, standing.signatureCount(of: publishers) < ResultsManifest.signaturesNeeded {
            throw InputError(
                source: "\(folder.path)/\(standing.path)", expected: "a publication signed by two of the publishers",
                found: "other signatures")
        }
        if let interrupted = try interrupted(after: standing, publishers) {
            try adopt(interrupted, publishers, ttl: settings.ttl)
            let again = try? feed(collection, standing: standing, settings)
            standing = interrupted
            if let again, again.manifest.publishesTheSame(as: interrupted.manifest) {
                return answer(interrupted.manifest, collection, written: 0, isResumed: true)
            }
        }
        let feed = try feed(collection, standing: standing, settings)
        let sealed = try feed.sealed(by: publishers) { try sign($0, publishers) }
        let progress = ProgressLine()
        let written = try folder.write(feed.files) { share, written in
            progress.update("writing", share, detail: "\(written) files")
        }
        try folder.seal(sealed)
        progress.clear()
        folder.removePages(before: feed.manifest.seq)
        return answer(feed.manifest, collection, written: written, isResumed: false)
    }

    private func feed(
        _ collection: ReportCollection, standing: Publication?, _ settings: Settings
    ) throws -> ResultsFeed {
        var input = ResultsInput(
            definition: collection.definition, definitionObject: collection.definitionObject, reports: collection.reports,
            previous: standing, status: settings.status,
            corrections: try corrections(settings.corrections, collection, standing?.manifest), generatedAt: moment)
        input.checkpoint = settings.checkpoint
        input.treeSize = settings.treeSize
        input.inclusionProof = settings.inclusionProof
        input.ttlSeconds = settings.ttl
        input.pageLimit = settings.pages
        return try ResultsFeed(input)
    }

    /// A manifest that was signed and written by a run that was stopped before its index: its number is used up.
    private func interrupted(after standing: Publication?, _ publishers: [PublisherKey]) throws -> Publication? {
        let seq = (standing?.manifest.seq ?? 0) + 1
        guard let next = try manifest(seq), next.manifest.seq == seq,
            next.manifest.signatureCount(of: publishers) >= ResultsManifest.signaturesNeeded,
            next.manifest.previousManifestSha256 == standing?.sha256
        else { return nil }
        return next
    }

    private func adopt(_ publication: Publication, _ publishers: [PublisherKey], ttl: Int64) throws {
        let index = try ResultsIndex(of: publication.manifest, sha256: publication.sha256, generatedAt: moment, ttlSeconds: ttl)
        try folder.point(
            to: ResultsFeed.File(path: ResultsIndex.path, bytes: index.signed(try sign(index.signedBytes, publishers)).bytes))
        try folder.lead(to: publication.manifest.seq)
    }

    /// Finds which units' published reports are replaced, and takes the reason that was given for each.
    private func corrections(
        _ options: [CorrectionOption], _ collection: ReportCollection, _ standing: ResultsManifest?
    ) throws -> [ResultsCorrection] {
        let current = Dictionary(
            collection.reports.map { ($0.report.unitId, $0.digest) }, uniquingKeysWith: { first, _ in first })
        let gone = Set(standing?.reportDigests ?? []).subtracting(current.values)
        var signers: [String] = []
        for (_, key) in keys {
            guard let id = collection.definition.facts.publishers.first(where: { $0.publicKey == key.publicKey })?.id,
                !signers.contains(id)
            else { continue }
            signers.append(id)
        }
        var rest = options
        var corrections: [ResultsCorrection] = []
        for old in gone.sorted() {
            let unit = try unit(ofReport: old)
            guard let place = rest.firstIndex(where: { $0.unit == unit }) else {
                throw InputError(
                    field: "--correction", expected: "\(unit)=REASON: TEXT: its report is replaced", found: "none"
                )
            }
            let option = rest.remove(at: place)
            corrections.append(
                try ResultsCorrection(
                    unit: unit, oldSha256: old, newSha256: current[unit], reasonCode: option.reason, text: option.text,
                    signedBy: Array(signers.prefix(2))))
        }
        guard let left = rest.first else { return corrections }
        throw InputError(field: "--correction", expected: "a unit whose published report is replaced", found: left.unit)
    }

    private func unit(ofReport digest: Digest) throws -> String {
        let path = "reports/\(digest.hex).json"
        guard let bytes = try folder.read(path, limit: CountCheck.byteLimit), Digest(of: bytes) == digest else {
            throw InputError(
                source: "\(folder.path)/\(path)", expected: "the report that was published", found: "another or none")
        }
        return try JSONParser.parse(bytes, limits: .init(bytes: bytes.count))["unitId"]?.stringValue ?? ""
    }

    private func answer(
        _ manifest: ResultsManifest, _ collection: ReportCollection, written: Int, isResumed: Bool
    ) -> JSONObject {
        [
            "published": true, "electionId": .string(manifest.electionId), "seq": .integer(manifest.seq),
            "status": .string(manifest.status.rawValue), "manifest": .string(manifest.path),
            "generatedAt": .string(manifest.generatedAt.description), "unitsReported": .integer(manifest.unitsReported),
            "unitsTotal": .integer(manifest.unitsTotal), "files": .integer(manifest.files.count), "written": .integer(written),
            "resumed": .bool(isResumed), "corrections": .integer(manifest.corrections.count),
            "leftOut": .array(
                collection.contested.map { ["unit": .string($0.unit), "code": .string($0.code.rawValue)] }),
            "refused": .integer(collection.refusedCount),
            "definition": .string(
                manifest.files.first { $0.path.hasPrefix("definitions/") }.map { $0.sha256.hex } ?? ""),
        ]
    }
}
