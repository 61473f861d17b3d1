import Daylight

/// Derives every tile, root and entry hash of a whole published log anew, and says what is wrong first.
///
/// Needs nothing but the files that the checkpoint's size asks for; others are not looked at.
public struct LogAudit: Sendable {
    /// The first thing that is wrong.
    public struct Fault: Error, Hashable, Sendable {
        /// The file, relative to the log.
        public let path: String
        /// One sentence.
        public let reason: String
    }

    private static let checkpointPath = "checkpoint"

    private let source: any LogSource
    private let key: VerifierKey
    private let checksStatements: Bool

    /// - Parameters:
    ///   - key: the log's key, which must have signed the checkpoint.
    ///   - checksStatements: whether every entry must be an envelope that holds a sound statement.
    public init(of source: any LogSource, key: VerifierKey, checksStatements: Bool = false) {
        self.source = source
        self.key = key
        self.checksStatements = checksStatements
    }

    /// Audits the log as its checkpoint now describes it.
    ///
    /// - Parameters:
    ///   - workers: how many threads hash at once.
    ///   - progress: entries done and entries in all, on the calling thread.
    /// - Returns: the checkpoint, which everything agrees with.
    /// - Throws: ``Fault``; or ``LogError`` if files cannot be had, ``LogError/missing(path:)`` without a checkpoint.
    public func run(workers: Int, progress: (UInt64, UInt64) -> Void = { _, _ in }) throws -> Checkpoint {
        let head: Checkpoint
        do {
            head = try Checkpoint(opening: try source.checkpoint(), key: key, origin: key.name)
        } catch let error as VerificationError {
            throw Fault(path: Self.checkpointPath, reason: error.reason)
        } catch LogError.damaged(_, let reason) {
            throw Fault(path: Self.checkpointPath, reason: reason)
        }
        var tally = AuditTally(size: head.size)
        let bundles = Int((head.size + 255) / 256)
        let inspection = BundleInspection(source: source, size: head.size, checksStatements: checksStatements)
        try InOrder.run(count: bundles, workers: workers, { number in Result { try inspection.inspect(UInt64(number)) } }) {
            tally.add(try $0.get())
            progress(tally.entries, head.size)
        }
        try judge(tally, head)
        return head
    }

    private func judge(_ tally: AuditTally, _ head: Checkpoint) throws {
        let derived = tally.derivedTiles
        let upper = try firstDifference(above: derived, size: head.size)
        let root = derived.root()
        if root == head.root {
            if let number = tally.firstDifference {
                let path = TilePath(.hashes(0), number, width: derived.width(level: 0, number: number))
                throw Fault(path: path.description, reason: "expected the hashes of its entries, found others")
            }
            if let upper { throw Fault(path: upper.description, reason: "expected the roots of the tiles below, found others") }
            return
        }
        if let number = tally.firstDifference, tally.servedTiles.root() == head.root {
            let path = TilePath(.entries, number, width: derived.width(level: 0, number: number))
            throw Fault(path: path.description, reason: "expected entries with the hashes that were signed, found others")
        }
        throw Fault(path: Self.checkpointPath, reason: "expected the root \(root) of the entries, found \(head.root)")
    }

    /// The first tile above level 0 that is not as the entries have it.
    private func firstDifference(above derived: AuditTiles, size: UInt64) throws -> TilePath? {
        var first: TilePath?
        for level in 1..<8 {
            let count = size >> UInt64(8 * level)
            if count == 0 { break }
            for number in 0...(count - 1) / 256 {
                let path = TilePath(.hashes(level), number, width: derived.width(level: level, number: number))
                let bytes = try HashTileFile.read(path, from: source)
                if first == nil, !derived.tile(path).elementsEqual(bytes) { first = path }
            }
        }
        return first
    }
}

/// A hash tile as it is served, cut to the width that a size asks for.
enum HashTileFile {
    /// - Throws: ``LogAudit/Fault`` if it is not there or has another length, ``LogError`` if it cannot be had.
    static func read(_ path: TilePath, from source: any LogSource) throws -> ArraySlice<UInt8> {
        let found: (bytes: [UInt8], width: Int)?
        do {
            found = try source.tile(path)
        } catch .damaged(_, let reason) {
            throw LogAudit.Fault(path: path.description, reason: reason)
        }
        guard let (bytes, width) = found else {
            throw LogAudit.Fault(path: path.description, reason: "expected a file, found none")
        }
        guard bytes.count == width * TreeHash.byteCount else {
            throw LogAudit.Fault(
                path: path.description, reason: "expected \(width * TreeHash.byteCount) bytes, found \(bytes.count)")
        }
        return bytes.prefix(path.width * TreeHash.byteCount)
    }
}
