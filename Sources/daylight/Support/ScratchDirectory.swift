import Authenticity
import Glibc

/// Scratch files in `$TMPDIR` without names: the system frees them when the process ends, however it ends.
final class ScratchDirectory: ScratchSpace {
    static var path: String {
        guard let variable = getenv("TMPDIR"), variable.pointee != 0 else { return "/tmp" }
        return String(cString: variable)
    }

    func makeFile() throws -> any ScratchFile {
        let descriptor = open(Self.path, 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure(
                .cannotCreateOutput, "\(Self.path): no room for working files: \(systemMessage()); set TMPDIR to another folder")
        }
        return UnnamedFile(descriptor)
    }
}

private final class UnnamedFile: ScratchFile {
    private let descriptor: Int32
    private(set) var byteCount = 0

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes
        while !rest.isEmpty {
            let count = pwrite(descriptor, rest.baseAddress, rest.count, byteCount)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(.inputOutput, "\(ScratchDirectory.path): \(systemMessage())") }
            byteCount += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        var filled = 0
        while filled < buffer.count {
            let count = pread(descriptor, buffer.baseAddress! + filled, buffer.count - filled, offset + filled)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(.inputOutput, "\(ScratchDirectory.path): \(systemMessage())") }
            if count == 0 { break }
            filled += count
        }
        return filled
    }
}
