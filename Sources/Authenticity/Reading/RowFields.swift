/// A column that is looked for in a file of rows.
struct RowColumn {
    /// What a value may be in JSON Lines; in CSV all are text.
    enum Kind {
        case text
        /// A string or a number.
        case time
        /// Texts without blanks: an array of strings, or one string in which blanks separate them.
        case list
    }

    enum Need: Equatable {
        /// The column is there and every row has a value in it.
        case value
        /// The column is there; a row may leave it empty.
        case column
        /// The same, unless the other column of this name is there.
        case columnOr(String)
        case optional
    }

    /// Exact names it may have, the usual one first.
    let names: [String]
    /// Where its values are kept in the fields.
    let slot: Int
    let kind: Kind
    let need: Need

    func isNamed(_ name: String) -> Bool { names.contains { $0.utf8.elementsEqual(name.utf8) } }

    /// Whether a file with these columns may do without this one.
    func isDispensable(among names: [String]) -> Bool {
        switch need {
        case .value, .column: false
        case .columnOr(let other): names.contains { $0.utf8.elementsEqual(other.utf8) }
        case .optional: true
        }
    }

    /// What a header without the column should have had.
    var expectation: String {
        var others = names.dropFirst()
        if case .columnOr(let other) = need { others.append(other) }
        return (["a column of this name"] + others).joined(separator: " or ")
    }
}

/// What is wrong with a field of a row. The bytes are only valid as long as the row.
struct FieldFault {
    let slot: Int
    let expected: String
    let found: UnsafeRawBufferPointer
}

/// The wanted fields of one row of some kind of file, and what becomes of them.
protocol RowFields {
    /// What takes the good rows.
    associatedtype Sink

    init()
    /// Takes the bytes of one field; they are only valid until the row was delivered.
    mutating func keep(_ bytes: UnsafeRawBufferPointer, slot: Int)
    /// Hands a sound row to the sink, or answers its first fault.
    mutating func deliver(to sink: inout Sink) throws -> FieldFault?
}

extension RowFields {
    static var noNUL: String { "UTF-8 text without NUL bytes" }

    /// The fault of a field that must hold text, if it has one.
    static func fault(_ field: UnsafeRawBufferPointer, slot: Int) -> FieldFault? {
        if field.isEmpty { return FieldFault(slot: slot, expected: "a value", found: field) }
        return TextBytes.isUTF8WithoutNUL(field) ? nil : FieldFault(slot: slot, expected: noNUL, found: field)
    }
}
