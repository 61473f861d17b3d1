import Daylight

/// Reads one table file piece by piece in bounded memory: tab separated, LF or CRLF, no quoting, first line the header.
///
/// The pieces may be cut anywhere. A row that is wrong costs no other row: it is counted and reported with its line.
struct TSVReader<Sink: TSVSink> {
    /// Longest line in bytes; a longer one is a bad row.
    static var lineLimit: Int { 1 << 20 }

    var sink: Sink
    private(set) var rowCount = 0
    private(set) var badRowCount = 0
    private let report: (InputError) -> Void
    private var header: TSVHeader?
    private let ends = FieldEnds()
    private var line = 1
    /// The beginning of a line that goes on in the next piece.
    private var pending: [UInt8] = []
    private var isInsideLongLine = false

    /// - Parameter report: gets each bad row, without the file's name.
    init(_ sink: Sink, report: @escaping (InputError) -> Void) {
        self.sink = sink
        self.report = report
    }

    /// - Throws: ``InputError`` when the header is wrong.
    mutating func read(_ piece: UnsafeRawBufferPointer) throws(InputError) {
        guard let base = piece.baseAddress else { return }
        var position = 0
        if isInsideLongLine || !pending.isEmpty {
            let feed = piece.firstIndex(of: UInt8(ascii: "\n"))
            if !isInsideLongLine { pending.append(contentsOf: piece[..<(feed.map { $0 + 1 } ?? piece.count)]) }
            try limitPending()
            guard let feed else { return }
            position = feed + 1
            try endPending()
        }
        while position < piece.count, try take(base + position, size: piece.count - position, &position) {}
        pending.append(contentsOf: piece[position...])
        try limitPending()
    }

    /// - Throws: as ``read(_:)``; also for an empty file.
    mutating func finish() throws(InputError) {
        if !pending.isEmpty { pending.append(UInt8(ascii: "\n")) }
        if isInsideLongLine || !pending.isEmpty { try endPending() }
        if header == nil { throw TSVHeader.missing(found: "an empty file") }
    }

    private mutating func limitPending() throws(InputError) {
        guard pending.count > Self.lineLimit else { return }
        if header == nil { throw Self.longHeader }
        pending = []
        isInsideLongLine = true
    }

    private static var longHeader: InputError {
        InputError(place: .line(1), expected: "a header line of at most \(lineLimit) bytes", found: "more")
    }

    private static var longLine: TSVFault { TSVFault("", expected: "at most \(lineLimit) bytes in a line", found: "more") }

    /// Takes the line that is now whole in `pending`, or ends the one that is too long.
    private mutating func endPending() throws(InputError) {
        if isInsideLongLine {
            isInsideLongLine = false
            rowCount += 1
            refuse(Self.longLine)
            line += 1
            return
        }
        let bytes = pending
        pending = []
        var end = 0
        try bytes.withUnsafeBufferPointer { (buffer) throws(InputError) in
            guard let base = buffer.baseAddress else { return }
            _ = try take(UnsafeRawPointer(base), size: buffer.count, &end)
        }
    }

    /// Takes one line; `false` where the bytes end before the line does.
    @inline(__always)
    private mutating func take(_ start: UnsafeRawPointer, size: Int, _ position: inout Int) throws(InputError) -> Bool {
        let cut = TSVCutter.cut(start, size: size, ends: ends.places)
        guard let feed = cut.feed else { return false }
        position += feed + 1
        let hasReturn = feed > 0 && start.load(fromByteOffset: feed - 1, as: UInt8.self) == UInt8(ascii: "\r")
        if let header {
            rowCount += 1
            if feed > Self.lineLimit {
                refuse(Self.longLine)
            } else if cut.fields == header.names.count {
                if hasReturn { ends.places[cut.fields - 1] -= 1 }
                if let fault = sink.accept(TSVRow(start: start, ends: ends.places, line: line)) { refuse(fault) }
            } else {
                refuse(TSVFault("", expected: "\(header.names.count) fields", found: "\(cut.fields)"))
            }
        } else {
            guard feed <= Self.lineLimit else { throw Self.longHeader }
            try begin(UnsafeRawBufferPointer(start: start, count: hasReturn ? feed - 1 : feed))
        }
        line += 1
        return true
    }

    private mutating func begin(_ line: UnsafeRawBufferPointer) throws(InputError) {
        let hasMark = line.starts(with: [0xEF, 0xBB, 0xBF])
        let header = try TSVHeader(hasMark ? UnsafeRawBufferPointer(rebasing: line[3...]) : line)
        try sink.begin(header)
        self.header = header
    }

    private mutating func refuse(_ fault: TSVFault) {
        badRowCount += 1
        report(InputError(place: .line(line), field: fault.field, expected: fault.expected, found: fault.found))
    }
}

/// Where the fields of the current line end.
private final class FieldEnds {
    let places = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: TSVHeader.columnLimit)

    deinit { places.deallocate() }
}
