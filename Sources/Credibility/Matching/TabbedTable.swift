import Daylight

/// A tab-separated table whose columns are found by name; no quoting, lines end in LF or CRLF. Other columns are passed over.
struct TabbedTable: Sendable {
    /// Most faults that are kept; all are counted.
    static let faultLimit = 1_000
    /// Largest table, so that places fit in 32 bits.
    static let byteLimit = 1 << 30

    /// A good row: where each wanted field stands.
    struct Row: Sendable {
        let line: Int
        fileprivate let fields: Int
    }

    let rows: [Row]
    /// Rows that are passed over, with their lines.
    let faults: [InputError]
    let faultCount: Int
    private let bytes: [UInt8]
    /// Two per wanted field of each good row.
    private let places: [UInt32]

    /// - Throws: ``InputError`` when the table is too large, has no header line, or a column is missing or there twice.
    init(_ bytes: [UInt8], columns: [String]) throws(InputError) {
        guard bytes.count <= Self.byteLimit else {
            throw InputError(expected: "at most \(Self.byteLimit) bytes", found: "\(bytes.count) bytes")
        }
        var reader = TabbedReader(bytes)
        let header = try reader.header(columns)
        var (rows, places): ([Row], [UInt32]) = ([], [])
        var (faults, faultCount): ([InputError], Int) = ([], 0)
        while let line = reader.next(header) {
            if let fault = line.fault {
                faultCount += 1
                if faults.count < Self.faultLimit { faults.append(fault) }
            } else {
                rows.append(Row(line: line.number, fields: places.count))
                for column in header.places { places += [reader.starts[column], reader.ends[column]] }
            }
        }
        (self.rows, self.faults, self.faultCount) = (rows, faults, faultCount)
        (self.bytes, self.places) = (bytes, places)
    }

    /// A wanted field's bytes.
    func field(_ row: Row, _ column: Int) -> ArraySlice<UInt8> {
        bytes[Int(places[row.fields + 2 * column])..<Int(places[row.fields + 2 * column + 1])]
    }

    func text(_ row: Row, _ column: Int) -> String { String(decoding: field(row, column), as: UTF8.self) }
}

/// Cuts lines into fields.
private struct TabbedReader {
    struct Header {
        let fieldCount: Int
        /// Of the wanted columns.
        let places: [Int]
    }

    struct Line {
        let number: Int
        let fault: InputError?
    }

    let bytes: [UInt8]
    private(set) var starts: [UInt32] = []
    private(set) var ends: [UInt32] = []
    private var place: Int
    private var number = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        place = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    mutating func header(_ columns: [String]) throws(InputError) -> Header {
        guard cut(limit: .max) else {
            throw InputError(
                place: .line(1), expected: "a header with \(columns.joined(separator: ", "))", found: "an empty file")
        }
        let names = zip(starts, ends).map { String(decoding: bytes[Int($0)..<Int($1)], as: UTF8.self) }
        var places: [Int] = []
        for column in columns {
            let found = names.indices.filter { names[$0] == column }
            guard found.count == 1 else {
                throw InputError(
                    place: .line(1), field: column, expected: "this column once",
                    found: found.isEmpty ? "only \(names.joined(separator: ", "))" : "\(found.count) times")
            }
            places.append(found[0])
        }
        return Header(fieldCount: names.count, places: places)
    }

    mutating func next(_ header: Header) -> Line? {
        guard cut(limit: header.fieldCount) else { return nil }
        guard starts.count == header.fieldCount else {
            let found = starts.count > header.fieldCount ? "more" : "\(starts.count)"
            return Line(number: number, fault: fault("", "\(header.fieldCount) fields", found))
        }
        for column in header.places where !isUTF8(Int(starts[column])..<Int(ends[column])) {
            return Line(number: number, fault: fault("", "UTF-8", "other bytes in field \(column + 1)"))
        }
        return Line(number: number, fault: nil)
    }

    private func fault(_ field: String, _ expected: String, _ found: String) -> InputError {
        InputError(place: .line(number), field: field, expected: expected, found: found)
    }

    private func isUTF8(_ range: Range<Int>) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            let field = UnsafeBufferPointer(rebasing: bytes[range])
            return field.allSatisfy { $0 < 0x80 } || String(validating: field, as: UTF8.self) != nil
        }
    }

    /// Cuts the next line, and of its fields at most one more than the limit; `false` at the end.
    private mutating func cut(limit: Int) -> Bool {
        guard place < bytes.count else { return false }
        number += 1
        starts.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        bytes.withUnsafeBufferPointer { bytes in
            var start = place
            var end = place
            while end < bytes.count, bytes[end] != 0x0A {
                if bytes[end] == 0x09, starts.count <= limit {
                    starts.append(UInt32(start))
                    ends.append(UInt32(end))
                    start = end + 1
                }
                end += 1
            }
            place = end + 1
            let isReturn = end > start && bytes[end - 1] == 0x0D
            starts.append(UInt32(start))
            ends.append(UInt32(isReturn ? end - 1 : end))
        }
        return true
    }
}
