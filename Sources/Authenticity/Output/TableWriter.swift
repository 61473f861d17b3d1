/// Where the bytes of an output table go, piece by piece.
public typealias ByteSink = (UnsafeRawBufferPointer) throws -> Void

/// Writes tab-separated lines in large pieces. In ids TAB, LF, CR and `\` are written `\t`, `\n`, `\r` and `\\`.
struct TableWriter {
    private static let flushSize = 1 << 16

    private let sink: ByteSink
    private var buffer: [UInt8] = []
    private var isLineStart = true

    /// A table without a header line.
    init(sink: @escaping ByteSink) {
        self.sink = sink
        buffer.reserveCapacity(Self.flushSize + 4096)
    }

    init(columns: [String], sink: @escaping ByteSink) throws {
        self.init(sink: sink)
        buffer.append(contentsOf: columns.joined(separator: "\t").utf8)
        try endLine()
    }

    @inline(__always)
    private mutating func startField() {
        if !isLineStart { buffer.append(UInt8(ascii: "\t")) }
        isLineStart = false
    }

    @inline(__always)
    mutating func field(_ value: Int) {
        startField()
        Decimal.append(UInt64(value), to: &buffer)
    }

    @inline(__always)
    mutating func field(_ value: Double) {
        startField()
        Decimal.append(value, to: &buffer)
    }

    mutating func field(verbatim text: String) {
        startField()
        buffer.append(contentsOf: text.utf8)
    }

    @inline(__always)
    mutating func field(milliseconds: Int64) {
        startField()
        Seconds.append(milliseconds, to: &buffer)
    }

    @inline(__always)
    mutating func field(id: UnsafeRawBufferPointer) {
        startField()
        if id.contains(where: { $0 < 0x0E || $0 == UInt8(ascii: "\\") }) { return escaped(id) }
        buffer.append(contentsOf: id)
    }

    private mutating func escaped(_ id: UnsafeRawBufferPointer) {
        for byte in id {
            switch byte {
            case 0x09: buffer.append(contentsOf: #"\t"#.utf8)
            case 0x0A: buffer.append(contentsOf: #"\n"#.utf8)
            case 0x0D: buffer.append(contentsOf: #"\r"#.utf8)
            case UInt8(ascii: "\\"): buffer.append(contentsOf: #"\\"#.utf8)
            default: buffer.append(byte)
            }
        }
    }

    @inline(__always)
    mutating func endLine() throws {
        buffer.append(UInt8(ascii: "\n"))
        isLineStart = true
        if buffer.count >= Self.flushSize { try flush() }
    }

    mutating func flush() throws {
        try buffer.withUnsafeBytes(sink)
        buffer.removeAll(keepingCapacity: true)
    }
}
