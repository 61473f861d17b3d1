import Daylight

/// JSON Lines: one object a line, of which some members are wanted. The rest is checked for syntax and skipped.
struct JSONLineRows<Fields: RowFields> {
    private var line = 1
    private let columns: [RowColumn]
    /// Text of each slot, and of one item of a list.
    private let texts: [ByteScratch]
    private let item = ByteScratch()
    private let name = ByteScratch()

    init(columns: [RowColumn]) {
        self.columns = columns
        texts = (0...(columns.map(\.slot).max() ?? 0)).map { _ in ByteScratch() }
    }

    /// Reads all whole lines and tells how many bytes they took.
    mutating func consume(
        _ buffer: UnsafeRawBufferPointer, isLast: Bool, faults: inout FaultLog, sink: inout Fields.Sink
    ) throws -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var position = 0
        while position < buffer.count {
            let end = TextBytes.firstIndex(of: UInt8(ascii: "\n"), in: base, from: position, to: buffer.count)
            if end - position > ShareLimits.row + 1 {
                throw InputError(
                    place: .line(line), expected: "a row of at most \(ShareLimits.row) bytes", found: "a row that is too long")
            }
            if end == buffer.count, !isLast { break }
            try row(UnsafeRawBufferPointer(rebasing: buffer[position..<end]), faults: &faults, sink: &sink)
            line += 1
            position = min(end + 1, buffer.count)
        }
        return position
    }

    private func row(_ bytes: UnsafeRawBufferPointer, faults: inout FaultLog, sink: inout Fields.Sink) throws {
        if bytes.isEmpty || bytes.elementsEqual([UInt8(ascii: "\r")]) { return }
        var scanner = JSONScanner(bytes)
        switch members(&scanner) {
        case .success(var fields):
            guard let fault = try fields.deliver(to: &sink) else { return }
            let column = columns.first { $0.slot == fault.slot }?.names[0] ?? ""
            faults.note(
                RowFault(line: line, column: column, expected: fault.expected, found: RowFault.shown(fault.found)))
        case .failure(let fault):
            faults.note(RowFault(line: line, column: fault.column, expected: fault.expected, found: fault.found))
        }
    }

    private struct MemberFault: Error {
        var column = ""
        var expected = "one JSON object"
        var found: String
    }

    private func members(_ scanner: inout JSONScanner) -> Result<Fields, MemberFault> {
        var fields = Fields()
        var seen: UInt64 = 0
        var fault: MemberFault?
        let isObject = scanner.object(name: name) { scanner, name in
            guard let column = column(named: name) else { return scanner.skipValue() }
            if seen & 1 << UInt64(column.slot) != 0 {
                fault = fault ?? MemberFault(column: column.names[0], expected: "the member once", found: "it again")
            }
            seen |= 1 << UInt64(column.slot)
            return value(of: column, &scanner, &fields, &fault)
        }
        guard isObject, scanner.isAtEnd else {
            return .failure(MemberFault(found: RowFault.shown(scanner.bytes)))
        }
        if let fault { return .failure(fault) }
        return .success(fields)
    }

    private func column(named name: UnsafeRawBufferPointer) -> RowColumn? {
        columns.first { $0.names.contains { $0.utf8.elementsEqual(name) } }
    }

    /// Takes the value of a wanted member; a value of another kind is a fault of the row, not of the syntax.
    private func value(
        of column: RowColumn, _ scanner: inout JSONScanner, _ fields: inout Fields, _ fault: inout MemberFault?
    ) -> Bool {
        let text = texts[column.slot]
        if scanner.peek == UInt8(ascii: "\"") {
            guard let isText = scanner.string(into: text) else { return false }
            if !isText { note(column, "UTF-8 text", "a lone surrogate", &fault) }
            fields.keep(text.bytes, slot: column.slot)
            return true
        }
        if column.kind == .list, scanner.peek == UInt8(ascii: "[") {
            guard list(of: column, &scanner, &fault) else { return false }
            fields.keep(text.bytes, slot: column.slot)
            return true
        }
        return other(of: column, &scanner, &fields, &fault)
    }

    /// The strings of an array, with a blank between them.
    private func list(of column: RowColumn, _ scanner: inout JSONScanner, _ fault: inout MemberFault?) -> Bool {
        let text = texts[column.slot]
        text.removeAll(reserving: 0)
        return scanner.array { scanner in
            let start = scanner.position
            guard scanner.peek == UInt8(ascii: "\"") else {
                guard scanner.skipValue() else { return false }
                let found = UnsafeRawBufferPointer(rebasing: scanner.bytes[start..<scanner.position])
                note(column, "an array of strings", RowFault.shown(found), &fault)
                return true
            }
            guard let isText = scanner.string(into: item) else { return false }
            if !isText || item.bytes.contains(UInt8(ascii: " ")) {
                note(column, "strings without blanks", RowFault.shown(item.bytes), &fault)
            }
            if !text.bytes.isEmpty { text.append(UInt8(ascii: " ")) }
            for byte in item.bytes { text.append(byte) }
            return true
        }
    }

    /// A value that is neither a string nor a list.
    private func other(
        of column: RowColumn, _ scanner: inout JSONScanner, _ fields: inout Fields, _ fault: inout MemberFault?
    ) -> Bool {
        let start = scanner.position
        guard scanner.skipValue() else { return false }
        let bytes = UnsafeRawBufferPointer(rebasing: scanner.bytes[start..<scanner.position])
        if column.need != .value, bytes.elementsEqual("null".utf8) { return true }
        let isNumber = bytes.first == UInt8(ascii: "-") || bytes.first.map { (0x30...0x39).contains($0) } == true
        if column.kind != .time || !isNumber {
            note(column, column.kind.expectation, RowFault.shown(bytes), &fault)
        }
        fields.keep(bytes, slot: column.slot)
        return true
    }

    private func note(_ column: RowColumn, _ expected: String, _ found: String, _ fault: inout MemberFault?) {
        fault = fault ?? MemberFault(column: column.names[0], expected: expected, found: found)
    }
}

extension RowColumn.Kind {
    /// What a value of another JSON type should have been.
    fileprivate var expectation: String {
        switch self {
        case .text: "a string"
        case .time: ShareTime.grammar
        case .list: "an array of strings"
        }
    }
}
