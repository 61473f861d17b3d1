import Daylight

/// Rows of a CSV file (RFC 4180) under the names of its header.
struct CommaSeparatedRows {
    struct Row {
        /// Where the row starts, counting from 1.
        let line: Int
        /// By column name, without white space around them.
        let fields: [String: String]
    }

    private static let mostFields = 64
    private static let mostRows = 1_000_000

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    private init(bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// - Throws: ``InputError`` for a missing column, an open quote, another number of fields than the header's, or text that is not UTF-8.
    static func read(_ bytes: [UInt8], columns: [String]) throws(InputError) -> [Row] {
        var reader = CommaSeparatedRows(bytes: bytes)
        let header = try reader.record().map { $0.lowercased() }
        for column in columns where !header.contains(column) {
            throw InputError(place: .line(1), field: column, expected: "the column", found: header.joined(separator: ","))
        }
        var rows: [Row] = []
        while reader.position < bytes.count {
            let line = reader.line
            let fields = try reader.record()
            if fields == [""] { continue }
            guard fields.count == header.count else {
                throw InputError(place: .line(line), expected: "\(header.count) fields", found: "\(fields.count)")
            }
            guard rows.count < mostRows else {
                throw InputError(place: .line(line), expected: "at most \(mostRows) rows", found: "more")
            }
            rows.append(Row(line: line, fields: Dictionary(zip(header, fields), uniquingKeysWith: { first, _ in first })))
        }
        return rows
    }

    private mutating func record() throws(InputError) -> [String] {
        let start = line
        var fields: [String] = []
        while true {
            guard let text = String(validating: try field(), as: UTF8.self) else {
                throw InputError(place: .line(start), expected: "UTF-8 text", found: "other bytes")
            }
            fields.append(String(text.trimmingWhitespace))
            guard fields.count <= Self.mostFields else {
                throw InputError(place: .line(start), expected: "at most \(Self.mostFields) fields", found: "more")
            }
            guard take(UInt8(ascii: ",")) else { break }
        }
        let hasEnd = take(0x0D)
        guard take(0x0A) || hasEnd || position == bytes.count else {
            throw InputError(place: .line(line), expected: "a comma or the end of the line behind a quote", found: "more")
        }
        line += 1
        return fields
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func field() throws(InputError) -> [UInt8] {
        guard take(UInt8(ascii: "\"")) else {
            let start = position
            while position < bytes.count, ![UInt8(ascii: ","), 0x0A, 0x0D].contains(bytes[position]) {
                // RFC 4180 has quotes only in fields that are in quotes: with one elsewhere nobody knows where a field ends.
                guard bytes[position] != UInt8(ascii: "\"") else {
                    throw InputError(
                        place: .line(line), expected: "a field in quotes where it holds a quote", found: "a quote in it")
                }
                position += 1
            }
            return Array(bytes[start..<position])
        }
        let start = line
        var field: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            // Of two quotes in a row one is meant.
            if byte == UInt8(ascii: "\""), !take(UInt8(ascii: "\"")) { return field }
            if byte == 0x0A { line += 1 }
            field.append(byte)
        }
        throw InputError(place: .line(start), expected: "a quote that ends the field", found: "the end of the file")
    }
}
