import Daylight

/// Judges what one host showed, against the pinned definition and what was seen before (tally reference, section 5). Nothing a
/// host sends is believed before it was verified, and nothing it sends can make this fail.
public struct FeedCheck: Sendable {
    /// An index that is this many times its time to live old is not kept up.
    public static let staleFactor: Int64 = 3
    /// How far a host's clock may be ahead, in milliseconds.
    public static let clockLimit: Int64 = 5 * 60 * 1000

    let observation: FeedObservation
    let watch: FeedWatch
    /// In the order in which they were found; nothing when all is well.
    public internal(set) var findings: [FeedFinding] = []
    /// What was seen so far; unchanged while something is wrong with the index or the manifests.
    public internal(set) var memory: FeedMemory
    public internal(set) var seq: Int64?
    public internal(set) var status: ResultsStatus?
    /// Figures on pages that were held against their sources, and sums that were redone.
    public internal(set) var figuresChecked = 0
    public internal(set) var sumsChecked = 0
    /// Figures and sums whose sources were not fetched.
    public internal(set) var notChecked = 0

    public init(_ observation: FeedObservation, after memory: FeedMemory, by watch: FeedWatch) {
        self.observation = observation
        self.watch = watch
        self.memory = memory
        run()
    }

    public var isClean: Bool { findings.isEmpty }

    private mutating func run() {
        guard let definition = pinnedDefinition() else { return }
        guard let index = checkIndex(definition) else { return }
        seq = index.seq
        guard let manifest = checkManifests(index, definition) else { return }
        status = manifest.status
        checkCheckpoints(manifest)
        if findings.allSatisfy({ $0.code == .stalled }) {
            memory.hosts[observation.host] = FeedMemory.Host(index: observation.index, checkpoint: manifest.checkpoint)
        }
        var files = FeedFiles(observation, manifest, definition)
        checkFiles(&files)
        checkReports(&files)
        checkSums(&files)
        checkPages(&files)
    }

    mutating func find(_ code: FeedCode, _ place: String, expected: String, found: String) {
        // A host that is wrong everywhere is reported by what was found first.
        guard findings.count < 1_000 else { return }
        findings.append(FeedFinding(code, host: observation.host, place, expected: expected, found: found))
    }

    private mutating func pinnedDefinition() -> ElectionDefinition? {
        let path = FeedObservation.definitionPath(watch.definition)
        guard let bytes = observation.files[path] else {
            find(.altered, path, expected: "the definition that is watched", found: "no such file")
            return nil
        }
        guard Digest(of: bytes) == watch.definition else {
            find(.altered, path, expected: watch.definition.hex, found: Digest(of: bytes).hex)
            return nil
        }
        do throws(InputError) {
            return try ElectionDefinition(try JSONParser.parse(bytes, limits: .init(bytes: CountCheck.byteLimit)))
        } catch {
            find(.altered, path, expected: error.expected, found: "\(error.field) \(error.found)")
            return nil
        }
    }

    private mutating func checkIndex(_ definition: ElectionDefinition) -> ResultsIndex? {
        guard !observation.missing.contains(ResultsIndex.path) else {
            let seq = memory.highestSeq(of: observation.host) ?? 0
            find(.rolledBack, ResultsIndex.path, expected: "publication \(seq) or a later one", found: "no such file")
            return nil
        }
        let index: ResultsIndex
        do throws(InputError) {
            index = try ResultsIndex(observation.index)
        } catch {
            find(.altered, ResultsIndex.path, expected: error.expected, found: error.found)
            return nil
        }
        guard index.electionId == definition.id else {
            find(.altered, "index.json#/electionId", expected: definition.id, found: index.electionId)
            return nil
        }
        guard index.signatureCount(of: definition.facts.publishers) >= ResultsIndex.signaturesNeeded else {
            find(.unsigned, "index.json#/signatures", expected: "a valid signature of a publisher", found: "none")
            return nil
        }
        checkFreshness(index)
        if let last = memory.index(of: observation.host), index.seq < last.seq {
            find(.rolledBack, "index.json#/seq", expected: "\(last.seq) or more, which was shown before", found: "\(index.seq)")
        }
        compare(index.manifestSha256, seq: index.seq, place: "index.json#/manifest/sha256")
        return index
    }

    /// Holds a manifest's digest against what was seen under its number.
    ///
    /// - Returns: whether it is the same, or was never seen.
    @discardableResult
    mutating func compare(_ digest: Digest, seq: Int64, place: String) -> Bool {
        guard let seen = memory.manifests[seq], seen.sha256 != digest else { return true }
        let code: FeedCode = seen.host == observation.host ? .rolledBack : .splitView
        find(code, place, expected: "\(seen.sha256.hex), which \(seen.host) showed as manifest \(seq)", found: digest.hex)
        return false
    }

    private mutating func checkFreshness(_ index: ResultsIndex) {
        let age = observation.observedAt.milliseconds - index.generatedAt.milliseconds
        if age > Self.staleFactor * index.ttlSeconds * 1000 {
            find(
                .stalled, "index.json#/generatedAt",
                expected: "at most \(Self.staleFactor * index.ttlSeconds) seconds before \(observation.observedAt)",
                found: "\(index.generatedAt)")
        } else if age < -Self.clockLimit {
            find(
                .stalled, "index.json#/generatedAt", expected: "not after \(observation.observedAt)",
                found: "\(index.generatedAt)")
        }
    }
}
