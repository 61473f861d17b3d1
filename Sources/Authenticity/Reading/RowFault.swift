public import Daylight

/// A row that was left out, and why.
public struct RowFault: Hashable, Sendable {
    /// How many faults are kept for showing; all are counted.
    public static let sampleLimit = 20

    /// The physical line on which the row starts, the header being 1.
    public let line: Int
    /// The column's name; empty when the row as a whole is wrong.
    public let column: String
    public let expected: String
    /// At most 40 characters of what stood there.
    public let found: String

    /// The same as an error about a named file.
    public func error(in source: String) -> InputError {
        InputError(source: source, place: .line(line), field: column, expected: expected, found: found)
    }

    /// The fault as summaries list it.
    public var json: JSONValue {
        .object([
            "line": .integer(line), "column": .string(column), "expected": .string(expected), "found": .string(found),
        ])
    }

    init(line: Int, column: String, expected: String, found: String) {
        self.line = line
        self.column = column
        self.expected = expected
        self.found = String(found.prefix(InputError.foundLimit))
    }

    /// Bytes as a message shows them: text where they are text, escapes where they are not.
    static func shown(_ bytes: UnsafeRawBufferPointer) -> String {
        if bytes.isEmpty { return "empty" }
        let head = UnsafeRawBufferPointer(rebasing: bytes.prefix(4 * InputError.foundLimit))
        var text = ""
        for scalar in String(decoding: head, as: UTF8.self).unicodeScalars {
            text += scalar.value < 0x20 || scalar == "\u{7F}" ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return String(text.prefix(InputError.foundLimit))
    }
}

/// A file in which every row is bad.
public struct NoGoodRow: Error {
    public let badRows: Int
}

/// The faults of a file: every one counted, the first ones kept.
struct FaultLog {
    private(set) var count = 0
    private(set) var samples: [RowFault] = []

    mutating func note(_ fault: @autoclosure () -> RowFault) {
        count += 1
        if samples.count < RowFault.sampleLimit { samples.append(fault()) }
    }
}
