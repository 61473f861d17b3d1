import Daylight

/// One line of a table, cut at its tabs. Valid only while the reader hands it over.
struct TSVRow {
    private let start: UnsafeRawPointer
    private let ends: UnsafeMutableBufferPointer<UInt32>
    /// Counted from 1, the header being 1.
    let line: Int

    init(start: UnsafeRawPointer, ends: UnsafeMutableBufferPointer<UInt32>, line: Int) {
        self.start = start
        self.ends = ends
        self.line = line
    }

    /// The bytes of a field.
    subscript(column: Int) -> UnsafeRawBufferPointer {
        let first = column == 0 ? 0 : Int(ends[column - 1]) + 1
        return UnsafeRawBufferPointer(start: start + first, count: Int(ends[column]) - first)
    }
}

/// What takes the rows of one table file.
protocol TSVSink {
    /// - Throws: ``InputError`` when the table lacks a column that is needed.
    mutating func begin(_ header: TSVHeader) throws(InputError)

    /// Takes a row with as many fields as the header.
    ///
    /// - Returns: what is wrong with it; `nil` for a good row.
    mutating func accept(_ row: TSVRow) -> TSVFault?
}

/// What is wrong with a row, without the place, which the reader knows.
struct TSVFault: Error {
    let field: String
    let expected: String
    let found: String

    init(_ field: String, expected: String, found: String) {
        self.field = field
        self.expected = expected
        self.found = found
    }

    init(_ field: String, expected: String, found: UnsafeRawBufferPointer) {
        self.init(field, expected: expected, found: Self.shown(found))
    }

    /// Bytes as a message shows them: text where they are text, control characters as escapes.
    static func shown(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.isEmpty { return "nothing" }
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(4 * InputError.foundLimit))
        var text = ""
        for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
            text += scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return "\"\(text.prefix(InputError.foundLimit - 2))\""
    }
}
