import Daylight
import Glibc
import Tally

/// The files of cast vote records that a contest's configuration names.
struct RankedFiles {
    /// Most files in a folder of records.
    private static let fileLimit = 20_000_000

    let contest: RankedContest
    /// Path of the configuration.
    let config: String
    /// Whether a program reads what is wrong.
    let json: Bool
    private let progress = ProgressLine()

    init(contest: RankedContest, config: String, json: Bool) {
        self.contest = contest
        self.config = config
        self.json = json
    }

    /// Reads every source.
    ///
    /// - Throws: exit 65 for records that cannot be used, 66 for files that cannot be read; what is wrong has been said then.
    func ballots() throws -> RankedBallots {
        defer { progress.clear() }
        var ballots = RankedBallots()
        for source in contest.sources {
            let path = resolve(source.path)
            try CountFile(path: path, json: json).reporting {
                switch source.provider {
                case .hart: try readFolder(source, path, into: &ballots) { $0.lowercased().hasSuffix(".xml") }
                case .dominion where Self.isFolder(path):
                    try readFolder(source, path, into: &ballots) { $0.hasPrefix("CvrExport") && $0.hasSuffix(".json") }
                case .ess, .clearBallot, .cdf, .genericCsv, .dominion: try readFile(source, path, into: &ballots)
                }
            }
        }
        return ballots
    }

    private func resolve(_ path: String) -> String {
        guard !path.hasPrefix("/"), let slash = config.lastIndex(of: "/") else { return path }
        return config[...slash] + path
    }

    private func readFile(_ source: CastVoteRecordSource, _ path: String, into ballots: inout RankedBallots) throws {
        var path = path
        if path.lowercased().hasSuffix(".xlsx") {
            guard access(path, F_OK) != 0 else {
                throw InputError(source: path, expected: "the sheet saved as .csv", found: "a workbook")
            }
            path = path.dropLast(4) + "csv"
        }
        var reader = try naming(path) { () throws(InputError) in try contest.reader(for: source, path: path) }
        try read(path, &reader, &ballots)
    }

    private func readFolder(
        _ source: CastVoteRecordSource, _ path: String, into ballots: inout RankedBallots, where isRecord: (String) -> Bool
    ) throws {
        let names = try Self.names(in: path).filter(isRecord)
        guard !names.isEmpty else { throw Failure(.missingInput, "\(path): no files of records in this folder") }
        var manifests: DominionManifests?
        if source.provider == .dominion {
            let contests = try CountFile.bytes(path + "/ContestManifest.json", limit: DominionManifests.byteLimit)
            let candidates = try CountFile.bytes(path + "/CandidateManifest.json", limit: DominionManifests.byteLimit)
            let conditionPath = path + "/OutstackConditionManifest.json"
            let conditions =
                access(conditionPath, F_OK) == 0 ? try CountFile.bytes(conditionPath, limit: DominionManifests.byteLimit) : nil
            manifests = try naming(path) { () throws(InputError) in
                try DominionManifests(contests: contests, candidates: candidates, outstackConditions: conditions)
            }
        }
        var reader = try naming(path) { () throws(InputError) in
            try contest.reader(for: source, path: path, manifests: manifests)
        }
        for name in names { try read(path + "/" + name, &reader, &ballots) }
    }

    private func read(_ path: String, _ reader: inout any CastVoteRecordReader, _ ballots: inout RankedBallots) throws {
        let file = try InputFile(path)
        do {
            var count = 0
            try file.forEachPiece { piece in
                try reader.read(piece, into: &ballots)
                count += piece.count
                let part = file.byteCount.map { Double(count) / Double(max($0, 1)) }
                progress.update("Reading \(path)", part, detail: "\(ballots.total) ballots")
            }
            try reader.finish(into: &ballots)
        } catch let error as InputError { throw error.naming(path) }
    }

    private func naming<Result>(_ path: String, _ work: () throws(InputError) -> Result) throws -> Result {
        do throws(InputError) { return try work() } catch { throw error.naming(path) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted, so that errors are the same each time.
    private static func names(in path: String) throws -> [String] {
        guard let folder = opendir(path) else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            names.append(withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
            guard names.count <= fileLimit else {
                throw InputError(source: path, expected: "at most \(fileLimit) files", found: "more")
            }
        }
        return names.sorted()
    }
}
