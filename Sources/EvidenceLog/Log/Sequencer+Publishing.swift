import Daylight

extension Sequencer {
    /// Publishes what is committed, and takes late cosignatures of the published head in.
    func catchUp() -> LogError? {
        guard !isBehind else { return publish().flatMap { $0.endsWriting ? $0 : nil } }
        let head = published
        let lines = cosigning?.lines(size: head.size) ?? []
        guard lines.count > signatureCount(of: head) - 1, committed.root == head.root else { return nil }
        do throws(LogError) {
            try checkRight()
            try put(committed.adding(lines))
            return nil
        } catch {
            // The head is published as it was; only a flush that failed must end writing.
            return error.endsWriting ? error : nil
        }
    }

    private func signatureCount(of head: Checkpoint) -> Int { (try? Note(parsing: head.note).signatures.count) ?? 1 }

    /// Has the committed head cosigned, writes its tiles, and puts it in the published one's place.
    ///
    /// - Returns: why that was not possible now; `nil` when it is published.
    func publish() -> LogError? {
        let old = published
        guard isBehind else { return nil }
        var lines: [NoteSignature] = []
        do throws(LogError) {
            try checkRight()
            // Readers are not sent to these yet, and memory is not kept until witnesses have answered.
            try writer.putFullBundles()
        } catch {
            return error
        }
        switch cosigning?.cosign(committed) {
        case .met(let met): lines = met
        case .missed(let reason): return .uncosigned(reason: reason)
        case .isAhead(let reason): return .readOnly(reason: "\(reason); here are \(committed.size)")
        case nil: break
        }
        do throws(LogError) {
            // Tiles must be readable before the checkpoint that asks for them.
            try writer.publish(from: old.size, tiles: tiles)
            try put(committed.adding(lines))
        } catch {
            return error
        }
        writer.clear(from: old.size)
        return nil
    }

    private func put(_ checkpoint: Checkpoint) throws(LogError) {
        try Disk.replace(directory.checkpoint, temporary: directory.temporary, checkpoint.note, isDurable: true)
        head.withLock { $0 = checkpoint }
        isPublishedCosigned = true
    }
}

extension LogError {
    /// Whether only opening the log again can help; otherwise the next batch may succeed.
    var endsWriting: Bool {
        switch self {
        case .io(let operation, _, _, _): operation == Disk.flushing
        case .missing, .uncosigned, .busy, .unavailable: false
        default: true
        }
    }
}
