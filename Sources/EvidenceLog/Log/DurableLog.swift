import Daylight
import Glibc

/// An append-only Merkle log in a directory, open for writing by this process alone.
///
/// An append is acknowledged only when the entry, its place in the tree and a published checkpoint that covers it would
/// survive `kill -9` and power loss. Many appends at once share one flush.
public final class DurableLog: Sendable {
    /// What was fixed when the log was made.
    public let settings: LogSettings
    private let directory: LogDirectory
    let sequencer: Sequencer
    private let tiles: HashTiles

    private init(_ directory: LogDirectory, _ settings: LogSettings, _ sequencer: Sequencer, _ tiles: HashTiles) {
        self.directory = directory
        self.settings = settings
        self.sequencer = sequencer
        self.tiles = tiles
    }

    deinit { sequencer.queue.withLock { $0.isClosing = true } }

    /// The log's directory.
    public var path: String { directory.path }

    /// The log's origin.
    public var origin: String { settings.origin }

    /// The log's public key; its name is the origin.
    public var verifierKey: VerifierKey { settings.verifierKey }

    /// The text of a trust policy for readers: this log, with its witnesses and its quorum.
    public func policy() -> String { settings.readersPolicy }

    /// Makes an empty log and opens it. The directory gets mode 0700, the private key mode 0600.
    ///
    /// - Parameters:
    ///   - key: the log's key, copied into the directory; without one a new key is made there.
    ///   - signers: whose envelopes ``Admission`` admits.
    ///   - policy: the text of the policy under which entries are acknowledged.
    ///   - transport: the way to the policy's witnesses.
    ///   - writerGuard: asked before every commit.
    /// - Throws: ``LogError/exists(path:)`` if there is anything in the directory; ``LogError/input(_:)`` for an origin
    ///   that cannot name a key or a key of another name or type.
    public static func create(
        at path: String, origin: String, key: NoteKey? = nil, signers: [SignerKey] = [], policy: String? = nil,
        transport: (any WitnessTransport)? = nil, writerGuard: (any WriterGuard)? = nil,
        random: inout some RandomNumberGenerator
    ) throws(LogError) -> DurableLog {
        let key = try check(key, origin: origin, random: &random)
        let settings: LogSettings
        do {
            settings = try LogSettings(origin: origin, verifierKey: key.verifierKey, signers: signers, policy: policy)
        } catch {
            throw .input(error)
        }
        guard transport != nil || !settings.needsCosignatures else { throw noTransport }
        guard let empty = Checkpoint(origin: origin, size: 0, root: Merkle.emptyRoot, key: key) else {
            throw .input(InputError(field: "origin", expected: "a name that a checkpoint can carry", found: origin))
        }
        try LogDirectory(path: path).appearWhole { directory throws(LogError) in
            try Disk.create(directory.key, key.file, mode: 0o600)
            try Disk.create(directory.journal, [], mode: 0o600)
            try Disk.create(directory.settings, settings.file)
            try Disk.create(directory.verifierKey, Array("\(settings.verifierKey)\n".utf8))
            try Disk.create(directory.checkpoint, empty.note)
        }
        return try open(at: path, transport: transport, writerGuard: writerGuard)
    }

    private static func check(
        _ key: NoteKey?, origin: String, random: inout some RandomNumberGenerator
    ) throws(LogError) -> NoteKey {
        do throws(InputError) {
            guard let key else { return try NoteKey(name: origin, random: &random) }
            guard key.verifierKey.type == .ed25519, key.verifierKey.name.utf8.elementsEqual(origin.utf8) else {
                throw InputError(field: "key", expected: "a key of type 01 named \(origin)", found: key.verifierKey.name)
            }
            return key
        } catch {
            throw .input(error)
        }
    }

    /// Opens a log, repairing what a crash may have left: a torn last record, tiles and a checkpoint not yet published.
    ///
    /// When a witness has seen more of the log than there is, or something else, it opens for reading only and every
    /// append is answered with ``LogError/readOnly(reason:)``.
    ///
    /// - Parameters:
    ///   - transport: the way to the policy's witnesses; a log whose policy asks for cosignatures needs one.
    ///   - writerGuard: asked before every commit.
    /// - Throws: ``LogError/missing(path:)``, ``LogError/locked(path:)``, ``LogError/damaged(path:reason:)`` or an I/O error.
    public static func open(
        at path: String, transport: (any WitnessTransport)? = nil, writerGuard: (any WriterGuard)? = nil
    ) throws(LogError) -> DurableLog {
        let directory = LogDirectory(path: path)
        // Without a log there, no lock file is made; what counts is what stands there once the lock is ours.
        _ = try LogSettings.load(directory)
        let lock = try WriterLock(directory)
        let settings = try LogSettings.load(directory)
        let key: NoteKey
        do {
            key = try NoteKey(parsing: try Disk.readSecret(directory.key))
        } catch let error as LogError {
            throw error
        } catch {
            throw .damaged(path: directory.key, reason: "\(error)")
        }
        guard key.verifierKey == settings.verifierKey else {
            throw .damaged(path: directory.key, reason: "it is not the key that the log was made with")
        }
        let recovery = try LogRecovery(directory, settings: settings, generation: lock.generation)
        let queue = Monitor(SubmissionQueue())
        var (cosigning, contradiction) = try cosigning(settings, recovery, transport, queue)
        if settings.isRetired { contradiction = "it was retired; make a new log for what comes now" }
        if let contradiction { queue.withLock { _ = $0.stop(.readOnly(reason: contradiction)) } }
        let sequencer = Sequencer(
            recovery, directory: directory, key: key, lock: lock, queue: queue, cosigning: cosigning,
            writerGuard: writerGuard, isReadOnly: contradiction != nil)
        guard DedicatedThread.start({ sequencer.run() }) else { throw Disk.error("start a thread for", path) }
        return DurableLog(directory, settings, sequencer, recovery.tiles)
    }

