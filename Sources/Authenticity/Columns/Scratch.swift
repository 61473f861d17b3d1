/// Where rows go that do not fit into memory. The room itself touches no disk: whoever runs it supplies the space.
public protocol ScratchSpace: AnyObject {
    /// A new, empty file that vanishes with the process, however that ends.
    func makeFile() throws -> any ScratchFile
}

/// One scratch file: written at its end, read from anywhere.
public protocol ScratchFile: AnyObject {
    var byteCount: Int { get }
    func append(_ bytes: UnsafeRawBufferPointer) throws
    /// Fills the buffer from `offset` on, as far as the file goes, and tells how many bytes that were.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int
}

/// Collects small records and hands them to a scratch file in large pieces.
final class ScratchWriter {
    private let file: any ScratchFile
    private let buffer: UnsafeMutableRawBufferPointer
    private var used = 0

    init(_ file: any ScratchFile, bufferByteCount: Int) {
        self.file = file
        buffer = .allocate(byteCount: bufferByteCount, alignment: 8)
    }

    deinit { buffer.deallocate() }

    @inline(__always)
    func append<Record: BitwiseCopyable>(_ record: Record) throws {
        try withUnsafeBytes(of: record) { try append($0) }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws {
        if used + bytes.count > buffer.count {
            try flush()
            if bytes.count > buffer.count { return try file.append(bytes) }
        }
        guard let source = bytes.baseAddress else { return }
        (buffer.baseAddress! + used).copyMemory(from: source, byteCount: bytes.count)
        used += bytes.count
    }

    func flush() throws {
        try file.append(UnsafeRawBufferPointer(rebasing: buffer[..<used]))
        used = 0
    }

    /// Everything written so far, ready to be read.
    func finished() throws -> any ScratchFile {
        try flush()
        return file
    }
}

extension ScratchFile {
    /// Reads the whole file as records of one size.
    func forEachRecord<Record: BitwiseCopyable>(_ type: Record.Type, _ body: (Record) throws -> Void) throws {
        let stride = MemoryLayout<Record>.stride
        precondition(stride == MemoryLayout<Record>.size, "scratch records have no padding at their end")
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: stride * 8192, alignment: 16)
        defer { buffer.deallocate() }
        var offset = 0
        while offset < byteCount {
            let count = try read(into: buffer, at: offset)
            guard count > 0 else { return }
            for index in 0..<count / stride { try body(buffer.load(fromByteOffset: index * stride, as: Record.self)) }
            offset += count
        }
    }
}
