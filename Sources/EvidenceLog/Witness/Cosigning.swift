import Daylight

/// Collects cosignatures for a log's heads, from all witnesses of its policy at once, each on a thread of its own.
final class Cosigning: Sendable {
    /// Why a head may not be published, or with what.
    enum Result: Sendable {
        /// The quorum is met: the signature lines, in the order of the policy.
        case met([NoteSignature])
        /// Too few have cosigned; what each of the others said.
        case missed(String)
        /// A witness has seen more of this log than there is here.
        case isAhead(String)
    }

    private struct State: Sendable {
        var head: Checkpoint?
        var outcomes: [Int: WitnessLink.Outcome] = [:]
        var isClosing = false
    }

    private let policy: TrustPolicy
    private let links: [WitnessLink]
    private let state = Monitor(State())

    /// - Parameter onLateCosignature: called when a cosignature arrives, also after the quorum was met.
    init(
        _ policy: TrustPolicy, tiles: HashTiles, transport: any WitnessTransport,
        onLateCosignature: @escaping @Sendable () -> Void
    ) throws(LogError) {
        self.policy = policy
        links = policy.witnesses.compactMap { WitnessLink($0) }
        for (number, link) in links.enumerated() {
            let state = state
            let isStarted = DedicatedThread.start {
                var link = link
                while let head = state.wait(for: { Self.task(number, $0) }) {
                    let outcome = link.ask(for: head, tiles: tiles, transport: transport)
                    let isCurrent = state.withLock { state in
                        guard state.head?.size == head.size else { return false }
                        state.outcomes[number] = outcome
                        return true
                    }
                    // A refusal is no news: answering it by asking again would never end.
                    if isCurrent, case .cosigned = outcome { onLateCosignature() }
                }
            }
            if !isStarted { throw .unavailable(reason: "cannot start a thread for a witness") }
        }
    }

    deinit { close() }

    /// Ends the threads once their requests are answered.
    func close() { state.withLock { $0.isClosing = true } }

    /// The head that this witness has not been asked about; `nil` inside to stop, outside to wait.
    private static func task(_ number: Int, _ state: State) -> Checkpoint?? {
        if state.isClosing { return .some(nil) }
        guard let head = state.head, state.outcomes[number] == nil else { return nil }
        return head
    }

    /// Asks everyone about a head and waits until the quorum is met or everyone has answered.
    func cosign(_ head: Checkpoint) -> Result {
        state.withLock { state in
            // Whoever has cosigned this head already is not asked again.
            if state.head?.size != head.size { state.outcomes = [:] }
            state.outcomes = state.outcomes.filter { if case .cosigned = $0.value { true } else { false } }
            state.head = head
        }
        return state.wait { state in
            if let ahead = state.outcomes.first(where: { if case .isAhead = $0.value { true } else { false } }) {
                return .isAhead(describe(ahead.key, ahead.value))
            }
            let lines = lines(state)
            if policy.isSatisfied(by: Set(lines.map(\.name))) { return .met(lines.map(\.line)) }
            guard state.outcomes.count == links.count else { return nil }
            let others = state.outcomes.sorted { $0.key < $1.key }.filter { if case .cosigned = $0.value { false } else { true } }
            return .missed(others.map { describe($0.key, $0.value) }.joined(separator: "; "))
        }
    }

    /// Whether the cosignatures under a published head are enough for the policy.
    func isSatisfied(by head: Checkpoint) -> Bool {
        guard let opened = try? Note(parsing: head.note).open(with: policy.witnesses.map(\.key)) else {
            return policy.isSatisfied(by: [])
        }
        let names = policy.witnesses.filter { witness in opened.verified.contains { $0.key == witness.key } }.map(\.name)
        return policy.isSatisfied(by: Set(names))
    }

    /// The witnesses that could be reached and did not cosign, in the order of the policy.
    func refusals() -> [WitnessRefusal] {
        state.withLock { state in
            state.outcomes.sorted { $0.key < $1.key }.compactMap { number, outcome in
                let isConflict: Bool
                switch outcome {
                case .cosigned, .unavailable: return nil
                case .refused: isConflict = false
                case .conflicts, .isAhead: isConflict = true
                }
                return WitnessRefusal(
                    witness: links[number].witness.name.description, isConflict: isConflict, reason: describe(number, outcome))
            }
        }
    }

    /// All lines that have come for the head last asked about, if that has this size.
    func lines(size: UInt64) -> [NoteSignature] {
        state.withLock { $0.head?.size == size ? lines($0).map(\.line) : [] }
    }

    private func lines(_ state: State) -> [(name: TrustPolicy.Name, line: NoteSignature)] {
        links.indices.compactMap { number in
            guard case .cosigned(let line) = state.outcomes[number] else { return nil }
            return (links[number].witness.name, line)
        }
    }

    private func describe(_ number: Int, _ outcome: WitnessLink.Outcome) -> String {
        let name = links[number].witness.name
        return switch outcome {
        case .cosigned: "\(name): cosigned"
        case .unavailable(let reason): "\(name): not reached, \(reason)"
        case .refused(let reason): "\(name): refused, \(reason)"
        case .conflicts(let reason): "\(name): has seen another history, \(reason)"
        case .isAhead(let size): "\(name) has cosigned \(size) entries"
        }
    }

    /// Compares a head with what the witnesses have recorded, before anything is signed.
    ///
    /// - Returns: why the log must not be written; `nil` if nothing speaks against it.
    static func contradiction(
        of head: Checkpoint, log: VerifierKey, policy: TrustPolicy, transport: any WitnessTransport
    ) -> String? {
        let links = policy.witnesses.compactMap { WitnessLink($0) }
        var reason: String?
        try? InOrder.run(count: links.count, workers: links.count, { links[$0].recordedHead(of: log, transport: transport) }) {
            guard let recorded = $0 else { return }
            if recorded.size > head.size {
                reason = "a witness has cosigned \(recorded.size) entries, here are \(head.size), so this seems to be an old copy"
            } else if recorded.size == head.size, recorded.root != head.root {
                reason = "a witness has cosigned another tree of \(head.size) entries"
            }
        }
        return reason
    }
}
