import Glibc

/// A file or standard input, read in pieces.
final class InputFile {
    private static let pieceByteCount = 1 << 18

    let path: String
    private let descriptor: Int32
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceByteCount, alignment: 16)
    /// `nil` for pipes and terminals.
    let byteCount: Int?

    /// - Throws: ``Failure`` (66) naming the path.
    init(_ path: String) throws {
        self.path = path
        if path == "-" {
            descriptor = 0
        } else {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
        if status.st_mode & S_IFMT == S_IFDIR { throw Failure(.missingInput, "\(path): is a folder, not a file") }
        byteCount = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    deinit {
        buffer.deallocate()
        if descriptor > 0 { close(descriptor) }
    }

    /// Hands over the whole content, piece by piece.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        while try nextPiece(body) {}
    }

    /// Hands over the next piece; `false` at the end.
    func nextPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Bool {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
            if count == 0 { return false }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            return true
        }
    }

    /// The whole content of a file that must be small enough to hold.
    static func bytes(_ path: String, limit: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try InputFile(path).forEachPiece { piece in
            guard bytes.count + piece.count <= limit else {
                throw Failure(.malformedInput, "\(path): expected at most \(limit) bytes, found more")
            }
            bytes.append(contentsOf: piece)
        }
        return bytes
    }
}
