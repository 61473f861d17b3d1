import EvidenceLog

/// Answers in the order of their lines, however the log completes them.
final class AppendAnswers: Sendable {
    enum Answer: Sendable {
        case added(Appended)
        case refused(Admission.Refusal)
        case failed(LogError)
    }

    private struct State: Sendable {
        var first = 0
        var slots: [Answer?] = []
        var isComplete = false
        var inputFault: String?
    }

    /// How many lines may be on their way at once: as many of the largest as the log's queue takes.
    private static let window = 1000
    private let state = Monitor(State())

    /// Waits for room and reserves the next place.
    func reserve() -> Int {
        state.wait { state in
            guard state.slots.count < Self.window else { return nil }
            state.slots.append(nil)
            return state.first + state.slots.count - 1
        }
    }

    func set(_ place: Int, _ answer: Answer) {
        state.withLock { $0.slots[place - $0.first] = answer }
    }

    /// - Parameter fault: why the input could not be read to its end, if it could not.
    func complete(fault: String?) {
        state.withLock { state in
            state.isComplete = true
            state.inputFault = fault
        }
    }

    var inputFault: String? { state.withLock { $0.inputFault } }

    /// The next answer in order; `nil` after the last.
    func next() -> Answer? {
        state.wait { state -> Answer?? in
            guard let slot = state.slots.first else { return state.isComplete ? .some(nil) : nil }
            guard let answer = slot else { return nil }
            state.slots.removeFirst()
            state.first += 1
            return .some(answer)
        }
    }
}

/// Reads lines, admits envelopes and hands them to the log, ahead of the answers.
struct AppendFeed: Sendable {
    private static let lineLimit = 1 << 20

    let log: DurableLog
    let answers: AppendAnswers

    func run(descriptor: Int32) {
        let admission = Admission(signers: log.settings.signers)
        var reader = LineReader(descriptor: descriptor, limit: Self.lineLimit)
        while let line = reader.next() {
            if !line.isCut, line.bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
            let place = answers.reserve()
            do throws(Admission.Refusal) {
                submit(try admission.admit(line.bytes, isCut: line.isCut), place)
            } catch {
                answers.set(place, .refused(error))
            }
        }
        answers.complete(fault: reader.fault)
    }

    private func submit(_ entry: Admission.Entry, _ place: Int) {
        log.submit(entry) { [answers] result in
            switch result {
            case .success(let appended): answers.set(place, .added(appended))
            case .failure(let error): answers.set(place, .failed(error))
            }
        }
    }
}
