import Daylight

/// One entry on its way into the log.
struct Submission: Sendable {
    let entry: [UInt8]
    let identity: TreeHash
    /// Computed by the submitter, compared with what the sequencer computes from the bytes it stores.
    let leafHash: TreeHash
    let completion: @Sendable (Result<Appended, LogError>) -> Void

    init(_ entry: [UInt8], identity: TreeHash, completion: @escaping @Sendable (Result<Appended, LogError>) -> Void) {
        self.entry = entry
        self.identity = identity
        self.completion = completion
        leafHash = entry.withUnsafeBytes { TreeHash.leaf($0) }
    }
}

/// What waits for the sequencer: bounded, so that a flood is refused instead of remembered.
struct SubmissionQueue: Sendable {
    static let entryLimit = 65_536
    static let byteLimit = 64 << 20

    /// What the sequencer is woken for.
    enum Work: Sendable {
        case batch([Submission])
        /// A cosignature has come, or it is time to try again.
        case news
        case close
    }

    private var waiting: [Submission] = []
    private var bytes = 0
    var isClosing = false
    var isFinished = false
    var hasNews = false
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

    /// Everything queued, up to the limits of a batch, before anything else; `nil` to wait.
    mutating func next() -> Work? {
        guard waiting.isEmpty else { return .batch(takeBatch()) }
        if isClosing { return .close }
        guard hasNews else { return nil }
        hasNews = false
        return .news
    }

    private mutating func takeBatch() -> [Submission] {
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
