import Daylight
import EvidenceLog
import Tally

/// Fetches what is needed to judge a host, and judges it.
struct FeedWatcher {
    /// How often a publication that is being put in place is looked at again before what does not fit is a finding.
    private static let attempts = 3

    let watch: FeedWatch
    /// The definition's canonical bytes, where the observer has its file.
    let definition: [UInt8]?
    let pages: Int
    let witnesses: [String]
    private(set) var memory: FeedMemory

    init(_ watch: FeedWatch, definition: [UInt8]?, pages: Int, witnesses: [String], memory: FeedMemory) {
        self.watch = watch
        self.definition = definition
        self.pages = pages
        self.witnesses = witnesses
        self.memory = memory
    }

    /// What one look at a host came to.
    struct Look {
        let check: FeedCheck
        /// The evidence file; `nil` when nothing was found.
        let evidence: FeedEvidence?
    }

    /// Looks at a host once.
    ///
    /// - Throws: ``Failure`` (69) when it cannot be reached.
    mutating func look(at host: FeedHost, now: () -> Timestamp, progress: ProgressLine) throws -> Look {
        var attempt = 1
        while true {
            let observation = try observe(host, at: now(), progress)
            let check = FeedCheck(observation, after: memory, by: watch)
            if !check.isClean, attempt < Self.attempts, try hasMoved(host, from: observation.index) {
                attempt += 1
                continue
            }
            let evidence = check.isClean ? nil : FeedEvidence(check, after: memory)
            memory = check.memory
            return Look(check: check, evidence: evidence)
        }
    }

    /// Whether the host shows another publication by now, so that parts of two may have been fetched.
    private func hasMoved(_ host: FeedHost, from bytes: [UInt8]) throws -> Bool {
        guard case .found(let now) = try host.fetch(ResultsIndex.path, limit: ResultsIndex.byteLimit),
            let new = try? ResultsIndex(now), let old = try? ResultsIndex(bytes)
        else { return false }
        return new.seq > old.seq
    }

    private func observe(_ host: FeedHost, at moment: Timestamp, _ progress: ProgressLine) throws -> FeedObservation {
        var bytes: [UInt8] = []
        var isGone = false
        switch try host.fetch(ResultsIndex.path, limit: ResultsIndex.byteLimit) {
        case .found(let found): bytes = found
        case .tooLarge: break
        case .missing:
            // Where nothing was ever seen, the address may be wrong; what was seen before has been taken away.
            guard memory.highestSeq(of: host.name) != nil else {
                throw Failure(.unavailable, "\(host.name)/\(ResultsIndex.path): no such file")
            }
            isGone = true
        }
        var observation = FeedObservation(host: host.name, observedAt: moment, index: bytes)
        if isGone { observation.missing.insert(ResultsIndex.path) }
        let definitionPath = FeedObservation.definitionPath(watch.definition)
        if let definition {
            observation.files[definitionPath] = definition
        } else {
            try fetch(definitionPath, limit: CountCheck.byteLimit, from: host, into: &observation)
        }
        observation.witnessed = try witnesses.map(Self.note)
        guard let index = try? ResultsIndex(bytes) else { return observation }
        var generator = SystemRandomNumberGenerator()
        for seq in FeedPlan.manifests(for: index, after: memory, using: &generator) {
            let path = ResultsManifest.path(seq)
            switch try host.fetch(path, limit: ResultsManifest.byteLimit) {
            case .found(let found): observation.manifests[seq] = found
            case .missing: observation.missing.insert(path)
            case .tooLarge: observation.manifests[seq] = []
            }
        }
        if let manifest = observation.manifests[index.seq].flatMap({ try? ResultsManifest($0) }), manifest.seq == index.seq {
            try fetchSample(manifest, from: host, into: &observation, progress)
        }
        return observation
    }

    private func fetchSample(
        _ manifest: ResultsManifest, from host: FeedHost, into observation: inout FeedObservation, _ progress: ProgressLine
    ) throws {
        let plan = FeedPlan(manifest)
        var generator = SystemRandomNumberGenerator()
        let sample = plan.pages(pages, using: &generator)
        for path in sample { try fetch(path, limit: plan.byteCount(path), from: host, into: &observation) }
        var wanted = Set(sample.flatMap { path in observation.files[path].map { plan.sources(of: $0) } ?? [] })
        for path in wanted.sorted() {
            try fetch(path, limit: plan.byteCount(path), from: host, into: &observation)
            guard let bytes = observation.files[path] else { continue }
            if path.hasPrefix("aggregates/") {
                wanted.formUnion(plan.inputs(of: bytes))
            } else {
                wanted.formUnion(plan.files(ofReport: String(path.dropFirst("reports/".count).prefix(64))))
            }
        }
        let rest = wanted.filter { observation.files[$0] == nil && !observation.missing.contains($0) }.sorted()
        for (place, path) in rest.enumerated() {
            try fetch(path, limit: plan.byteCount(path), from: host, into: &observation)
            progress.update("reading \(host.name)", Double(place) / Double(rest.count))
        }
    }

    private func fetch(
        _ path: String, limit: Int, from host: FeedHost, into observation: inout FeedObservation
    ) throws {
        switch try host.fetch(path, limit: limit) {
        case .found(let bytes): observation.files[path] = bytes
        case .missing: observation.missing.insert(path)
        case .tooLarge: observation.files[path] = []
        }
    }

    /// A checkpoint from a file or an address.
    private static func note(_ source: String) throws -> [UInt8] {
        guard let slash = source.lastIndex(of: "/"), source.hasPrefix("http://") || source.hasPrefix("https://") else {
            return try CountFile.bytes(source, limit: Note.byteLimit)
        }
        let host = try FeedHost(String(source[..<slash]))
        guard case .found(let bytes) = try host.fetch(String(source[source.index(after: slash)...]), limit: Note.byteLimit)
        else { throw Failure(.unavailable, "\(source): no checkpoint there") }
        return bytes
    }
}
