/// The four columns of a share file, in the order their faults are looked for.
public enum ShareColumn: String, CaseIterable, Sendable {
    case object = "object_id"
    case account = "account_id"
    case content = "content_id"
    case time = "timestamp_share"

    /// As a reader looks for them; the slots are those of ``ShareFields``.
    static var rowColumns: [RowColumn] {
        allCases.enumerated().map { slot, column in
            RowColumn(names: [column.rawValue], slot: slot, kind: column == .time ? .time : .text, need: .value)
        }
    }
}

/// What takes the good rows of a share file. The bytes are only valid during the call.
protocol ShareSink {
    mutating func accept(
        object: UnsafeRawBufferPointer, account: UnsafeRawBufferPointer, content: UnsafeRawBufferPointer, milliseconds: Int64
    ) throws
}

/// The four fields of one share.
struct ShareFields<Sink: ShareSink>: RowFields {
    private var object = UnsafeRawBufferPointer(start: nil, count: 0)
    private var account = UnsafeRawBufferPointer(start: nil, count: 0)
    private var content = UnsafeRawBufferPointer(start: nil, count: 0)
    private var time = UnsafeRawBufferPointer(start: nil, count: 0)

    init() {}

    @inline(__always)
    mutating func keep(_ bytes: UnsafeRawBufferPointer, slot: Int) {
        switch slot {
        case 0: object = bytes
        case 1: account = bytes
        case 2: content = bytes
        case 3: time = bytes
        default: break
        }
    }

    @inline(__always)
    mutating func deliver(to sink: inout Sink) throws -> FieldFault? {
        if isUsable(object), isUsable(account), isUsable(content), isUsable(time),
            let milliseconds = ShareTime.milliseconds(time)
        {
            try sink.accept(object: object, account: account, content: content, milliseconds: milliseconds)
            return nil
        }
        return fault
    }

    @inline(__always)
    private func isUsable(_ field: UnsafeRawBufferPointer) -> Bool {
        !field.isEmpty && TextBytes.isUTF8WithoutNUL(field)
    }

    private var fault: FieldFault {
        for (slot, field) in [object, account, content, time].enumerated() {
            if let fault = Self.fault(field, slot: slot) { return fault }
        }
        return FieldFault(slot: 3, expected: ShareTime.grammar, found: time)
    }
}

extension RowReader {
    /// A reader of share files.
    init<ShareSinkType: ShareSink>(format: ShareFormat, sink: ShareSinkType) where Fields == ShareFields<ShareSinkType> {
        self.init(format: format, columns: ShareColumn.rowColumns, sink: sink)
    }
}

/// Reads a share file.
typealias ShareReader<Sink: ShareSink> = RowReader<ShareFields<Sink>>
