import Daylight

/// The column names of one table file, in file order.
struct TSVHeader {
    static let columnLimit = 256

    let names: [String]

    /// - Throws: ``InputError`` for a line without names or with too many.
    init(_ line: UnsafeRawBufferPointer) throws(InputError) {
        let fields = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        guard line.contains(where: { $0 != UInt8(ascii: "\t") }) else { throw Self.missing(found: "an empty line") }
        guard fields.count <= Self.columnLimit else {
            throw InputError(place: .line(1), expected: "at most \(Self.columnLimit) columns", found: "\(fields.count)")
        }
        names = fields.map { String(decoding: $0, as: UTF8.self) }
    }

    static func missing(found: String) -> InputError {
        InputError(place: .line(1), expected: "a header line with column names", found: found)
    }

    /// Where a column stands; `nil` when the table has none of that name.
    ///
    /// - Throws: ``InputError`` when two columns have the name.
    func optional(_ name: String) throws(InputError) -> Int? {
        guard let index = names.firstIndex(of: name) else { return nil }
        guard names.lastIndex(of: name) == index else {
            throw InputError(place: .line(1), field: name, expected: "one column of this name", found: "two")
        }
        return index
    }

    /// - Throws: ``InputError`` naming the first of the names when the table has none of them.
    func column(_ name: String, or other: String? = nil) throws(InputError) -> Int {
        if let index = try optional(name) { return index }
        if let other, let index = try optional(other) { return index }
        throw InputError(place: .line(1), field: name, expected: "a column of this name", found: "none")
    }

    /// The columns, each with a number that depends on its name only.
    var seeds: [TSVField.Seeded] {
        names.enumerated().map { TSVField.Seeded(column: $0, seed: $1.utf8.reduce(FNV1a.seed, FNV1a.mixed)) }
    }
}
