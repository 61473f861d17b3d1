import Glibc
public import Tally

/// The folder of an election's publications on disk: files appear whole, and the index, which makes a publication stand, last.
public final class FeedFolder: Sendable {
    /// Publications whose pages are kept: readers may still be on the former ones.
    private static let keptPages = 3

    /// What went wrong with the folder or a file in it.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        /// Whether the folder could not be made or taken, rather than written to.
        public let isRefusal: Bool
        public let description: String
    }

    public let path: String
    private let descriptor: Int32

    /// Makes the folder if it is not there, and keeps other publishers out of it while this value lives.
    ///
    /// - Throws: ``Fault`` when it cannot be made, or another publisher is at work.
    public init(_ path: String) throws(Fault) {
        self.path = path
        try Self.make(path)
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.refusal(path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Fault(isRefusal: true, description: "\(path): another publisher is at work here")
        }
    }

    deinit { close(descriptor) }

    private static func refusal(_ path: String) -> Fault {
        Fault(isRefusal: true, description: "\(path): \(String(cString: strerror(errno)))")
    }

    private static func make(_ path: String) throws(Fault) {
        var status = stat()
        if stat(path, &status) == 0 { return }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try make(String(path[..<slash])) }
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw refusal(path) }
    }

    /// The content of a file; `nil` when it is not there.
    ///
    /// - Throws: ``Fault`` when it cannot be read, or is longer than the limit.
    public func read(_ name: String, limit: Int) throws(Fault) -> [UInt8]? {
        try Self.read("\(path)/\(name)", limit: limit)
    }

    /// The same of a file in any such folder, without keeping others out of it.
    public static func read(_ path: String, limit: Int) throws(Fault) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG else { throw fault(path) }
            return nil
        }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            // A folder is no file either.
            if count < 0, errno == EISDIR { return nil }
            guard count >= 0 else { throw fault(path) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else {
                throw Fault(isRefusal: false, description: "\(path): longer than \(limit) bytes")
            }
        }
    }

    /// Writes the files as ``write(_:writer:progress:)`` does, two at a time.
    func writeTogether(_ files: [ResultsFeed.File]) async throws {
        // Neighbours lie in the same folder, and two that write in one folder wait for each other.
        let halves = [files[..<(files.count / 2)], files[(files.count / 2)...]]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (writer, half) in halves.enumerated() { group.addTask { try self.write(Array(half), writer: writer) } }
            try await group.waitForAll()
        }
    }

    /// Writes the files that are not there with these bytes; how many were.
    ///
    /// - Parameters:
    ///   - writer: tells those apart that write at the same time.
    ///   - progress: is told which part is done, 0 to 1, and how many were written.
    @discardableResult
    public func write(
        _ files: [ResultsFeed.File], writer: Int = 0, progress: (Double, Int) -> Void = { _, _ in }
    ) throws(Fault) -> Int {
        var made: Set<Substring> = []
        var written = 0
        for (place, file) in files.enumerated() {
            if let slash = file.path.lastIndex(of: "/"), made.insert(file.path[..<slash]).inserted {
                try Self.make("\(path)/\(file.path[..<slash])")
            }
            if try !isThere(file) {
                try put(file, writer: writer)
                written += 1
            }
            progress(Double(place) / Double(files.count), written)
        }
        return written
    }

    private func isThere(_ file: ResultsFeed.File) throws(Fault) -> Bool {
        var status = stat()
        guard fstatat(descriptor, file.path, &status, 0) == 0, Int(status.st_size) == file.bytes.count else { return false }
        return try read(file.path, limit: file.bytes.count).map { $0 == file.bytes } ?? false
    }

    /// Puts a whole file in place of what is there.
    private func put(_ file: ResultsFeed.File, writer: Int = 0) throws(Fault) {
        // In the folder of the file: to move it into another one would make every other writer wait.
        let folder = file.path.lastIndex(of: "/").map { file.path[...$0] } ?? ""
        let temporary = "\(folder).writing-\(writer)"
        let output = openat(descriptor, temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw Self.fault("\(path)/\(file.path)") }
        defer { close(output) }
        var rest = file.bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.fault("\(path)/\(file.path)") }
            rest = rest.dropFirst(count)
        }
        guard renameat(descriptor, temporary, descriptor, file.path) == 0 else { throw Self.fault("\(path)/\(file.path)") }
    }

    /// Makes the publication stand: all it consists of is on the disk before its manifest is there, and that before the index.
    public func seal(_ sealed: SealedFeed) throws(Fault) {
        flush()
        try put(sealed.manifest)
        try point(to: sealed.index)
        try put(sealed.entryPage)
    }

    /// Puts the index in place, durably.
    public func point(to index: ResultsFeed.File) throws(Fault) {
        flush()
        try put(index)
        guard fsync(descriptor) == 0 else { throw Self.fault("\(path)/\(index.path)") }
    }

    private func flush() {
        // One flush for all of many small files; flushing each would take a thousand times as long.
        sync()
    }

    /// Leads people to a publication.
    public func lead(to seq: Int64) throws(Fault) { try put(ResultsFeed.entryPage(seq: seq)) }

    private static func fault(_ path: String) -> Fault {
        Fault(isRefusal: false, description: "\(path): \(String(cString: strerror(errno)))")
    }

    /// Removes the pages of publications long gone; their data stays.
    public func removePages(before seq: Int64) {
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
