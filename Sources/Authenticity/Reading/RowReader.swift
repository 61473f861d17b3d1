import Daylight

/// Reads a file of rows piece by piece in bounded memory: feed it bytes as they come, then finish.
///
/// The pieces may be cut anywhere. Good rows go to the sink in file order, bad rows are counted and the first of them
/// kept. Only faults that make the whole file unreadable are thrown.
struct RowReader<Fields: RowFields> {
    private enum Parser {
        case csv(CSVRows<Fields>)
        case jsonLines(JSONLineRows<Fields>)
    }

    private var parser: Parser
    private var pending: [UInt8] = []
    private var isProbed = false
    private(set) var faults = FaultLog()
    private(set) var byteCount = 0
    var sink: Fields.Sink

    init(format: ShareFormat, columns: [RowColumn], sink: Fields.Sink) {
        self.sink = sink
        parser =
            switch format {
            case .csv: .csv(CSVRows(columns: columns))
            case .jsonLines: .jsonLines(JSONLineRows(columns: columns))
            }
    }

    /// - Throws: ``InputError`` for a file that is not text, lacks a column or has an oversized row; whatever the sink throws.
    mutating func read(_ bytes: UnsafeRawBufferPointer) throws {
        byteCount += bytes.count
        pending.append(contentsOf: bytes)
        if !isProbed {
            guard pending.count >= ShareLimits.binaryProbe else { return }
            try probe()
        }
        try consume(isLast: false)
    }

    /// - Throws: as ``read(_:)``; also for an empty file and for a file with bad rows and no good one.
    mutating func finish() throws {
        guard byteCount > 0 else {
            throw InputError(expected: "a header row and rows of data", found: "an empty file")
        }
        if !isProbed { try probe() }
        try consume(isLast: true)
    }

    private mutating func probe() throws {
        isProbed = true
        if let nul = pending.prefix(ShareLimits.binaryProbe).firstIndex(of: 0) {
            throw InputError(place: .byte(nul), expected: "text", found: "a NUL byte: this is a binary file")
        }
        if pending.starts(with: [0xEF, 0xBB, 0xBF]) { pending.removeFirst(3) }
    }

    private mutating func consume(isLast: Bool) throws {
        // The array is moved out so that parser, sink and faults can be changed while its bytes are being read.
        let bytes = pending
        pending = []
        let used = try bytes.withUnsafeBytes { buffer in
            switch parser {
            case .csv(var rows):
                defer { parser = .csv(rows) }
                return try rows.consume(buffer, isLast: isLast, faults: &faults, sink: &sink)
            case .jsonLines(var rows):
                defer { parser = .jsonLines(rows) }
                return try rows.consume(buffer, isLast: isLast, faults: &faults, sink: &sink)
            }
        }
        pending = Array(bytes[used...])
    }
}
