import Daylight

/// CSV rows after RFC 4180, with the exact rules for strays: a quote that is not the first character of a field is an
/// ordinary character, so is a carriage return not followed by a line feed, and anything but a comma or a line end
/// after a closing quote spoils the row.
struct CSVRows<Fields: RowFields> {
    /// Where the wanted columns stand in the header.
    private struct Header {
        var fieldCount: Int
        var names: [String]
        /// Field number → the slot of the wanted column, −1 for others.
        var slots: [Int8]

        func name(ofSlot slot: Int) -> String { slots.firstIndex(of: Int8(slot)).map { names[$0] } ?? "" }
    }

    /// One row as cut into fields.
    private struct Row {
        /// Position just behind the row's line end; `nil` while the row goes on beyond the bytes at hand.
        var next: Int?
        var end = 0
        var fieldCount = 0
        var feeds = 0
        /// Field with text behind its closing quote.
        var strayField: Int?
        var isInsideQuotes = false
    }

    private var header: Header?
    private var line = 1
    private var fields = Fields()
    private let columns: [RowColumn]
    /// Unescaped text of quoted fields with doubled quotes, one for each slot.
    private let unescaped: [ByteScratch]

    init(columns: [RowColumn]) {
        self.columns = columns
        unescaped = (0...(columns.map(\.slot).max() ?? 0)).map { _ in ByteScratch() }
    }

    /// Reads all whole rows and tells how many bytes they took.
    mutating func consume(
        _ buffer: UnsafeRawBufferPointer, isLast: Bool, faults: inout FaultLog, sink: inout Fields.Sink
    ) throws -> Int {
        guard let base = buffer.baseAddress else { return 0 }
        var position = 0
        while position < buffer.count {
            if header == nil {
                guard let next = try readHeader(base, from: position, to: buffer.count, isLast: isLast) else { break }
                position = next
                continue
            }
            let row = scan(base, from: position, to: buffer.count, isLast: isLast)
            try check(row, from: position, to: buffer.count, isLast: isLast)
            guard let next = row.next else { break }
            if row.end > position { try deliver(row, faults: &faults, sink: &sink) }
            line += row.feeds
            position = next
        }
        if isLast, header == nil, let first = columns.first { throw missing(first, found: []) }
        return position
    }

    @inline(__always)
    private mutating func deliver(_ row: Row, faults: inout FaultLog, sink: inout Fields.Sink) throws {
        guard let header else { return }
        if let stray = row.strayField {
            let column = stray < header.names.count ? header.names[stray] : ""
            let expected = "a comma or a line end after the closing quote"
            faults.note(RowFault(line: line, column: column, expected: expected, found: "more text"))
        } else if row.fieldCount != header.fieldCount {
            faults.note(
                RowFault(line: line, column: "", expected: "\(header.fieldCount) fields", found: String(row.fieldCount)))
        } else if let fault = try fields.deliver(to: &sink) {
            faults.note(
                RowFault(
                    line: line, column: header.name(ofSlot: fault.slot), expected: fault.expected,
                    found: RowFault.shown(fault.found)))
        }
    }

    private func check(_ row: Row, from start: Int, to end: Int, isLast: Bool) throws {
        let length = (row.next == nil ? end - 2 : row.end) - start
        if length > ShareLimits.row {
            throw InputError(
                place: .line(line), expected: "a row of at most \(ShareLimits.row) bytes", found: "a row that is too long")
        }
        if isLast, row.isInsideQuotes {
            throw InputError(
                place: .line(line), expected: "a closing quote for every opening one", found: "the end of the file")
        }
    }

    /// Cuts one row into fields. The wanted fields are kept in ``fields``.
    private mutating func scan(_ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool) -> Row {
        var row = Row()
        var position = start
        while true {
            let slot = slot(of: row.fieldCount)
            if position < end, base.load(fromByteOffset: position, as: UInt8.self) == UInt8(ascii: "\"") {
                guard let behind = quotedField(base, from: position, to: end, slot: slot, row: &row, isLast: isLast)
                else { return row }
                position = behind
            } else {
                let stop = TextBytes.endOfField(base, from: position, to: end)
                if stop == end, !isLast { return row }
                var fieldEnd = stop
                if stop < end, base.load(fromByteOffset: stop, as: UInt8.self) == UInt8(ascii: "\n"), stop > position,
                    base.load(fromByteOffset: stop - 1, as: UInt8.self) == UInt8(ascii: "\r")
                {
                    fieldEnd -= 1
                }
                keep(UnsafeRawBufferPointer(start: base + position, count: fieldEnd - position), slot)
                row.end = fieldEnd
                position = stop
            }
            row.fieldCount += 1
            if position == end {
                row.next = end
                return row
            }
            if base.load(fromByteOffset: position, as: UInt8.self) == UInt8(ascii: "\n") {
                row.feeds += 1
                row.next = position + 1
                return row
            }
            position += 1
        }
    }