    /// The way to the witnesses, after they were asked whether they know more than this directory does.
    private static func cosigning(
        _ settings: LogSettings, _ recovery: LogRecovery, _ transport: (any WitnessTransport)?, _ queue: Monitor<SubmissionQueue>
    ) throws(LogError) -> (Cosigning?, contradiction: String?) {
        guard let policy = settings.trust, !policy.witnesses.isEmpty else { return (nil, nil) }
        guard let transport else {
            guard settings.needsCosignatures else { return (nil, nil) }
            throw noTransport
        }
        let contradiction = Cosigning.contradiction(
            of: recovery.committed, log: settings.verifierKey, policy: policy, transport: transport)
        let cosigning = try Cosigning(policy, tiles: recovery.tiles, transport: transport) {
            queue.withLock { $0.hasNews = true }
        }
        return (cosigning, contradiction)
    }

    private static let noTransport = LogError.unavailable(
        reason: "the log's policy asks for witnesses, which need libcurl to be reached; on Debian: apt-get install libcurl4")

    /// Why appends are refused, if they are: the log is read-only, or has stopped. Reading goes on.
    public func refusal() -> LogError? { sequencer.queue.withLock { $0.failure } }

    /// The witnesses that refuse to cosign the latest head. There may be some though the quorum is met without them.
    public func witnessRefusals() -> [WitnessRefusal] { sequencer.cosigning?.refusals() ?? [] }

    /// Finishes what is queued, stops and gives the lock back. Appends afterwards are refused.
    ///
    /// - Returns: what is left to do; opening the log again goes on with it.
    @discardableResult
    public func close() -> Leftover {
        sequencer.queue.withLock { $0.isClosing = true }
        sequencer.queue.wait { $0.isFinished ? () : nil }
        return Leftover(pendingCount: sequencer.pendingCount, isCosigned: sequencer.isPublishedCosigned)
    }

    /// What a closed log could not finish.
    public struct Leftover: Hashable, Sendable {
        /// Entries that are durable and not under a published head.
        public let pendingCount: UInt64
        /// Whether the published head has the cosignatures that the log's policy asks for.
        public let isCosigned: Bool
    }
}

extension DurableLog {
    /// The published checkpoint.
    public func checkpoint() -> Checkpoint { sequencer.head.withLock { $0 } }

    /// The bytes of an entry.
    ///
    /// - Throws: ``LogError/outOfRange(index:size:)`` or an I/O error.
    public func entry(at index: UInt64) throws(LogError) -> [UInt8] {
        try TileFiles(directory: directory, size: checkpoint().size).entry(index)
    }

    /// The receipt of an entry under the published checkpoint.
    ///
    /// - Throws: ``LogError/outOfRange(index:size:)`` or an I/O error.
    public func receipt(for index: UInt64) async throws(LogError) -> Receipt { try makeReceipt(for: index) }

    /// The same for a thread that may block.
    package func makeReceipt(for index: UInt64) throws(LogError) -> Receipt {
        let head = checkpoint()
        let entry = try TileFiles(directory: directory, size: head.size).entry(index)
        var tree = TileTree(source: tiles, size: head.size)
        return Receipt(entry: entry, index: index, path: tree.inclusionProof(index), checkpoint: head)
    }

    /// The proof that the tree of `newSize` begins with the tree of `oldSize`.
    ///
    /// - Throws: ``LogError/outOfRange(index:size:)`` unless `oldSize <= newSize <=` the published size.
    public func consistencyProof(from oldSize: UInt64, to newSize: UInt64) throws(LogError) -> ConsistencyProof {
        let size = checkpoint().size
        guard newSize <= size else { throw .outOfRange(index: newSize, size: size + 1) }
        guard oldSize <= newSize else { throw .outOfRange(index: oldSize, size: newSize + 1) }
        return ConsistencyProof(from: oldSize, to: newSize, source: tiles)
    }

    /// The bytes of a tile or bundle; `nil` if no published checkpoint asks for it, or a full one has taken its place.
    ///
    /// - Throws: an I/O error.
    public func tile(_ path: TilePath) throws(LogError) -> [UInt8]? {
        try TileFiles(directory: directory, size: checkpoint().size).served(path)
    }
}

extension Receipt {
    init(entry: [UInt8], index: UInt64, path: [Digest], checkpoint: Checkpoint) {
        self.init(entry: entry, proof: TlogProof(index: index, path: path, checkpoint: checkpoint.note).file)
    }
}
