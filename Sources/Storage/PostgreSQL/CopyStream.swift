/// Rows in the binary form of PostgreSQL's COPY (PostgreSQL manual, COPY, "Binary Format").
struct CopyStream {
    private(set) var bytes: [UInt8]

    init() {
        bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        append(Int32(0))
        append(Int32(0))
    }

    mutating func append(_ row: [SQLValue]) throws(StoreError) {
        append(Int16(row.count))
        for value in row {
            switch value {
            case .null: append(Int32(-1))
            case .integer(let number):
                append(Int32(8))
                append(number)
            case .text(let text):
                guard !text.utf8.contains(0) else { throw .rejected("text with a NUL byte") }
                append(Int32(text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            case .bytes(let value):
                append(Int32(value.count))
                bytes.append(contentsOf: value)
            }
        }
    }

    mutating func finish() { append(Int16(-1)) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
