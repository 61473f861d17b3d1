import Daylight

/// The files of one observation by what the manifest says of them.
struct FeedFiles {
    let manifest: ResultsManifest
    let definition: ElectionDefinition
    private let fetched: [String: [UInt8]]
    let missing: Set<String>
    let listed: [String: FeedFile]
    /// Files whose bytes are the ones that were signed, parsed when they are first asked for.
    private var sound: Set<String> = []
    private var parsed: [String: JSONValue] = [:]
    /// Reports that may be relied on, by digest.
    var reports: [Digest: StationReport] = [:]

    init(_ observation: FeedObservation, _ manifest: ResultsManifest, _ definition: ElectionDefinition) {
        self.manifest = manifest
        self.definition = definition
        fetched = observation.files
        missing = observation.missing
        listed = Dictionary(manifest.files.lazy.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Paths of fetched files, in order.
    func paths(in folder: String) -> [String] { fetched.keys.filter { $0.hasPrefix(folder) }.sorted() }

    func bytes(_ path: String) -> [UInt8]? { fetched[path] }

    mutating func rely(on path: String) { sound.insert(path) }

    /// Whether a file was fetched and its bytes are the ones that were signed.
    func isSound(_ path: String) -> Bool { sound.contains(path) }

    /// A sound file's JSON; `nil` for any other.
    mutating func json(_ path: String) -> JSONValue? {
        guard sound.contains(path), let bytes = fetched[path] else { return nil }
        if let value = parsed[path] { return value }
        let value = try? JSONParser.parse(bytes, limits: .init(bytes: CountCheck.byteLimit))
        parsed[path] = value
        return value
    }

    /// Where the file with this digest is published, as a report or a sum; `nil` when it is not.
    func path(ofSource hex: String) -> String? {
        ["aggregates/\(hex).json", "reports/\(hex).json"].first { listed[$0] != nil }
    }
}
