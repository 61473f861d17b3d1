import Glibc

/// A file that appears whole or not at all.
///
/// It is written without a name, so that a killed process leaves nothing behind, and gets its name at the end. What is
/// there already stays untouched until then. A device or pipe is written to at the end instead of being replaced.
final class OutputFile {
    private let path: String
    private let descriptor: Int32
    private let isReplaced: Bool

    /// Holds back what goes to standard output until all of it is there.
    static func standardOutput() throws -> OutputFile { try OutputFile(standardOutput: ()) }

    private init(standardOutput: Void) throws {
        path = Self.standardOutputPath
        isReplaced = false
        descriptor = Self.openUnnamed(ScratchDirectory.path, 0o600)
        guard descriptor >= 0 else {
            throw Failure(.cannotCreateOutput, "\(ScratchDirectory.path): no room for working files: \(systemMessage())")
        }
    }

    private static let standardOutputPath = "standard output"

    /// - Throws: ``Failure`` (73) naming the path.
    init(_ path: String, mode: mode_t = 0o666) throws {
        let target = realpath(path, nil)
        defer { free(target) }
        self.path = target.map { String(cString: $0) } ?? path
        var status = stat()
        let exists = stat(self.path, &status) == 0
        if exists, status.st_mode & S_IFMT == S_IFDIR { throw Failure(.cannotCreateOutput, "\(path): is a folder") }
        isReplaced = !exists || status.st_mode & S_IFMT == S_IFREG
        let folder = isReplaced ? Self.folder(of: self.path) : ScratchDirectory.path
        descriptor = Self.openUnnamed(folder, mode)
        guard descriptor >= 0 else { throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())") }
    }

    deinit { close(descriptor) }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func openUnnamed(_ folder: String, _ mode: mode_t) -> Int32 {
        // __O_TMPFILE | O_DIRECTORY; the header's macro is not visible to Swift.
        open(folder, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, mode)
    }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try Self.write(bytes, to: descriptor, path: path)
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())") }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Gives the file its name, replacing what had it.
    func publish() throws {
        guard isReplaced else { return try copyToDevice() }
        let temporary = "\(path).\(getpid()).part"
        let own = "/proc/self/fd/\(descriptor)"
        unlink(temporary)
        guard linkat(AT_FDCWD, own, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0, rename(temporary, path) == 0 else {
            let message = systemMessage()
            unlink(temporary)
            throw Failure(.cannotCreateOutput, "\(path): \(message)")
        }
    }

    private func copyToDevice() throws {
        let device = path == Self.standardOutputPath ? dup(1) : open(path, O_WRONLY | O_CLOEXEC)
        guard device >= 0 else { throw Failure(.cannotCreateOutput, "\(path): \(systemMessage())") }
        defer { close(device) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, offset)
            guard count > 0 else { return }
            try Self.write(UnsafeRawBufferPointer(rebasing: buffer[..<count]), to: device, path: path)
            offset += count
        }
    }
}
