public import Daylight

/// Goes through the good rows of a share file one by one, in file order; for copying them somewhere.
public final class ShareListing {
    /// One good row.
    public struct Row: Sendable {
        public let object: String
        public let account: String
        public let content: String
        public let time: Timestamp
    }

    private struct Collector: ShareSink {
        var rows: [Row] = []

        mutating func accept(
            object: UnsafeRawBufferPointer, account: UnsafeRawBufferPointer, content: UnsafeRawBufferPointer,
            milliseconds: Int64
        ) {
            rows.append(
                Row(
                    object: String(decoding: object, as: UTF8.self), account: String(decoding: account, as: UTF8.self),
                    content: String(decoding: content, as: UTF8.self), time: Timestamp(milliseconds: milliseconds)))
        }
    }

    private var reader: ShareReader<Collector>

    public init(format: ShareFormat) { reader = ShareReader(format: format, sink: Collector()) }

    /// The rows that are complete after this piece of the file.
    ///
    /// - Throws: ``InputError`` for a file that cannot be read as shares.
    public func rows(in piece: UnsafeRawBufferPointer) throws -> [Row] {
        try reader.read(piece)
        return take()
    }

    /// The rows that end with the file.
    ///
    /// - Throws: as ``rows(in:)``.
    public func lastRows() throws -> [Row] {
        try reader.finish()
        return take()
    }

    private func take() -> [Row] {
        defer { reader.sink.rows = [] }
        return reader.sink.rows
    }
}
