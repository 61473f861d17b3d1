import Daylight

/// The one writer of an open log: makes batches of what is queued, each flushed once, cosigned, published, acknowledged.
///
/// Two heads are kept apart. The *committed* head is durable in the journal; the *published* one is also cosigned, as the
/// policy asks, and readable. They differ while witnesses cannot be reached or the disk is full, and nothing beyond the
/// published head is acknowledged.
// Unchecked: after `init` its mutable state is touched only by the one thread that calls `run()`, and read by others only
// after that thread has set `isFinished` under the queue's lock.
final class Sequencer: @unchecked Sendable {
    static let batchEntryLimit = 16_384
    static let batchByteLimit = 16 << 20
    /// How far the committed head may run ahead of the published one: entries wait in memory for their bundles.
    private static let aheadLimit: UInt64 = 65_536
    /// How long until a head that could not be published is tried again without a new submission.
    private static let retryInterval = Duration.seconds(1)

    let queue: Monitor<SubmissionQueue>
    /// The published head.
    let head: Monitor<Checkpoint>
    let directory: LogDirectory
    private let key: NoteKey
    private let lock: WriterLock
    private let writerGuard: (any WriterGuard)?
    let tiles: HashTiles
    let cosigning: Cosigning?
    /// Whether nothing may be signed, because what is here contradicts what others have seen.
    private let isReadOnly: Bool
    private(set) var committed: Checkpoint
    private var frontier: Frontier
    private var identities: [TreeHash: UInt64]
    var writer: TileWriter
    private var journal: Journal
    private var record = JournalRecord.Builder()
    /// Whether enough witnesses of the present policy have cosigned the published head.
    var isPublishedCosigned: Bool

    init(
        _ recovery: LogRecovery, directory: LogDirectory, key: NoteKey, lock: WriterLock, queue: Monitor<SubmissionQueue>,
        cosigning: Cosigning?, writerGuard: (any WriterGuard)?, isReadOnly: Bool
    ) {
        self.writerGuard = writerGuard
        self.isReadOnly = isReadOnly
        self.directory = directory
        self.key = key
        self.lock = lock
        self.queue = queue
        self.cosigning = cosigning
        head = Monitor(recovery.published)
        isPublishedCosigned = cosigning?.isSatisfied(by: recovery.published) ?? true
        committed = recovery.committed
        tiles = recovery.tiles
        frontier = recovery.frontier
        identities = recovery.identities
        writer = recovery.writer
        journal = recovery.journal
    }

    var published: Checkpoint { head.withLock { $0 } }

    /// Entries that are committed and not under the published head. To be read after the thread has ended.
    var pendingCount: UInt64 { committed.size - published.size }

    /// Whether there is a head to publish: a committed one, or a published one that a new policy wants cosigned.
    var isBehind: Bool { committed.size > published.size || (!isPublishedCosigned && committed.size > 0) }

    /// The body of the sequencer's thread: batches until the queue closes or something fails that opening again must heal.
    func run() {
        guard !isReadOnly else {
            queue.wait { $0.isClosing ? () : nil }
            return finish()
        }
        var failure: LogError?
        while failure == nil {
            let work: SubmissionQueue.Work
            if isBehind {
                work = queue.wait(atMost: Self.retryInterval) { $0.next() } ?? .news
            } else {
                work = queue.wait { $0.next() }
            }
            switch work {
            case .batch(let batch): failure = process(batch)
            case .news: failure = catchUp()
            case .close:
                // What waited for witnesses or for room gets a last chance.
                _ = publish()
                return finish()
            }
        }
        if let failure {
            for submission in queue.withLock({ $0.stop(failure) }) { submission.completion(.failure(failure)) }
        }
        finish()
    }

    private func finish() {
        cosigning?.close()
        lock.unlock()
        queue.withLock { $0.isFinished = true }
    }

