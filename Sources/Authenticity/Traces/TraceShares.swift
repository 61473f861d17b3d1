public import Daylight

/// Turns a file of posts into a file of shares, a piece at a time: for every post one row for each object of a trace.
///
/// Memory does not grow with the file: a post is forgotten as soon as its rows are written. Rows keep the order of the
/// posts, and ids their bytes.
/// ```swift
/// let shares = TraceShares(.link, format: .csv) { try file.write($0) }
/// try shares.read(bytes)
/// try shares.finish()
/// ```
public final class TraceShares {
    /// What was read and written, in numbers.
    public struct Counts: Hashable, Sendable {
        /// Good posts, and those of them that have the trace.
        public internal(set) var posts = 0
        public internal(set) var postsWithTrace = 0
        /// Rows written.
        public internal(set) var shares = 0
    }

    private struct Sink: PostSink {
        let trace: Trace
        var writer: ShareFileWriter
        var counts = Counts()

        mutating func accept(_ post: Post) throws -> PostFault? {
            let objects = trace.objects(of: post)
            if objects.contains(where: { !ShareFileWriter.fits(object: $0, post: post) }) {
                let column = trace.columns.first?.column ?? .text
                return PostFault(column: column, expected: "less than a share file can hold in a row")
            }
            counts.posts += 1
            counts.postsWithTrace += objects.isEmpty ? 0 : 1
            counts.shares += objects.count
            for object in objects { try writer.write(object: object, post: post) }
            return nil
        }
    }

    private let trace: Trace
    private var reader: PostReader<Sink>

    /// - Parameter sink: takes the bytes of the share file (CSV) as they come.
    public init(_ trace: Trace, format: ShareFormat, to sink: @escaping ByteSink) {
        self.trace = trace
        reader = PostReader(
            format: format, columns: trace.columns, sink: Sink(trace: trace, writer: ShareFileWriter(to: sink)))
    }

    public var counts: Counts { reader.sink.counts }

    /// The bad rows seen so far: how many, and the first of them.
    public var badRows: (count: Int, samples: [RowFault]) { (reader.faults.count, reader.faults.samples) }

    /// Takes the next piece of the file, cut anywhere.
    ///
    /// - Throws: ``InputError`` for a file that cannot be read as posts at all; whatever the sink throws.
    public func read(_ bytes: UnsafeRawBufferPointer) throws { try reader.read(bytes) }

    /// Ends the reading and hands out the last rows.
    ///
    /// - Throws: as ``read(_:)``; ``NoGoodRow`` if there are rows and all of them are bad.
    public func finish() throws {
        try reader.finish()
        if counts.posts == 0, reader.faults.count > 0 { throw NoGoodRow(badRows: reader.faults.count) }
        try reader.sink.writer.flush()
    }

    /// The numbers of the run as one object.
    public var summary: JSONObject {
        [
            "trace": .string(trace.rawValue), "posts": .integer(counts.posts), "bad_rows": .integer(reader.faults.count),
            "bad_row_samples": .array(reader.faults.samples.map(\.json)),
            "posts_with_trace": .integer(counts.postsWithTrace), "shares": .integer(counts.shares),
        ]
    }
}
