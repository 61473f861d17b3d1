import Daylight

/// Rows of a CSV file (RFC 4180) under the names of its first row.
struct DelimitedText {
    /// Most columns of a file.
    static let mostColumns = 512

    struct Row {
        /// The line on which the row begins, counted from 1.
        let line: Int
        private let columns: [String: Int]
        private let fields: [String]

        fileprivate init(line: Int, columns: [String: Int], fields: [String]) {
            self.line = line
            self.columns = columns
            self.fields = fields
        }

        /// The field of a column without space around it; `nil` when it is empty or there is no such column.
        subscript(_ column: String) -> String? {
            guard let index = columns[column], index < fields.count else { return nil }
            let scalars = fields[index].unicodeScalars
            guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
                let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
            else { return nil }
            return String(scalars[first...last])
        }
    }

    /// Names of the first row, in small letters.
    let columns: [String: Int]
    private var reader: FieldReader

    /// - Throws: ``InputError`` when there is no first row, or it names a column twice.
    init(_ bytes: [UInt8]) throws(InputError) {
        reader = FieldReader(bytes)
        guard let header = try reader.row() else { throw InputError(expected: "a first row with names", found: "nothing") }
        var columns: [String: Int] = [:]
        for (index, name) in header.fields.enumerated() {
            guard columns.updateValue(index, forKey: name.lowercased()) == nil else {
                throw InputError(place: .line(1), field: name, expected: "each column once", found: "it again")
            }
        }
        self.columns = columns
    }

    /// The next row that is not empty.
    ///
    /// - Throws: ``InputError`` with the line for a row that is no CSV.
    mutating func next() throws(InputError) -> Row? {
        while let row = try reader.row() {
            if row.fields == [""] { continue }
            return Row(line: row.line, columns: columns, fields: row.fields)
        }
        return nil
    }
}

/// Takes a file apart into rows of fields.
private struct FieldReader {
    private let bytes: [UInt8]
    private var position: Int
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        // A byte order mark is common in exports from spreadsheets.
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func row() throws(InputError) -> (line: Int, fields: [String])? {
        guard position < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            guard let field = String(validating: try field(), as: UTF8.self) else {
                throw InputError(place: .line(start), expected: "UTF-8", found: "other bytes")
            }
            fields.append(field)
            guard fields.count <= DelimitedText.mostColumns else {
                throw InputError(place: .line(start), expected: "at most \(DelimitedText.mostColumns) columns", found: "more")
            }
            if position < bytes.count, bytes[position] == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try endLine()
            return (start, fields)
        }
    }

    private mutating func endLine() throws(InputError) {
        guard position == bytes.count || bytes[position] == 0x0D || bytes[position] == 0x0A else {
            throw InputError(place: .line(line), expected: "a comma or the end of the line behind a quoted field", found: "more")
        }
        if position < bytes.count, bytes[position] == 0x0D { position += 1 }
        if position < bytes.count, bytes[position] == 0x0A { position += 1 }
        line += 1
    }

    private mutating func field() throws(InputError) -> [UInt8] {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            let start = position
            while position < bytes.count, ![0x0A, 0x0D, UInt8(ascii: ",")].contains(bytes[position]) { position += 1 }
            return Array(bytes[start..<position])
        }
        return try quotedField()
    }

    private mutating func quotedField() throws(InputError) -> [UInt8] {
        let start = line
        var field: [UInt8] = []
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") {
                guard position < bytes.count, bytes[position] == byte else { return field }
                position += 1
            }
            if byte == 0x0A { line += 1 }
            field.append(byte)
        }
        throw InputError(place: .line(start), expected: "a quotation mark that ends the field", found: "the end of the file")
    }
}