    /// What each submission of a batch is answered with once the batch is published.
    private struct Batch {
        var fresh: [Submission] = []
        /// Every submission with its index, in order.
        var answers: [(submission: Submission, index: UInt64, isDuplicate: Bool)] = []
    }

    /// Commits and publishes one batch, and answers it. Returns the failure after which the log must not go on.
    private func process(_ submissions: [Submission]) -> LogError? {
        let batch = assign(submissions)
        var failure: LogError?
        do throws(LogError) {
            if !batch.fresh.isEmpty {
                if committed.size - published.size > Self.aheadLimit, let failure = publish() { throw failure }
                try commit(batch.fresh)
            }
        } catch {
            for submission in batch.fresh { identities[submission.identity] = nil }
            failure = error
        }
        if failure == nil { failure = publish() }
        let size = isPublishedCosigned ? published.size : 0
        for (submission, index, isDuplicate) in batch.answers {
            guard index < size else {
                submission.completion(.failure(failure ?? .closed))
                continue
            }
            let hash = isDuplicate ? storedLeafHash(index, size) : submission.leafHash
            let appended = Appended(index: index, leafHash: hash.digest, size: size, isDuplicate: isDuplicate)
            submission.completion(.success(appended))
        }
        return failure.flatMap { $0.endsWriting ? $0 : nil }
    }

    private func assign(_ submissions: [Submission]) -> Batch {
        var batch = Batch()
        for submission in submissions {
            if let index = identities[submission.identity] {
                batch.answers.append((submission, index, true))
            } else {
                let index = frontier.size + UInt64(batch.fresh.count)
                identities[submission.identity] = index
                batch.fresh.append(submission)
                batch.answers.append((submission, index, false))
            }
        }
        return batch
    }

    private func storedLeafHash(_ index: UInt64, _ size: UInt64) -> TreeHash {
        var tree = TileTree(source: tiles, size: size)
        return TreeHash(tree.leafHash(index))
    }

    /// Record, sign, flush: the commit point of entries and head together.
    private func commit(_ fresh: [Submission]) throws(LogError) {
        try checkRight()
        record.begin(generation: lock.generation, first: frontier.size)
        for submission in fresh { record.add(submission.entry, identity: submission.identity) }
        var grown = frontier
        let hashes = try grow(&grown, fresh)
        let leaves = hashes.filter { $0.level == 0 }.map(\.hash)
        guard let head = Checkpoint(origin: key.verifierKey.name, size: grown.size, root: grown.root, key: key) else {
            throw .stopped(reason: "the log's key refuses to sign")
        }
        record.finish(head: head, leaves: leaves)
        try journal.append(record.bytes)
        frontier = grown
        tiles.append(hashes)
        record.bytes.withUnsafeBytes { bytes in
            for range in record.ranges { writer.take(UnsafeRawBufferPointer(rebasing: bytes[range])) }
        }
        committed = head
    }

    /// Whether the log is still this process's to write.
    func checkRight() throws(LogError) {
        try lock.check()
        try writerGuard?.check()
    }

    /// Appends the leaves as they will be served, hashed anew: a bit that flipped in memory must not be signed.
    private func grow(
        _ frontier: inout Frontier, _ fresh: [Submission]
    ) throws(LogError) -> [(level: Int, hash: TreeHash)] {
        var hashes: [(level: Int, hash: TreeHash)] = []
        hashes.reserveCapacity(fresh.count + fresh.count / 128)
        let isIntact = record.bytes.withUnsafeBytes { bytes in
            zip(record.ranges, fresh).allSatisfy { range, submission in
                let leaf = TreeHash.leaf(UnsafeRawBufferPointer(rebasing: bytes[range]))
                frontier.append(leaf) { hashes.append(($0, $1)) }
                return leaf == submission.leafHash
            }
        }
        guard isIntact else { throw .stopped(reason: "an entry changed in memory before it was stored") }
        return hashes
    }
}
