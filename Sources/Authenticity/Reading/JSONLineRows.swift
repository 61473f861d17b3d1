import Daylight

/// JSON Lines: one object a line, of which four members are wanted. The rest is checked for syntax and skipped.
struct JSONLineRows {
    private var line = 1
    private let texts = (0..<4).map { _ in ByteScratch() }
    private let name = ByteScratch()

    /// Reads all whole lines and tells how many bytes they took.
    mutating func consume(
        _ buffer: UnsafeRawBufferPointer, isLast: Bool, faults: inout FaultLog, sink: inout some ShareSink
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

    private func row(_ bytes: UnsafeRawBufferPointer, faults: inout FaultLog, sink: inout some ShareSink) throws {
        if bytes.isEmpty || bytes.elementsEqual([UInt8(ascii: "\r")]) { return }
        var scanner = JSONScanner(bytes)
        switch members(&scanner) {
        case .success(let fields): try fields.deliver(line: line, faults: &faults, sink: &sink)
        case .failure(let fault):
            faults.note(RowFault(line: line, column: fault.column, expected: fault.expected, found: fault.found))
        }
    }

    private struct MemberFault: Error {
        var column = ""
        var expected = "one JSON object"
        var found: String
    }

    private func members(_ scanner: inout JSONScanner) -> Result<RowFields, MemberFault> {
        var fields = RowFields()
        var seen: Set<ShareColumn> = []
        var fault: MemberFault?
        let isObject = scanner.object(name: name) { scanner, name in
            guard let column = Self.column(named: name) else { return scanner.skipValue() }
            if !seen.insert(column).inserted {
                fault = fault ?? MemberFault(column: column.rawValue, expected: "the member once", found: "it again")
            }
            return value(of: column, &scanner, &fields, &fault)
        }
        guard isObject, scanner.isAtEnd else {
            return .failure(MemberFault(found: RowFault.shown(scanner.bytes)))
        }
        if let fault { return .failure(fault) }
        return .success(fields)
    }

    private static func column(named name: UnsafeRawBufferPointer) -> ShareColumn? {
        ShareColumn.allCases.first { $0.rawValue.utf8.elementsEqual(name) }
    }

    /// Takes the value of one of the four members; a value of another kind is a fault of the row, not of the syntax.
    private func value(
        of column: ShareColumn, _ scanner: inout JSONScanner, _ fields: inout RowFields, _ fault: inout MemberFault?
    ) -> Bool {
        let start = scanner.position
        let bytes: UnsafeRawBufferPointer
        if scanner.peek == UInt8(ascii: "\"") {
            let text = texts[column.position]
            guard let isText = scanner.string(into: text) else { return false }
            if !isText {
                fault = fault ?? MemberFault(column: column.rawValue, expected: "UTF-8 text", found: "a lone surrogate")
            }
            bytes = text.bytes
        } else {
            guard scanner.skipValue() else { return false }
            bytes = UnsafeRawBufferPointer(rebasing: scanner.bytes[start..<scanner.position])
            let isNumber = bytes.first == UInt8(ascii: "-") || bytes.first.map { (0x30...0x39).contains($0) } == true
            if column != .time || !isNumber {
                let expected = column == .time ? ShareTime.grammar : "a string"
                fault = fault ?? MemberFault(column: column.rawValue, expected: expected, found: RowFault.shown(bytes))
            }
        }
        switch column {
        case .object: fields.object = bytes
        case .account: fields.account = bytes
        case .content: fields.content = bytes
        case .time: fields.time = bytes
        }
        return true
    }
}
