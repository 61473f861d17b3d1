import Daylight
import Glibc
import Sponsorship

/// A folder with fetched files: `news.example.ads.txt`, and beside it `news.example.ads.txt.json`, which says where it is from
/// and how long it counts.
struct DeclarationFolder {
    /// Most files that are read for one answer.
    private static let fileLimit = 10_000
    private static let stateLimit = 64 << 10

    private let path: String

    /// - Throws: ``Failure`` (66) unless it is a folder.
    init(_ path: String) throws {
        var status = stat()
        guard stat(path, &status) == 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure(.missingInput, "\(path): is no folder") }
        self.path = path
    }

    private func file(_ kind: DeclarationFetch.Kind, _ host: Host) -> String { "\(path)/\(host).\(kind.rawValue)" }

    /// What is kept, if it is whole: a file that is not the one that was fetched counts for nothing.
    func copy(_ kind: DeclarationFetch.Kind, of host: Host) throws -> (copy: DeclarationCopy, body: [UInt8])? {
        let state = file(kind, host) + ".json"
        guard access(state, F_OK) == 0 else { return nil }
        guard let json = try? JSONParser.parse(InputFile.bytes(state, limit: Self.stateLimit)),
            let copy = try? DeclarationCopy(json)
        else { return passOver(state, "cannot be read") }
        guard case .file(let digest) = copy.content else { return (copy, []) }
        guard let body = try? InputFile.bytes(file(kind, host), limit: kind.byteLimit), Digest(of: body) == digest else {
            return passOver(file(kind, host), "is not the file that was fetched")
        }
        return (copy, body)
    }

    private func passOver(_ path: String, _ why: String) -> (copy: DeclarationCopy, body: [UInt8])? {
        StandardError.say("daylight: \(path) \(why) and counts for nothing")
        return nil
    }

    func keep(_ copy: DeclarationCopy, _ body: [UInt8], _ kind: DeclarationFetch.Kind, of host: Host) throws {
        let path = file(kind, host)
        if case .file = copy.content { try Self.write(body, path) }
        try Self.write(Array((CanonicalJSON.line(.object(copy.json)) + "\n").utf8), path + ".json")
    }

    private static func write(_ bytes: [UInt8], _ path: String) throws {
        let output = try OutputFile(path)
        try bytes.withUnsafeBytes { try output.write($0) }
        try output.publish()
    }

    /// Adds the host's file if there is one that still counts; a site that has none declares nothing.
    func add(_ kind: DeclarationFetch.Kind, of host: Host, to files: inout FetchedFiles, now: Timestamp) throws {
        guard let (copy, body) = try copy(kind, of: host), copy.standing(now: now) != .expired else { return }
        switch kind {
        case .adsTxt: files.adsTxt[host] = try AdsTxt(parsing: body)
        case .appAdsTxt: break
        // A file that is none, or is not there, tells of nobody.
        case .sellersJSON: files.sellers[host] = try (try? SellersFile(parsing: body)) ?? SellersFile(json: ["sellers": []])
        case .buyersJSON: files.buyers[host] = try (try? BuyersFile(parsing: body)) ?? BuyersFile(json: ["buyers": []])
        }
    }

    /// Everything that still counts.
    func files(now: Timestamp) throws -> FetchedFiles {
        var files = FetchedFiles()
        let names = try names()
        guard names.count <= Self.fileLimit else {
            throw Failure(.malformedInput, "\(path): expected at most \(Self.fileLimit) fetched files, found \(names.count)")
        }
        for (kind, host) in names { try add(kind, of: host, to: &files, now: now) }
        return files
    }

    private func names() throws -> [(DeclarationFetch.Kind, Host)] {
        guard let folder = opendir(path) else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        defer { closedir(folder) }
        var names: [(DeclarationFetch.Kind, Host)] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            // `news.example.app-ads.txt.json` ends like a kind only after the point before it.
            for kind in DeclarationFetch.Kind.allCases where name.hasSuffix(".\(kind.rawValue).json") {
                if let host = Host(name.dropLast(kind.rawValue.count + 6)) { names.append((kind, host)) }
            }
        }
        return names.sorted { ($0.1, $0.0.rawValue) < ($1.1, $1.0.rawValue) }
    }
}

extension DeclarationFetch.Kind {
    /// Largest file that is fetched.
    var byteLimit: Int {
        switch self {
        case .adsTxt, .appAdsTxt: AdsTxt.Limits().bytes
        case .sellersJSON: SellersReader.byteLimit
        case .buyersJSON: BuyersFile.byteLimit
        }
    }
}
