import Daylight

/// What a log knows of one witness, and how it asks it for a cosignature.
struct WitnessLink: Sendable {
    /// How asking ended.
    enum Outcome: Hashable, Sendable {
        case cosigned(NoteSignature)
        /// Not now: it could not be reached, or is busy.
        case unavailable(String)
        /// It answered, and no: most likely a wrong configuration.
        case refused(String)
        /// It answered that what it has cosigned of this log before does not lead to this head.
        case conflicts(String)
        /// It has cosigned a larger tree than this log holds: this is an old copy, or there is a second writer.
        case isAhead(size: UInt64)
    }

    private static let tries = 3
    private static let firstPause = Duration.milliseconds(200)
    private static let longestPause = Duration.seconds(5)

    let witness: TrustPolicy.Witness
    let url: String
    /// The last size that it is known to have cosigned; a wrong guess is corrected by its answer.
    private var size: UInt64 = 0
    private var pause = Duration.zero
    private var resumes = ContinuousClock.now
    /// What it is answered with while it is left in peace.
    private var lastFailure = Outcome.unavailable("not asked yet")

    /// `nil` for a witness without an address.
    init?(_ witness: TrustPolicy.Witness) {
        guard let url = witness.url else { return nil }
        self.witness = witness
        self.url = url.utf8.last == UInt8(ascii: "/") ? String(url.dropLast()) : url
    }

    /// Asks for a cosignature over a head. Blocks.
    mutating func ask(for head: Checkpoint, tiles: HashTiles, transport: any WitnessTransport) -> Outcome {
        guard ContinuousClock.now >= resumes else { return lastFailure }
        let outcome = exchange(head, tiles, transport)
        switch outcome {
        case .cosigned, .isAhead: pause = .zero
        case .unavailable, .refused, .conflicts:
            lastFailure = outcome
            pause = min(max(pause * 2, Self.firstPause), Self.longestPause)
            resumes = .now + pause
        }
        return outcome
    }

    private mutating func exchange(_ head: Checkpoint, _ tiles: HashTiles, _ transport: any WitnessTransport) -> Outcome {
        for _ in 0..<Self.tries {
            var tree = TileTree(source: tiles, size: head.size)
            let body = AddCheckpointRequest.bytes(
                oldSize: size, proof: tree.consistencyProof(from: size), checkpoint: head.note)
            switch transport.addCheckpoint(body, to: url) {
            case .unreachable(let reason): return .unavailable(reason)
            case .answered(200, _, let lines): return accept(lines, head)
            case .answered(409, let type, let text) where type?.split(separator: ";").first == "text/x.tlog.size":
                guard text.last == 0x0A, let recorded = CanonicalDecimal.parse(text.dropLast()) else {
                    return .refused("it answered 409 without a size")
                }
                guard recorded <= head.size else { return .isAhead(size: recorded) }
                size = recorded
            case .answered(let status, _, let text):
                let reason = "status \(status): \(String(decoding: text.prefix(200), as: UTF8.self).filter { $0 != "\n" })"
                switch status {
                case 403, 404: return .refused("\(reason); does its operator know this log's key?")
                case 422: return .conflicts(reason)
                case 429, 500...: return .unavailable(reason)
                default: return .refused(reason)
                }
            }
        }
        return .conflicts("it answers 409 to the size that it has named itself")
    }

    /// Takes the first line that is a sound cosignature of the witness's key, whatever else is there.
    private mutating func accept(_ lines: [UInt8], _ head: Checkpoint) -> Outcome {
        guard lines.count <= Note.byteLimit, let text = try? Note.text(of: head.note) else {
            return .refused("its answer is too long")
        }
        for line in lines.split(separator: 0x0A) {
            guard let signature = try? NoteSignature(parsing: line), signature.names(witness.key),
                case .cosigned(let time) = witness.key.meaning(of: signature.signature, over: text), time > 0
            else { continue }
            size = head.size
            return .cosigned(signature)
        }
        return .refused("its answer holds no sound cosignature")
    }

    /// The size of the latest checkpoint of this log that the witness has cosigned; `nil` if it has none or cannot be asked.
    func recordedHead(of log: VerifierKey, transport: any WitnessTransport) -> Checkpoint? {
        let path = "\(Witness.identity(of: log.name))/checkpoint"
        guard case .answered(200, _, let note) = transport.latestCheckpoint(path, at: url),
            let opened = try? Note(parsing: note).open(with: [log, witness.key]),
            opened.verified.contains(where: { $0.key == log }), opened.verified.contains(where: { $0.key == witness.key })
        else { return nil }
        return try? Checkpoint(text: opened.text, note: note)
    }
}
