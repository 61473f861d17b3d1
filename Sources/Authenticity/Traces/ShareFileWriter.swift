import Daylight

/// Writes a share file as CSV in large pieces: LF, quotes (RFC 4180) only where they are needed.
struct ShareFileWriter {
    private static let flushSize = 1 << 16
    /// The commas, the line end and the longest time.
    private static let rest = 32

    private let sink: ByteSink
    private let buffer = ByteBuffer(capacity: flushSize + 4096)

    init(to sink: @escaping ByteSink) {
        self.sink = sink
        let header = ShareColumn.allCases.map(\.rawValue).joined(separator: ",") + "\n"
        buffer.write(upTo: header.utf8.count) { $0.put(header) }
    }

    /// Whether a reader of share files would take the row: quotes are counted as if every byte needed one.
    static func fits(object: String, post: Post) -> Bool {
        let length = object.utf8.count + post.account.utf8.count + post.id.utf8.count
        guard length > ShareLimits.row / 2 - rest else { return true }
        return [object, post.account, post.id].reduce(rest) { $0 + quotedLength($1) } <= ShareLimits.row
    }

    private static func quotedLength(_ field: String) -> Int {
        needsQuotes(field) ? field.utf8.reduce(2) { $0 + ($1 == UInt8(ascii: "\"") ? 2 : 1) } : field.utf8.count
    }

    private static func needsQuotes(_ field: String) -> Bool {
        field.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
    }

    func write(object: String, post: Post) throws {
        buffer.write(upTo: [object, post.account, post.id].reduce(Self.rest) { $0 + Self.quotedLength($1) }) { cursor in
            for field in [object, post.account, post.id] {
                Self.put(field, &cursor)
                cursor.put(UInt8(ascii: ","))
            }
            // Share files have no signs: a time before 1970 is written as a date.
            if post.time.milliseconds < 0 {
                cursor.put(post.time.description)
            } else {
                cursor.put(milliseconds: post.time.milliseconds)
            }
            cursor.put(UInt8(ascii: "\n"))
        }
        if buffer.count >= Self.flushSize { try flush() }
    }

    private static func put(_ field: String, _ cursor: inout ByteBuffer.Cursor) {
        guard needsQuotes(field) else { return cursor.put(field) }
        cursor.put(UInt8(ascii: "\""))
        for byte in field.utf8 {
            if byte == UInt8(ascii: "\"") { cursor.put(byte) }
            cursor.put(byte)
        }
        cursor.put(UInt8(ascii: "\""))
    }

    func flush() throws {
        try sink(buffer.bytes)
        buffer.removeAll()
    }
}
