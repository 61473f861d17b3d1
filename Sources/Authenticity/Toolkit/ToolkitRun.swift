public import Daylight

/// Reads a post file as it comes and makes a network of coordination-network-toolkit from it.
public final class ToolkitRun {
    private struct Sink: PostSink {
        var messages: ToolkitMessages
        var posts = 0

        mutating func accept(_ post: Post) -> PostFault? {
            posts += 1
            messages.add(post)
            return nil
        }
    }

    private let parameters: ToolkitNetwork.Parameters
    private var reader: PostReader<Sink>

    public init(_ parameters: ToolkitNetwork.Parameters, format: ShareFormat) {
        self.parameters = parameters
        reader = PostReader(
            format: format, columns: parameters.columns, sink: Sink(messages: ToolkitMessages(parameters)))
    }

    /// The bad rows seen so far: how many, and the first of them.
    public var badRows: (count: Int, samples: [RowFault]) { (reader.faults.count, reader.faults.samples) }

    /// Takes the next piece of the file, cut anywhere.
    ///
    /// - Throws: ``InputError`` for a file that cannot be read as posts at all.
    public func read(_ bytes: UnsafeRawBufferPointer) throws { try reader.read(bytes) }

    /// Ends the reading and does the work.
    ///
    /// - Throws: as ``read(_:)``; ``NoGoodRow`` if there are rows and all of them are bad.
    public func network() throws -> ToolkitNetwork {
        try reader.finish()
        if reader.sink.posts == 0, reader.faults.count > 0 { throw NoGoodRow(badRows: reader.faults.count) }
        return ToolkitNetwork(&reader.sink.messages)
    }

    /// The numbers of the run as one object.
    public func summary(of network: ToolkitNetwork) -> JSONObject {
        [
            "network": .string(parameters.relation.rawValue), "posts": .integer(reader.sink.posts),
            "repeated_ids": .integer(reader.sink.posts - reader.sink.messages.count),
            "bad_rows": .integer(reader.faults.count), "bad_row_samples": .array(reader.faults.samples.map(\.json)),
            "window_s": .number(JSONNumber(spelling: Seconds.text(milliseconds: parameters.windowMilliseconds))),
            "min_weight": .integer(parameters.minimumWeight), "edges": .integer(network.edges.count),
            "weight": .integer(network.edges.reduce(0) { $0 + $1.weight }),
            "largest_weight": .integer(network.edges.map(\.weight).max() ?? 0),
        ]
    }
}
