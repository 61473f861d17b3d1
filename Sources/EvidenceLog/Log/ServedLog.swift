import Daylight

/// A log's directory as readers may see it: the published checkpoint, and the tiles that a published size asked for.
///
/// Reads files only, so it works beside the log's writer and on any tree of `tlog-tiles` files.
public struct ServedLog: Sendable {
    private let folder: LogFolder

    /// - Throws: ``LogError/missing(path:)`` if there is no directory or no checkpoint in it.
    public init(at path: String) throws(LogError) {
        folder = try LogFolder(at: path)
        guard try folder.file("checkpoint", limit: Note.byteLimit) != nil else { throw .missing(path: "\(path)/checkpoint") }
    }

    /// The published checkpoint, byte for byte.
    ///
    /// - Throws: ``LogError/missing(path:)`` or an I/O error.
    public func checkpoint() throws(LogError) -> [UInt8] { try folder.checkpoint() }

    /// A tile or bundle; `nil` if no published size asked for it, or a full one has taken its place.
    ///
    /// - Throws: an I/O error.
    public func tile(_ path: TilePath) throws(LogError) -> [UInt8]? {
        guard path.isWithin(size: try publishedSize()) else { return nil }
        guard let bytes = try folder.file(path.description, limit: path.byteLimit) else { return nil }
        // A crash can leave a part of a tile, which must not be kept for ever by somebody's cache.
        if case .hashes = path.level, bytes.count != path.width * TreeHash.byteCount { return nil }
        return bytes
    }

    private func publishedSize() throws(LogError) -> UInt64 {
        let note = try folder.checkpoint()
        do {
            return try CheckpointBody(parsing: Note.text(of: note)).size
        } catch {
            throw .damaged(path: "checkpoint", reason: error.description)
        }
    }
}

extension TilePath {
    /// Whether a tree of this size has all the hashes or entries of the tile.
    func isWithin(size: UInt64) -> Bool {
        let count: UInt64
        switch level {
        case .entries: count = size
        // A tree of 2^63 entries has no hash above level 7.
        case .hashes(let level): count = level < 8 ? size >> UInt64(8 * level) : 0
        }
        return number <= count / 256 && number * 256 + UInt64(width) <= count
    }
}
