import Daylight

/// Watches another's log: every new head must continue the last one accepted, and every new entry must be under it.
///
/// A contradiction that can be proven becomes a ``ForkEvidence`` that anyone can check; what is only odd is reported as such.
public struct LogFollower {
    /// What one look at the log, or at a witness, came to.
    public enum Observation: Sendable {
        /// The log has grown soundly, from one size to another.
        case grew(from: UInt64, to: UInt64)
        /// Nothing new.
        case unchanged(size: UInt64)
        /// A reason to ask the log, not a proof against it.
        case suspicious(String)
        /// The log has signed two histories.
        case fork(ForkEvidence)
        /// A witness has cosigned more than the log shows: its publication may be on its way.
        case ahead(size: UInt64)
    }

    private let source: any LogSource
    private let key: VerifierKey
    private let workers: Int
    private var state: FollowState

    /// - Parameters:
    ///   - path: a directory for what the follower remembers; made if it is not there.
    ///   - key: the log's key; its name is the origin.
    /// - Throws: ``LogError/locked(path:)`` or ``LogError/damaged(path:reason:)``.
    public init(of source: any LogSource, key: VerifierKey, state path: String, workers: Int) throws(LogError) {
        self.source = source
        self.key = key
        self.workers = workers
        state = try FollowState(at: path, key: key)
    }

    /// Looks at the log once.
    ///
    /// - Throws: ``LogError`` if the log cannot be read or the state cannot be written.
    public mutating func look() throws(LogError) -> Observation {
        do {
            return try observe()
        } catch let error as LogError {
            throw error
        } catch let fault as LogAudit.Fault {
            return .suspicious("\(fault.path): \(fault.reason)")
        } catch {
            return .suspicious("\(error)")
        }
    }

    private mutating func observe() throws -> Observation {
        let head = try shownHead()
        guard let known = state.head else { return try take(head, from: 0) }
        if head.size <= known.size { return try compare(head) ?? .suspicious(shrunk(head, known)) }
        return try grow(head, known)
    }

    /// The head that the log shows now, signed by its key. A log that has shown one before and shows none is at fault.
    private func shownHead() throws -> Checkpoint {
        do {
            return try Checkpoint(opening: try source.checkpoint(), key: key, origin: key.name)
        } catch LogError.missing where state.head != nil {
            throw LogAudit.Fault(path: "checkpoint", reason: "the log shows none any more")
        } catch LogError.damaged(_, let reason) {
            throw LogAudit.Fault(path: "checkpoint", reason: reason)
        }
    }

    private func shrunk(_ head: Checkpoint, _ known: Checkpoint) -> String {
        "the log shows \(head.size) entries after it has shown \(known.size)"
    }

    /// Compares a signed head of this log with the accepted one, which is at least as large; `nil` for an honest smaller one.
    private func compare(_ other: Checkpoint) throws(LogError) -> Observation? {
        guard let known = state.head else { return nil }
        if other.size == known.size {
            guard other.root != known.root else { return .unchanged(size: known.size) }
            return .fork(ForkEvidence(key, [known.note, other.note]))
        }
        let proof = ConsistencyProof(from: other.size, to: known.size, source: try state.tiles())
        guard proof.oldRoot != other.root else { return nil }
        return .fork(ForkEvidence(key, [other.note, known.note], prefix: proof))
    }

    /// Takes a larger head in, after the log's own tiles have shown that it continues the known one.
    private mutating func grow(_ head: Checkpoint, _ known: Checkpoint) throws -> Observation {
        let tiles = SourceTiles(source: source, size: head.size)
        let proof = try ConsistencyProof(from: known.size, to: head.size, source: tiles)
        guard proof.newRoot == head.root else {
            return .suspicious("the log's tiles lead to the root \(proof.newRoot), its checkpoint says \(head.root)")
        }
        guard proof.oldRoot == known.root else {
            // One rotten tile must not look like a second history: only what verifies by itself is evidence.
            let evidence = ForkEvidence(key, [known.note, head.note], prefix: proof)
            guard evidence.judge().verdict == .fork else { return .suspicious("the log's tiles contradict each other") }
            return .fork(evidence)
        }
        return try take(head, from: known.size)
    }

    /// Reads every entry that a head adds, and accepts it when they lead to its root.
    private mutating func take(_ head: Checkpoint, from old: UInt64) throws -> Observation {
        var frontier = state.frontier
        var hashes: [UInt8] = []
        let inspection = BundleInspection(source: source, size: head.size, checksStatements: false)
        let first = old / 256
        let count = head.size > old ? Int((head.size + 255) / 256 - first) : 0
        try InOrder.run(
            count: count, workers: workers, { number in Result { try inspection.inspect(first + UInt64(number)) } }
        ) {
            let bundle = try $0.get()
            guard bundle.derived == bundle.served else {
                let path = TilePath(.entries, bundle.number, width: bundle.width)
                throw LogAudit.Fault(path: path.description, reason: "the entries have other hashes than the log's tiles")
            }
            let known = Int(frontier.size - bundle.number * 256)
            let fresh = bundle.derived[(known * TreeHash.byteCount)...]
            hashes += fresh
            fresh.withUnsafeBytes { bytes in
                for start in stride(from: 0, to: bytes.count, by: TreeHash.byteCount) {
                    let leaf = TreeHash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + TreeHash.byteCount]))
                    frontier.append(leaf) { _, _ in }
                }
            }
        }
        guard frontier.root == head.root else {
            return .suspicious("the log's entries lead to the root \(frontier.root), its checkpoint says \(head.root)")
        }
        try state.accept(head, adding: hashes, frontier)
        return .grew(from: old, to: head.size)
    }

    /// Compares what a witness has cosigned with what the log has shown here.
    ///
    /// - Parameter note: the witness's latest checkpoint of this log.
    /// - Returns: `nil` if they agree.
    /// - Throws: ``LogError`` if the state cannot be read.
    public func compare(witnessed note: [UInt8], by witness: VerifierKey) throws(LogError) -> Observation? {
        let seen: Checkpoint
        do {
            seen = try Checkpoint(opening: note, key: key, origin: key.name)
            guard try Note(parsing: note).open(with: [witness]).verified.isEmpty == false else { return nil }
        } catch {
            return .suspicious("the witness \(witness.name) shows no sound checkpoint of this log: \(error)")
        }
        guard let known = state.head, seen.size <= known.size else { return .ahead(size: seen.size) }
        guard let found = try compare(seen) else { return nil }
        if case .unchanged = found { return nil }
        return found
    }

    /// Keeps evidence in the follower's directory.
    ///
    /// - Returns: the path of the file, which `daylight verify` takes.
    public func keep(_ evidence: ForkEvidence) throws(LogError) -> String { try state.keep(evidence) }
}

/// The tiles of a published log, as its source serves them at one published size.
struct SourceTiles: TileSource {
    let source: any LogSource
    let size: UInt64

    func tile(_ path: TilePath) throws -> [UInt8] {
        guard case .hashes(let level) = path.level else { return [] }
        // A smaller tree's partial tiles exist only if that very size was published; those of this size do.
        let width = Int(min((size >> UInt64(8 * level)) - path.number * 256, 256))
        return Array(try HashTileFile.read(TilePath(path.level, path.number, width: width), from: source))
    }
}
