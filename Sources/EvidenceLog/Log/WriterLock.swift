import Glibc

/// The right to write a log: an exclusive lock for the life of the process, and a generation that every opening raises.
///
/// The lock stops a second process on this machine; the generation also shows a second host or a copied volume.
struct WriterLock: Sendable {
    let generation: UInt64
    private let file: OpenFile

    init(_ directory: LogDirectory) throws(LogError) {
        file = try OpenFile(directory.lock, O_RDWR | O_CREAT, mode: 0o600)
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { throw .locked(path: directory.path) }
            throw Disk.error("lock", directory.lock)
        }
        generation = try Self.read(file) + 1
        // Fixed width, so that a shorter number never leaves digits of a longer one behind.
        let digits = String(generation)
        let text = Array((String(repeating: "0", count: 19 - digits.count) + digits + "\n").utf8)
        guard text.withUnsafeBytes({ pwrite(file.descriptor, $0.baseAddress, $0.count, 0) }) == text.count else {
            throw Disk.error("write", directory.lock)
        }
        try file.synchronize()
    }

    private static func read(_ file: OpenFile) throws(LogError) -> UInt64 {
        var bytes = [UInt8](repeating: 0, count: 20)
        let count = try bytes.withUnsafeMutableBufferPointer { buffer throws(LogError) in
            try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        }
        if count == 0 { return 0 }
        let digits = bytes.prefix(19).drop { $0 == UInt8(ascii: "0") }
        guard count == 20, let value = CanonicalDecimal.parse(digits.isEmpty ? [UInt8(ascii: "0")] : Array(digits)) else {
            throw .damaged(path: file.path, reason: "expected a generation number")
        }
        return value
    }

    /// Gives the lock back. Closing the file is not enough while a child that is just being started shares it.
    func unlock() { _ = flock(file.descriptor, LOCK_UN) }

    /// - Throws: ``LogError/stopped(reason:)`` if another writer has taken over, ``LogError/missing(path:)`` while the
    ///   log's directory is not where it was.
    func check() throws(LogError) {
        var held = stat()
        var named = stat()
        guard fstat(file.descriptor, &held) == 0, stat(file.path, &named) == 0, held.st_ino == named.st_ino,
            held.st_dev == named.st_dev
        else { throw .missing(path: file.path) }
        let current = try Self.read(file)
        guard current == generation else {
            throw .stopped(reason: "another writer took over (generation \(current), this one is \(generation))")
        }
    }
}
