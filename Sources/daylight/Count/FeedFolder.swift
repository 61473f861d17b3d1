import Daylight
import Glibc
import Tally

/// The folder of an election's publications on disk: files appear whole, and the index, which makes a publication stand, last.
final class FeedFolder {
    /// Publications whose pages are kept: readers may still be on the former ones.
    private static let keptPages = 3

    let path: String
    private let descriptor: Int32

    /// Makes the folder if it is not there, and keeps other publishers out of it while this value lives.
    ///
    /// - Throws: ``Failure`` (73) when it cannot be made, or another publisher is at work.
    init(_ path: String) throws {
        self.path = path
        try Self.make(path)
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())") }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Failure(.cannotCreateOutput, "\(path): another publisher is at work here")
        }
    }

    deinit { close(descriptor) }

    private static func make(_ path: String) throws {
        var status = stat()
        if stat(path, &status) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try make(String(path[..<slash])) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())")
        }
    }

    /// The content of a file; `nil` when it is not there.
    func read(_ name: String, limit: Int) throws -> [UInt8]? {
        guard access("\(path)/\(name)", F_OK) == 0 else { return nil }
        return try CountFile.bytes("\(path)/\(name)", limit: limit)
    }

    /// Writes the files that are not there with these bytes; how many were.
    func write(_ files: [ResultsFeed.File], progress: ProgressLine) throws -> Int {
        var made: Set<Substring> = []
        var written = 0
        for (place, file) in files.enumerated() {
            if let slash = file.path.lastIndex(of: "/"), made.insert(file.path[..<slash]).inserted {
                try Self.make("\(path)/\(file.path[..<slash])")
            }
            if try !isThere(file) {
                try put(file)
                written += 1
            }
            progress.update("writing", Double(place) / Double(files.count), detail: "\(written) files")
        }
        return written
    }

    private func isThere(_ file: ResultsFeed.File) throws -> Bool {
        var status = stat()
        guard fstatat(descriptor, file.path, &status, 0) == 0, Int(status.st_size) == file.bytes.count else { return false }
        return try read(file.path, limit: file.bytes.count).map { $0 == file.bytes } ?? false
    }

    /// Puts a whole file in place of what is there.
    private func put(_ file: ResultsFeed.File) throws {
        let temporary = ".writing"
        let output = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw fault(file.path) }
        defer { close(output) }
        var rest = file.bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw fault(file.path) }
            rest = rest.dropFirst(count)
        }
        guard renameat(descriptor, temporary, descriptor, file.path) == 0 else { throw fault(file.path) }
    }

    /// Makes the publication stand: all it consists of is on the disk before its manifest is there, and that before the index.
    func seal(_ sealed: SealedFeed) throws {
        sync()
        try put(sealed.manifest)
        try point(to: sealed.index)
        try put(sealed.entryPage)
    }

    /// Puts the index in place, durably.
    func point(to index: ResultsFeed.File) throws {
        sync()
        try put(index)
        guard fsync(descriptor) == 0 else { throw fault(index.path) }
    }

    /// Leads people to a publication.
    func lead(to seq: Int64) throws { try put(ResultsFeed.entryPage(seq: seq)) }

    private func fault(_ name: String) -> Failure { Failure(.inputOutput, "\(path)/\(name): \(systemMessage())") }

    /// Removes the pages of publications long gone; their data stays.
    func removePages(before seq: Int64) {
        guard let folder = opendir("\(path)/pages") else { return }
        defer { closedir(folder) }
        var old: [String] = []
        while let entry = readdir(folder) {
            let name = Self.name(entry)
            if let number = Int64(name), String(number) == name, number <= seq - Int64(Self.keptPages) { old.append(name) }
        }
        for name in old { removePages("\(path)/pages/\(name)") }
    }

    private func removePages(_ path: String) {
        guard let folder = opendir(path) else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = Self.name(entry)
            if name.hasSuffix(".html") { unlink("\(path)/\(name)") }
        }
        rmdir(path)
    }

    private static func name(_ entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
    }
}
