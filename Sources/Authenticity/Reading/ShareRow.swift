public import Daylight

/// The four columns of a share file, in the order their faults are looked for.
public enum ShareColumn: String, CaseIterable, Sendable {
    case object = "object_id"
    case account = "account_id"
    case content = "content_id"
    case time = "timestamp_share"

    var position: Int {
        switch self {
        case .object: 0
        case .account: 1
        case .content: 2
        case .time: 3
        }
    }
}

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

/// What takes the good rows of a share file. The bytes are only valid during the call.
protocol ShareSink {
    mutating func accept(
        object: UnsafeRawBufferPointer, account: UnsafeRawBufferPointer, content: UnsafeRawBufferPointer, milliseconds: Int64
    ) throws
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

/// The four fields of one row, and what is wrong with them if anything is.
struct RowFields {
    var object = UnsafeRawBufferPointer(start: nil, count: 0)
    var account = UnsafeRawBufferPointer(start: nil, count: 0)
    var content = UnsafeRawBufferPointer(start: nil, count: 0)
    var time = UnsafeRawBufferPointer(start: nil, count: 0)

    /// Hands a sound row to the sink, or notes its first fault.
    @inline(__always)
    func deliver(line: Int, faults: inout FaultLog, sink: inout some ShareSink) throws {
        if isUsable(object), isUsable(account), isUsable(content), isUsable(time),
            let milliseconds = ShareTime.milliseconds(time)
        {
            try sink.accept(object: object, account: account, content: content, milliseconds: milliseconds)
        } else {
            faults.note(fault(line: line))
        }
    }

    @inline(__always)
    private func isUsable(_ field: UnsafeRawBufferPointer) -> Bool {
        !field.isEmpty && TextBytes.isUTF8WithoutNUL(field)
    }

    private func fault(line: Int) -> RowFault {
        for (column, field) in [(ShareColumn.object, object), (.account, account), (.content, content), (.time, time)] {
            if field.isEmpty { return RowFault(line: line, column: column.rawValue, expected: "a value", found: "empty") }
            if !TextBytes.isUTF8WithoutNUL(field) {
                return RowFault(
                    line: line, column: column.rawValue, expected: "UTF-8 text without NUL bytes", found: RowFault.shown(field))
            }
        }
        return RowFault(
            line: line, column: ShareColumn.time.rawValue, expected: ShareTime.grammar, found: RowFault.shown(time))
    }
}
