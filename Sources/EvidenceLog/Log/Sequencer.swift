import Daylight

/// One entry on its way into the log.
struct Submission: Sendable {
    let entry: [UInt8]
    let identity: TreeHash
    /// Computed by the submitter, compared with what the sequencer computes from the bytes it stores.
    let leafHash: TreeHash
    let completion: @Sendable (Result<Appended, LogError>) -> Void
}

/// What waits for the sequencer.
struct SubmissionQueue: Sendable {
    static let entryLimit = 65_536
    static let byteLimit = 64 << 20

    private var waiting: [Submission] = []
    private var bytes = 0
    var isClosing = false
    var isFinished = false
    var failure: LogError?

    /// Why the submission was not taken, if it was not.
    mutating func add(_ submission: Submission) -> LogError? {
        if let failure { return failure }
        if isClosing { return .closed }
        guard waiting.count < Self.entryLimit, bytes + submission.entry.count <= Self.byteLimit else { return .busy }
        waiting.append(submission)
        bytes += submission.entry.count
        return nil
    }

    /// Everything queued, up to the limits of a batch; empty when the queue is closing; `nil` to wait.
    mutating func takeBatch() -> [Submission]? {
        guard !waiting.isEmpty else { return isClosing ? [] : nil }
        var count = 0
        var taken = 0
        while count < min(waiting.count, Sequencer.batchEntryLimit), taken < Sequencer.batchByteLimit {
            taken += waiting[count].entry.count
            count += 1
        }
        bytes -= taken
        let batch = Array(waiting[..<count])
        waiting.removeFirst(count)
        return batch
    }

    /// Stops taking submissions; those that wait are handed back to be refused.
    mutating func stop(_ failure: LogError) -> [Submission] {
        self.failure = failure
        let rest = waiting
        waiting = []
        bytes = 0
        return rest
    }
}

/// The one writer of an open log: makes batches of what is queued, each flushed once, published, then acknowledged.
// Unchecked: after `init` its mutable state is touched only by the one thread that calls `run()`.
final class Sequencer: @unchecked Sendable {
    static let batchEntryLimit = 4096
    static let batchByteLimit = 8 << 20

    let queue: Monitor<SubmissionQueue>
    let head: Monitor<Checkpoint>
    private let directory: LogDirectory
    private let key: NoteKey
    private let lock: WriterLock
    private let tiles: HashTiles
    private var frontier: Frontier
    private var identities: [TreeHash: UInt64]
    private var writer: TileWriter
    private var journal: Journal
    private var record = JournalRecord.Builder()

    init(_ recovery: LogRecovery, directory: LogDirectory, key: NoteKey, lock: WriterLock) {
        self.directory = directory
        self.key = key
        self.lock = lock
        queue = Monitor(SubmissionQueue())
        head = Monitor(recovery.head)
        tiles = recovery.tiles
        frontier = recovery.frontier
        identities = recovery.identities
        writer = recovery.writer
        journal = recovery.journal
    }

    /// The body of the sequencer's thread: batches until the queue closes or something fails.
    func run() {
        while true {
            let batch = queue.wait { $0.takeBatch() }
            if batch.isEmpty { break }
            if let failure = process(batch) {
                for submission in queue.withLock({ $0.stop(failure) }) { submission.completion(.failure(failure)) }
                break
            }
        }
        lock.unlock()
        queue.withLock { $0.isFinished = true }
    }

    /// What each submission of a batch is answered with once the batch is published.
    private struct Batch {
        var fresh: [Submission] = []
        /// Every submission with its index, in order.
        var answers: [(submission: Submission, index: UInt64, isDuplicate: Bool)] = []
    }

    /// Commits and publishes one batch. Returns the failure after which the log must not go on.
    private func process(_ submissions: [Submission]) -> LogError? {
        let batch = assign(submissions)
        do throws(LogError) {
            if !batch.fresh.isEmpty { try commit(batch.fresh) }
        } catch {
            for submission in batch.fresh { identities[submission.identity] = nil }
            for answer in batch.answers { answer.submission.completion(.failure(error)) }
            if case .io = error { return nil }
            return error
        }
        let size = head.withLock { $0.size }
        for (submission, index, isDuplicate) in batch.answers {
            let hash = isDuplicate ? storedLeafHash(index, size) : submission.leafHash
            let appended = Appended(index: index, leafHash: hash.digest, size: size, isDuplicate: isDuplicate)
            submission.completion(.success(appended))
        }
        return nil
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

    /// The steps of durable sequencing: record, sign, flush (the commit point), publish.
    private func commit(_ fresh: [Submission]) throws(LogError) {
        try lock.check()
        let old = frontier.size
        record.begin(generation: lock.generation, first: old)
        for submission in fresh { record.add(submission.entry, identity: submission.identity) }
        var grown = frontier
        let hashes = try grow(&grown, fresh)
        guard let head = Checkpoint(origin: key.verifierKey.name, size: grown.size, root: grown.root, key: key) else {
            throw .stopped(reason: "the log's key refuses to sign")
        }
        record.finish(head: head)
        try journal.append(record.bytes)
        frontier = grown
        tiles.append(hashes)
        do throws(LogError) {
            try publish(head, from: old)
        } catch {
            // Committed but not published: opening the log again will do that.
            throw .stopped(reason: error.description)
        }
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

    private func publish(_ head: Checkpoint, from old: UInt64) throws(LogError) {
        let ranges = record.ranges
        try record.bytes.withUnsafeBufferPointer { bytes throws(LogError) in
            for range in ranges { try writer.add(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range]))) }
        }
        try writer.publish(from: old, tiles: tiles)
        try Disk.replace(directory.checkpoint, temporary: directory.temporary, head.note, isDurable: true)
        self.head.withLock { $0 = head }
        writer.clear(from: old)
    }
}
