import Daylight

/// What an observer has to fetch to judge one publication.
public struct FeedPlan: Sendable {
    /// Most manifests that are followed back in one observation.
    public static let chainLimit: Int64 = 100
    /// Sums of at most so many reports are redone from the reports; larger ones from the sums below.
    public static let inputLimit = 2_000

    private let manifest: ResultsManifest
    private let listed: [String: Int]

    public init(_ manifest: ResultsManifest) {
        self.manifest = manifest
        listed = Dictionary(
            manifest.files.lazy.map { ($0.path, $0.byteCount) }, uniquingKeysWith: { first, _ in first })
    }

    /// The newest manifest, those since the last one known, and one that was seen long before, since none may ever change.
    public static func manifests(
        for index: ResultsIndex, after memory: FeedMemory, using generator: inout some RandomNumberGenerator
    ) -> [Int64] {
        let known = memory.knownSeqs.filter { $0 < index.seq }
        let first = max(1, index.seq - chainLimit, known.last ?? 1)
        var wanted = Array((first...index.seq).reversed())
        if let older = known.filter({ $0 < first }).randomElement(using: &generator) { wanted.append(older) }
        return wanted
    }

    /// The first page and so many others, drawn anew for each observation so that nobody knows which ones are looked at.
    public func pages(_ count: Int, using generator: inout some RandomNumberGenerator) -> [String] {
        let folder = ResultsPages.folder(manifest.seq)
        let first = folder + "index.html"
        var rest = manifest.files.map(\.path).filter { $0.hasPrefix(folder) && $0 != first }
        let chosen = min(count, rest.count)
        // Only as many exchanges as pages are wanted: there may be very many.
        for place in 0..<chosen { rest.swapAt(place, Int.random(in: place..<rest.count, using: &generator)) }
        return [EntryPage.path] + (listed[first] == nil ? [] : [first]) + rest.prefix(chosen)
    }

    /// Largest size a listed file may have, in bytes: what is longer is not the one that was signed.
    public func byteCount(_ path: String) -> Int { path == EntryPage.path ? 4_096 : listed[path] ?? 0 }

    /// The published files that a page cites.
    public func sources(of page: [UInt8]) -> [String] {
        var paths: Set<String> = []
        for figure in PageFigures(page).figures {
            let hex = figure.source.prefix { $0 != "#" }
            for path in ["aggregates/\(hex).json", "reports/\(hex).json"] where listed[path] != nil { paths.insert(path) }
        }
        return paths.sorted()
    }

    /// The reports that a sum lists, with their envelopes; none where there are more than ``inputLimit``.
    public func inputs(of aggregate: [UInt8]) -> [String] {
        guard let value = try? JSONParser.parse(aggregate, limits: .init(bytes: CountCheck.byteLimit)),
            let inputs = value["inputs"]?.arrayValue, inputs.count <= Self.inputLimit
        else { return [] }
        return inputs.compactMap { $0["sha256"]?.stringValue }.flatMap { files(ofReport: $0) }
    }

    /// A report with its envelopes.
    public func files(ofReport hex: String) -> [String] {
        ["reports/\(hex).json", "envelopes/\(hex).json"].filter { listed[$0] != nil }
    }
}
