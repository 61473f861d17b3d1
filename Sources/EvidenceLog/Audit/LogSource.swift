/// Where the files of a published log come from: its directory, or a server.
public protocol LogSource: Sendable {
    /// The bytes of `checkpoint` or of a tile; `nil` if there is no such file.
    ///
    /// - Parameters:
    ///   - path: without a leading slash, for instance `tile/0/000.p/7`.
    ///   - limit: most bytes the caller takes.
    /// - Throws: ``LogError`` if the file cannot be read, is larger, or the server does not answer.
    func file(_ path: String, limit: Int) throws(LogError) -> [UInt8]?
}

extension LogSource {
    /// The checkpoint's note, not yet believed.
    ///
    /// - Throws: ``LogError/missing(path:)`` if there is none.
    func checkpoint() throws(LogError) -> [UInt8] {
        guard let note = try file("checkpoint", limit: Note.byteLimit) else { throw .missing(path: "checkpoint") }
        return note
    }

    /// A tile or bundle; the full one where a partial has been cleared away.
    func tile(_ path: TilePath) throws(LogError) -> (bytes: [UInt8], width: Int)? {
        let limit = path.byteLimit
        if let bytes = try file(path.description, limit: limit) { return (bytes, path.width) }
        guard !path.isFull, let bytes = try file(path.full.description, limit: limit) else { return nil }
        return (bytes, TilePath.fullWidth)
    }
}

extension TilePath {
    /// Most bytes of a sound tile or bundle.
    var byteLimit: Int {
        switch level {
        case .hashes: Self.fullWidth * TreeHash.byteCount
        case .entries: Self.fullWidth * (2 + Envelope.entryLimit)
        }
    }
}

/// A log in a directory: one of ours, or any tree of `tlog-tiles` files.
public struct LogFolder: LogSource {
    private let path: String

    /// - Throws: ``LogError/missing(path:)`` if there is no such directory.
    public init(at path: String) throws(LogError) {
        guard Disk.names(in: path) != nil else { throw .missing(path: path) }
        self.path = path
    }

    public func file(_ path: String, limit: Int) throws(LogError) -> [UInt8]? {
        do {
            return try Disk.read("\(self.path)/\(path)", limit: limit)
        } catch {
            if case .missing = error { return nil }
            throw error
        }
    }
}
