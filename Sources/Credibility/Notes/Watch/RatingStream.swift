public import Daylight

/// One rating as it comes in.
public struct IncomingRating: Sendable {
    let fields: RatingFields

    /// Id of the note.
    public var note: Int64 { fields.note }
    /// Milliseconds since 1970.
    public var time: Int64 { fields.time }
}

/// Reads rows of the ratings table as they come, in pieces cut anywhere; the first line is the header.
public struct RatingStream {
    private struct Sink: TSVSink {
        var columns = RatingColumns()
        var ratings: [IncomingRating] = []

        mutating func begin(_ header: TSVHeader) throws(InputError) { columns = try RatingColumns(header) }

        mutating func accept(_ row: TSVRow) -> TSVFault? {
            do throws(TSVFault) {
                ratings.append(IncomingRating(fields: try columns.read(row)))
                return nil
            } catch {
                return error
            }
        }
    }

    private var reader: TSVReader<Sink>

    /// - Parameter report: gets every bad row as an error with its line.
    public init(report: @escaping (InputError) -> Void) { reader = TSVReader(Sink(), report: report) }

    /// The ratings that are complete after this piece.
    ///
    /// - Throws: ``InputError`` when the header is wrong.
    public mutating func ratings(in piece: UnsafeRawBufferPointer) throws(InputError) -> [IncomingRating] {
        try reader.read(piece)
        return take()
    }

    /// The ratings that end with the stream.
    ///
    /// - Throws: as ``ratings(in:)``; also for a stream without a header.
    public mutating func lastRatings() throws(InputError) -> [IncomingRating] {
        try reader.finish()
        return take()
    }

    private mutating func take() -> [IncomingRating] {
        defer { reader.sink.ratings.removeAll(keepingCapacity: true) }
        return reader.sink.ratings
    }
}
