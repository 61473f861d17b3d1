import Daylight

/// Rows of comma-separated values (RFC 4180) that come in pieces; a byte order mark, LF or CRLF and a missing last line end
/// are taken.
struct TableRows: Sendable {
    /// Largest row in bytes.
    static let byteLimit = 1 << 20
    /// Most cells in a row.
    static let cellLimit = 16_384

    private enum State { case cellStart, plain, quoted, quoteInQuoted }

    private var state = State.cellStart
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Whether the row that is being read holds anything, if only a quote.
    private var hasBegun = false
    private var isFirst = true
    private var sawReturn = false
    private var line = 1
    /// The line in which the row began.
    private var rowLine = 1

    /// Reads a piece and hands over each row that is complete.
    mutating func read<Context>(
        _ piece: UnsafeRawBufferPointer, _ context: inout Context,
        _ row: (inout Context, borrowing TableRow) throws(InputError) -> Void
    ) throws(InputError) {
        var index = 0
        while index < piece.count {
            if state != .quoteInQuoted, !sawReturn {
                let start = index
                while index < piece.count, !Self.isSpecial(piece[index]) { index += 1 }
                if index > start {
                    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[start..<index]))
                    guard bytes.count <= Self.byteLimit else { throw tooLong }
                    hasBegun = true
                    if state == .cellStart { state = .plain }
                    continue
                }
            }
            // By far most of what remains are commas between cells.
            if piece[index] == 0x2C, state != .quoted, !sawReturn, !isFirst, ends.count < Self.cellLimit {
                ends.append(bytes.count)
                state = .cellStart
                hasBegun = true
            } else {
                try take(piece[index], &context, row)
            }
            index += 1
        }
    }

    /// Hands over the last row when no line end follows it, and begins anew.
    mutating func finish<Context>(
        _ context: inout Context, _ row: (inout Context, borrowing TableRow) throws(InputError) -> Void
    ) throws(InputError) {
        guard state != .quoted else {
            throw InputError(place: .line(rowLine), expected: "a closing quote", found: "the end of the input")
        }
        if hasBegun { try endRow(&context, row) }
        self = TableRows()
    }

    private static func isSpecial(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x0A || byte == 0x0D || byte == 0x22 }

    private mutating func take<Context>(
        _ byte: UInt8, _ context: inout Context, _ row: (inout Context, borrowing TableRow) throws(InputError) -> Void
    ) throws(InputError) {
        if state == .quoted {
            if byte == 0x22 {
                state = .quoteInQuoted
            } else {
                if byte == 0x0A { line += 1 }
                bytes.append(byte)
                guard bytes.count <= Self.byteLimit else { throw tooLong }
            }
            return
        }
        if sawReturn, byte != 0x0A { throw fault("a line feed after a carriage return") }
        switch byte {
        case 0x2C:
            try endCell()
            hasBegun = true
        case 0x0D: sawReturn = true
        case 0x0A:
            line += 1
            sawReturn = false
            try endRow(&context, row)
        case 0x22:
            hasBegun = true
            switch state {
            case .cellStart: state = .quoted
            case .plain where isMarkOnly: state = .quoted
            case .quoteInQuoted:
                bytes.append(byte)
                state = .quoted
            // Some exports write ="1" for a text; a quote inside a plain cell is a character like others.
            default:
                bytes.append(byte)
                state = .plain
            }
        default: throw fault("a comma or a line end after a closing quote")
        }
    }

    /// Whether the cell holds only a byte order mark so far.
    private var isMarkOnly: Bool { isFirst && bytes == [0xEF, 0xBB, 0xBF] }

    private mutating func endCell() throws(InputError) {
        if isFirst {
            isFirst = false
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        }
        ends.append(bytes.count)
        state = .cellStart
        guard ends.count <= Self.cellLimit else {
            throw InputError(place: .line(rowLine), expected: "at most \(Self.cellLimit) cells in a row", found: "more")
        }
    }

    private mutating func endRow<Context>(
        _ context: inout Context, _ row: (inout Context, borrowing TableRow) throws(InputError) -> Void
    ) throws(InputError) {
        try endCell()
        let outcome = bytes.withUnsafeBytes { bytes in
            ends.withUnsafeBufferPointer { ends -> Result<Void, InputError> in
                do throws(InputError) {
                    return .success(try row(&context, TableRow(bytes: bytes, ends: ends, line: rowLine)))
                } catch { return .failure(error) }
            }
        }
        try outcome.get()
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        hasBegun = false
        self.rowLine = line
    }

    private var tooLong: InputError {
        InputError(place: .line(rowLine), expected: "at most \(Self.byteLimit) bytes in a row", found: "more")
    }

    private func fault(_ expected: String) -> InputError {
        InputError(place: .line(line), expected: expected, found: "another character")
    }
}

/// One row of a table, valid while it is handed over.
struct TableRow: ~Copyable {
    let bytes: UnsafeRawBufferPointer
    let ends: UnsafeBufferPointer<Int>
    /// The line in which the row begins, from 1.
    let line: Int

    var count: Int { ends.count }

    subscript(_ index: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
    }

    /// Whether the row is a line without any character.
    var isEmptyLine: Bool { count == 1 && bytes.isEmpty }

    func fault(column: Int, _ expected: String) -> InputError {
        let found = column < count ? "\"\(self[column].text)\"" : "the end of the row"
        return InputError(place: .line(line), field: "column \(column + 1)", expected: expected, found: found)
    }

    func texts() -> [String] { (0..<count).map { self[$0].text } }
}
