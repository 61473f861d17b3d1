public import Daylight

/// Vectors that an external model made of texts, by the id of the text: tab separated, header `id`, `vector`, the numbers with spaces
/// between them (credibility reference, section 5.3).
public struct VectorTable: Sendable {
    /// Largest table in bytes.
    public static let byteLimit = TabbedTable.byteLimit
    /// Numbers of a vector.
    public static let dimensions = 1...4096

    /// Numbers of each vector.
    public let dimension: Int
    /// Places of each vector in ``values``: ``dimension``, filled up with zeros to whole lanes.
    let stride: Int
    let values: [Float]
    /// The row of each id.
    private let rows: [ArraySlice<UInt8>: Int]

    /// - Throws: ``InputError`` naming the line for a missing column, an id that stands there twice, a vector of another length, of
    ///   something that is no number, or without a direction.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let table = try TabbedTable(bytes, columns: ["id", "vector"])
        if let fault = table.faults.first { throw fault }
        guard let first = table.rows.first else { throw InputError(expected: "at least one vector", found: "none") }
        var numbers: [Float] = []
        try Self.read(table, first, into: &numbers)
        dimension = numbers.count
        stride = (numbers.count + EmbeddingIndex.lanes - 1) / EmbeddingIndex.lanes * EmbeddingIndex.lanes
        var values: [Float] = []
        var rows: [ArraySlice<UInt8>: Int] = [:]
        values.reserveCapacity(stride * table.rows.count)
        rows.reserveCapacity(table.rows.count)
        for (place, row) in table.rows.enumerated() {
            guard rows.updateValue(place, forKey: table.field(row, 0)) == nil else {
                throw InputError(place: .line(row.line), field: "id", expected: "every id once", found: table.text(row, 0))
            }
            try Self.read(table, row, into: &numbers)
            guard numbers.count == dimension else {
                throw InputError(
                    place: .line(row.line), field: "vector", expected: "\(dimension) numbers", found: "\(numbers.count)")
            }
            guard numbers.contains(where: { $0 != 0 }) else {
                throw InputError(place: .line(row.line), field: "vector", expected: "a direction", found: "only zeros")
            }
            values += numbers
            values += repeatElement(0, count: stride - dimension)
        }
        (self.values, self.rows) = (values, rows)
    }

    /// The vector of each text of a table; `nil` where there is none.
    func rows(of texts: TextTable) -> [Int?] { (0..<texts.count).map { rows[texts.idBytes($0)] } }

    private static func read(
        _ table: TabbedTable, _ row: TabbedTable.Row, into numbers: inout [Float]
    ) throws(InputError) {
        numbers.removeAll(keepingCapacity: true)
        for word in table.field(row, 1).split(separator: UInt8(ascii: " ")) {
            guard numbers.count < dimensions.upperBound else {
                throw InputError(
                    place: .line(row.line), field: "vector", expected: "at most \(dimensions.upperBound) numbers", found: "more")
            }
            // Beyond this range squares leave the range of a float.
            guard let number = DecimalNumber.float(word), number.magnitude < 1e15 else {
                throw InputError(
                    place: .line(row.line), field: "vector", expected: "a number below 1e15",
                    found: String(decoding: word.prefix(20), as: UTF8.self))
            }
            numbers.append(number)
        }
        guard !numbers.isEmpty else {
            throw InputError(place: .line(row.line), field: "vector", expected: "numbers", found: "none")
        }
    }
}

/// Numbers as models write them.
enum DecimalNumber {
    /// Longest number in bytes: more than any double needs when all its digits are written out with an exponent.
    static let lengthLimit = 800

    /// A finite decimal number with or without sign, point and exponent; `nil` for anything else.
    static func float(_ text: ArraySlice<UInt8>) -> Float? {
        guard text.count <= lengthLimit, text.allSatisfy(isNumeric), let number = Float(String(decoding: text, as: UTF8.self)),
            number.isFinite
        else { return nil }
        return number
    }

    /// Keeps out what Swift reads as a number besides: hexadecimal, `inf` and `nan`.
    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "e"), UInt8(ascii: "E"): true
        default: false
        }
    }
}