    /// A field in quotes; answers the position of the comma, line feed or end behind it, `nil` if more bytes are needed.
    private mutating func quotedField(
        _ base: UnsafeRawPointer, from start: Int, to end: Int, slot: Int8, row: inout Row, isLast: Bool
    ) -> Int? {
        var position = start + 1
        var closing: Int?
        var hasDoubledQuote = false
        while position < end {
            let byte = base.load(fromByteOffset: position, as: UInt8.self)
            if byte == UInt8(ascii: "\n") { row.feeds += 1 }
            if byte == UInt8(ascii: "\"") {
                if position + 1 < end, base.load(fromByteOffset: position + 1, as: UInt8.self) == UInt8(ascii: "\"") {
                    hasDoubledQuote = true
                    position += 2
                    continue
                }
                closing = position
                break
            }
            position += 1
        }
        guard let closing else {
            row.isInsideQuotes = true
            return nil
        }
        // The last byte at hand may be the first half of a doubled quote or of a line end.
        if !isLast, closing + 2 >= end { return nil }
        keepQuoted(UnsafeRawBufferPointer(start: base + start + 1, count: closing - start - 1), slot, hasDoubledQuote)
        var behind = closing + 1
        row.end = behind
        if behind + 1 < end, base.load(fromByteOffset: behind, as: UInt8.self) == UInt8(ascii: "\r"),
            base.load(fromByteOffset: behind + 1, as: UInt8.self) == UInt8(ascii: "\n")
        {
            behind += 1
        }
        let stop = TextBytes.endOfField(base, from: behind, to: end)
        if stop == end, !isLast { return nil }
        if stop != behind {
            row.strayField = row.strayField ?? row.fieldCount
            row.end = stop
        }
        return stop
    }

    @inline(__always)
    private func slot(of field: Int) -> Int8 {
        guard let header, field < header.slots.count else { return -1 }
        return header.slots[field]
    }

    @inline(__always)
    private mutating func keep(_ bytes: UnsafeRawBufferPointer, _ slot: Int8) {
        if slot >= 0 { fields.keep(bytes, slot: Int(slot)) }
    }

    private mutating func keepQuoted(_ bytes: UnsafeRawBufferPointer, _ slot: Int8, _ hasDoubledQuote: Bool) {
        guard hasDoubledQuote, slot >= 0 else { return keep(bytes, slot) }
        let scratch = unescaped[Int(slot)]
        scratch.removeAll(reserving: bytes.count)
        var index = 0
        while index < bytes.count {
            scratch.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        keep(scratch.bytes, slot)
    }

    // MARK: Header

    private mutating func readHeader(_ base: UnsafeRawPointer, from start: Int, to end: Int, isLast: Bool) throws -> Int? {
        let row = scan(base, from: start, to: end, isLast: isLast)
        try check(row, from: start, to: end, isLast: isLast)
        guard let next = row.next else { return nil }
        line += row.feeds
        guard row.end > start else { return next }
        let names = Self.fieldTexts(UnsafeRawBufferPointer(start: base + start, count: row.end - start))
        var slots = [Int8](repeating: -1, count: names.count)
        for column in columns {
            let places = names.indices.filter { column.isNamed(names[$0]) }
            guard let place = places.first else {
                if column.isDispensable(among: names) { continue }
                throw missing(column, found: names)
            }
            guard places.count == 1 else {
                throw InputError(
                    place: .line(1), field: column.names[0], expected: "the column once",
                    found: "it \(places.count) times: \(names.joined(separator: ", "))")
            }
            slots[place] = Int8(column.slot)
        }
        header = Header(fieldCount: names.count, names: names, slots: slots)
        return next
    }

    private func missing(_ column: RowColumn, found names: [String]) -> InputError {
        var error = InputError(place: .line(1), field: column.names[0], expected: column.expectation, found: "")
        // The columns are what the reader needs to see, so they are not cut at the usual length.
        error.found =
            names.isEmpty ? "no columns" : "the columns " + names.map { String($0.prefix(60)) }.prefix(40).joined(separator: ", ")
        return error
    }

    private static func fieldTexts(_ bytes: UnsafeRawBufferPointer) -> [String] {
        var names: [String] = []
        var index = 0
        while true {
            var text: [UInt8] = []
            var isQuoted = false
            if index < bytes.count, bytes[index] == UInt8(ascii: "\"") {
                isQuoted = true
                index += 1
            }
            while index < bytes.count, isQuoted || bytes[index] != UInt8(ascii: ",") {
                if isQuoted, bytes[index] == UInt8(ascii: "\"") {
                    if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
                        index += 1
                    } else {
                        isQuoted = false
                        index += 1
                        continue
                    }
                }
                text.append(bytes[index])
                index += 1
            }
            names.append(String(decoding: text, as: UTF8.self))
            guard index < bytes.count else { return names }
            index += 1
        }
    }
}
