import Glibc

/// An open file, closed when the last reference goes.
final class OpenFile: Sendable {
    let descriptor: Int32
    let path: String

    /// - Throws: ``LogError/missing(path:)``, ``LogError/exists(path:)`` or an I/O error.
    init(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(LogError) {
        // A child that inherited the descriptor would keep the lock alive after us.
        descriptor = open(path, flags | O_CLOEXEC, mode)
        self.path = path
        if descriptor < 0 { throw Disk.error("open", path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: UnsafeRawBufferPointer) throws(LogError) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count < 0 {
                if errno == EINTR { continue }
                throw Disk.error("write", path)
            }
            done += count
        }
    }

    func write(_ bytes: [UInt8]) throws(LogError) {
        try bytes.withUnsafeBufferPointer { buffer throws(LogError) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    /// Reads until the buffer is full or the file ends; the number of bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(LogError) -> Int {
        var done = 0
        while done < buffer.count {
            let count = pread(descriptor, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
            if count < 0 {
                if errno == EINTR { continue }
                throw Disk.error("read", path)
            }
            if count == 0 { break }
            done += count
        }
        return done
    }

    var size: Int {
        get throws(LogError) {
            var status = stat()
            guard fstat(descriptor, &status) == 0 else { throw Disk.error("look at", path) }
            return Int(status.st_size)
        }
    }

    func synchronize() throws(LogError) {
        if fsync(descriptor) != 0 { throw Disk.error(Disk.flushing, path) }
    }

    func synchronizeData() throws(LogError) {
        if fdatasync(descriptor) != 0 { throw Disk.error(Disk.flushing, path) }
    }

    func truncate(to length: Int) throws(LogError) {
        if ftruncate(descriptor, off_t(length)) != 0 { throw Disk.error("cut", path) }
    }
}

/// The exclusive right to a directory, for the life of this value or of the process.
final class DirectoryLock: Sendable {
    private let file: OpenFile

    /// - Throws: ``LogError/locked(path:)`` if somebody else has it.
    init(_ directory: String) throws(LogError) {
        file = try OpenFile("\(directory)/lock", O_RDWR | O_CREAT, mode: 0o600)
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw errno == EWOULDBLOCK ? .locked(path: directory) : Disk.error("lock", directory)
        }
    }

    // Closing the file is not enough while a child that is just being started shares it.
    deinit { flock(file.descriptor, LOCK_UN) }
}

/// Files whole: read, made, replaced so that a crash leaves the old or the new one.
enum Disk {
    /// The operation after whose failure nothing is known about what the disk holds.
    static let flushing = "flush"

    static func error(_ operation: String, _ path: String) -> LogError {
        let code = errno
        switch code {
        case ENOENT, ENOTDIR: return .missing(path: path)
        case EEXIST: return .exists(path: path)
        default: return .io(operation: operation, path: path, code: code, reason: String(cString: strerror(code)))
        }
    }

    static func read(_ path: String, limit: Int = 64 << 20) throws(LogError) -> [UInt8] {
        let file = try OpenFile(path, O_RDONLY)
        let size = try file.size
        guard size <= limit else { throw .damaged(path: path, reason: "expected at most \(limit) bytes, found \(size)") }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = try bytes.withUnsafeMutableBufferPointer { buffer throws(LogError) in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
        return Array(bytes.prefix(count))
    }

    /// Reads a file that only its owner may read.
    static func readSecret(_ path: String) throws(LogError) -> [UInt8] {
        var status = stat()
        guard stat(path, &status) == 0 else { throw error("look at", path) }
        guard status.st_mode & 0o077 == 0 else { throw .exposed(path: path) }
        return try read(path, limit: 4096)
    }

    /// Writes a file that must not be there yet, durably. It has no name before its content is whole, so that a process
    /// killed in between leaves nothing.
    static func create(_ path: String, _ bytes: [UInt8], mode: mode_t = 0o644) throws(LogError) {
        // __O_TMPFILE | O_DIRECTORY; the header's macro is not visible to Swift.
        let file = try OpenFile(parent(of: path), O_WRONLY | 0o20000000 | O_DIRECTORY, mode: mode)
        try file.write(bytes)
        try file.synchronize()
        guard linkat(AT_FDCWD, "/proc/self/fd/\(file.descriptor)", AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 else {
            throw error("create", path)
        }
        try synchronizeDirectory(of: path)
    }

    /// Writes a file that must not be there yet, without flushing it. A crash may leave a part of it.
    ///
    /// - Throws: ``LogError/exists(path:)``, ``LogError/missing(path:)`` without a directory for it, or an I/O error.
    static func write(_ path: String, _ bytes: [UInt8]) throws(LogError) {
        try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL).write(bytes)
    }

    /// Puts a whole file in place of whatever is there, through a temporary file on the same volume.
    ///
    /// - Parameter isDurable: whether the file and its directory are flushed before this returns.
    static func replace(_ path: String, temporary: String, _ bytes: [UInt8], isDurable: Bool) throws(LogError) {
        let file = try OpenFile(temporary, O_WRONLY | O_CREAT | O_TRUNC)
        try file.write(bytes)
        if isDurable { try file.synchronize() }
        if rename(temporary, path) != 0 { throw error("put in place", path) }
        if isDurable { try synchronizeDirectory(of: path) }
    }

    static func synchronizeDirectory(of path: String) throws(LogError) {
        try OpenFile(parent(of: path), O_RDONLY | O_DIRECTORY).synchronize()
    }

    static func parent(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }

    /// Makes a directory and those above it.
    static func makeDirectories(_ path: String, mode: mode_t = 0o755) throws(LogError) {
        if mkdir(path, mode) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, parent(of: path) != path else { throw error("make", path) }
        try makeDirectories(parent(of: path), mode: mode)
        if mkdir(path, mode) != 0, errno != EEXIST { throw error("make", path) }
    }

    /// The names in a directory without `.` and `..`; `nil` if there is no directory.
    static func names(in path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
