import Daylight
import Synchronization

extension DurableLog {
    /// Adds an entry that this server made itself, and returns when it is durable and published.
    ///
    /// - Throws: ``LogError/tooLarge(bytes:)``, ``LogError/busy``, or what stopped the log.
    public func append(_ entry: [UInt8]) async throws(LogError) -> Appended {
        try await append(entry, identity: Admission.identity(ofTrusted: entry))
    }

    /// Adds an entry from outside after its admission.
    public func append(_ entry: Admission.Entry) async throws(LogError) -> Appended {
        try await append(entry.bytes, identity: entry.identity)
    }

    private func append(_ entry: [UInt8], identity: Digest) async throws(LogError) -> Appended {
        let result = await withCheckedContinuation { continuation in
            submit(entry, identity: TreeHash(identity)) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// The same for callers that must not wait: the completion runs on the sequencer's thread and must be quick.
    public func submit(_ entry: Admission.Entry, completion: @escaping @Sendable (Result<Appended, LogError>) -> Void) {
        submit(entry.bytes, identity: TreeHash(entry.identity), completion: completion)
    }

    /// Adds entries together, and returns once each is published or refused: what came of them, in order.
    ///
    /// They are queued and waited for as one; a queue's turn and a task for each would cost as much as its hashes.
    public func append(_ entries: [Admission.Entry]) async -> [Result<Appended, LogError>] {
        guard !entries.isEmpty else { return [] }
        let outcomes = Mutex([Result<Appended, LogError>](repeating: .failure(.closed), count: entries.count))
        let left = Atomic(entries.count)
        await withCheckedContinuation { continuation in
            let finish = { @Sendable (place: Int, outcome: Result<Appended, LogError>) in
                outcomes.withLock { $0[place] = outcome }
                if left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { continuation.resume() }
            }
            let submissions = entries.enumerated().map { place, entry in
                Submission(entry.bytes, identity: TreeHash(entry.identity)) { finish(place, $0) }
            }
            let refused = sequencer.queue.withLock { queue in submissions.map { queue.add($0) } }
            for (place, refusal) in refused.enumerated() { if let refusal { finish(place, .failure(refusal)) } }
        }
        return outcomes.withLock { $0 }
    }

    /// The same for an entry of any bytes, the same bytes being the same entry: to measure the log itself.
    package func submit(raw entry: [UInt8], completion: @escaping @Sendable (Result<Appended, LogError>) -> Void) {
        submit(entry, identity: entry.withUnsafeBytes { TreeHash.of($0) }, completion: completion)
    }

    private func submit(
        _ entry: [UInt8], identity: TreeHash, completion: @escaping @Sendable (Result<Appended, LogError>) -> Void
    ) {
        guard entry.count <= Envelope.entryLimit else { return completion(.failure(.tooLarge(bytes: entry.count))) }
        let submission = Submission(entry, identity: identity, completion: completion)
        if let refusal = sequencer.queue.withLock({ $0.add(submission) }) { completion(.failure(refusal)) }
    }
}
