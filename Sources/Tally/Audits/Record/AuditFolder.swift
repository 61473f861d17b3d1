public import Daylight

/// The public files of one audit, from which anyone can redo it.
///
/// `contest.json` says what was reported, `manifest.json` where the ballots are, `records.json` what the machines read (ballot
/// comparison only), `commitments.json` which files were fixed when, `seed.json` what was drawn in public afterwards, and
/// `round-1.json`, `round-2.json`… what was fetched and found.
public struct AuditFolder: Sendable {
    public enum File: Hashable, Sendable {
        case contest, manifest, records, commitments, seed
        /// Counting from 1.
        case round(Int)

        public var name: String {
            switch self {
            case .contest: "contest.json"
            case .manifest: "manifest.json"
            case .records: "records.json"
            case .commitments: "commitments.json"
            case .seed: "seed.json"
            case .round(let number): "round-\(number).json"
            }
        }
    }

    /// Most rounds, and largest file in bytes.
    public static let roundLimit = 100
    public static let byteLimit = AuditFile.byteLimit

    /// The content of each file that is there.
    public let contents: [File: [UInt8]]

    public init(_ contents: [File: [UInt8]]) { self.contents = contents }

    /// The files that have to be there besides the rounds.
    ///
    /// - Parameter contest: content of `contest.json`.
    /// - Throws: ``InputError`` when that cannot be read.
    public static func required(by contest: [UInt8]) throws(InputError) -> [File] {
        let audited = try reading(.contest, contest) { reader throws(InputError) in try AuditedContest(reader) }
        return [.manifest, .commitments, .seed] + (audited.method == .superSimple ? [.records] : [])
    }

    /// Reads one file; errors name it.
    func read<Result>(_ file: File, _ body: (MemberReader) throws(InputError) -> Result) throws(InputError) -> Result {
        guard let bytes = contents[file] else {
            throw InputError(source: file.name, expected: "the file", found: "none")
        }
        return try Self.reading(file, bytes, body)
    }

    private static func reading<Result>(
        _ file: File, _ bytes: [UInt8], _ body: (MemberReader) throws(InputError) -> Result
    ) throws(InputError) -> Result {
        do throws(InputError) { return try body(AuditFile.reader(bytes)) } catch { throw error.naming(file.name) }
    }
}
