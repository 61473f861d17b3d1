import Daylight

/// A log in a directory, read as anyone may read it: beside its writer, from the published files only.
public struct PublishedLog: Sendable {
    /// What was fixed when the log was made.
    public let settings: LogSettings
    /// The checkpoint that was published when this was opened; everything is read under it.
    public let checkpoint: Checkpoint
    private let files: TileFiles

    /// Reads settings and checkpoint.
    ///
    /// - Throws: ``LogError/missing(path:)`` or ``LogError/damaged(path:reason:)``.
    public init(at path: String) throws(LogError) {
        let directory = LogDirectory(path: path)
        settings = try LogSettings.load(directory)
        checkpoint = try settings.publishedCheckpoint(in: directory)
        files = TileFiles(directory: directory, size: checkpoint.size)
    }

    /// The bytes of an entry.
    ///
    /// - Throws: ``LogError/outOfRange(index:size:)`` or an I/O error.
    public func entry(at index: UInt64) throws(LogError) -> [UInt8] { try files.entry(index) }

    /// The bytes of a tile or bundle; `nil` if the checkpoint does not ask for it.
    ///
    /// - Throws: an I/O error.
    public func tile(_ path: TilePath) throws(LogError) -> [UInt8]? { try files.served(path) }

    /// The receipt of an entry.
    ///
    /// - Throws: ``LogError/outOfRange(index:size:)`` or an I/O error.
    public func receipt(for index: UInt64) throws(LogError) -> Receipt {
        let entry = try files.entry(index)
        var tree = TileTree(source: files, size: checkpoint.size)
        return Receipt(entry: entry, index: index, path: try tree.inclusionProof(index), checkpoint: checkpoint)
    }

    /// The proof that the tree of `newSize` begins with the tree of `oldSize`.
    ///
    /// - Throws: ``LogError/outOfRange(index:size:)`` unless `oldSize <= newSize <=` the published size.
    public func consistencyProof(from oldSize: UInt64, to newSize: UInt64) throws(LogError) -> ConsistencyProof {
        guard newSize <= checkpoint.size else { throw .outOfRange(index: newSize, size: checkpoint.size + 1) }
        guard oldSize <= newSize else { throw .outOfRange(index: oldSize, size: newSize + 1) }
        return try ConsistencyProof(from: oldSize, to: newSize, source: files)
    }
}
