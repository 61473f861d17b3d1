/// Where the bytes of an output table go, piece by piece.
public typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes tab-separated lines in large pieces. In ids TAB, LF, CR and `\` are written `\t`, `\n`, `\r` and `\\`.
struct TableWriter {
    private static let flushSize = 1 << 16
    /// No number takes more bytes than this, its tab included.
    private static let numberLimit = 40

    private let sink: ByteSink
    private let buffer = ByteBuffer(capacity: flushSize + 4096)
    private var isLineStart = true

    /// A table without a header line.
    init(sink: @escaping ByteSink) { self.sink = sink }

    init(columns: [String], sink: @escaping ByteSink) throws {
        self.init(sink: sink)
        for column in columns { field(verbatim: column) }
        try endLine()
    }

    @inline(__always)
    private mutating func write(upTo size: Int, _ body: (inout ByteBuffer.Cursor) -> Void) {
        let isFirst = isLineStart
        isLineStart = false
        buffer.write(upTo: size + 1) { cursor in
            if !isFirst { cursor.put(UInt8(ascii: "\t")) }
            body(&cursor)
        }
    }

    @inline(__always)
    mutating func field(_ value: Int) { write(upTo: Self.numberLimit) { $0.put(decimal: UInt64(value)) } }

    @inline(__always)
    mutating func field(_ value: Double) { write(upTo: Self.numberLimit) { $0.put(value) } }

    @inline(__always)
    mutating func field(milliseconds: Int64) { write(upTo: Self.numberLimit) { $0.put(milliseconds: milliseconds) } }

    mutating func field(verbatim text: String) { write(upTo: text.utf8.count) { $0.put(text) } }

    /// An id whose escaped form is at hand.
    @inline(__always)
    mutating func field(escaped id: UnsafeRawBufferPointer) { write(upTo: id.count) { $0.put(id) } }

    mutating func field(id: UnsafeRawBufferPointer) {
        guard Self.needsEscapes(id) else { return field(escaped: id) }
        write(upTo: 2 * id.count) { cursor in
            for byte in id {
                switch byte {
                case 0x09: cursor.put(#"\t"#)
                case 0x0A: cursor.put(#"\n"#)
                case 0x0D: cursor.put(#"\r"#)
                case UInt8(ascii: "\\"): cursor.put(#"\\"#)
                default: cursor.put(byte)
                }
            }
        }
    }

    static func needsEscapes(_ id: UnsafeRawBufferPointer) -> Bool {
        id.contains { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: "\\") }
    }

    @inline(__always)
    mutating func endLine() throws {
        buffer.write(upTo: 1) { $0.put(UInt8(ascii: "\n")) }
        isLineStart = true
        if buffer.count >= Self.flushSize { try flush() }
    }

    func flush() throws {
        try sink(buffer.bytes)
        buffer.removeAll()
    }
}
