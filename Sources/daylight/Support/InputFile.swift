import Glibc

/// A file or standard input, read in pieces.
final class InputFile {
    private static let pieceByteCount = 1 << 18

    let path: String
    private let descriptor: Int32
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

    deinit { if descriptor > 0 { close(descriptor) } }

    /// Hands over the whole content, piece by piece.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceByteCount, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Failure(.missingInput, "\(path): \(systemMessage())") }
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
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
