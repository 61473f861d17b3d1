/// Runs numbered jobs on a few threads and hands their results over in order.
enum InOrder {
    private struct State<R: Sendable>: Sendable {
        var next = 0
        var taken = 0
        var results: [Int: R] = [:]
        var running = 0
        var isStopped = false
    }

    /// - Parameters:
    ///   - count: jobs are numbered from 0.
    ///   - workers: threads; they work at most 32 jobs each ahead of what was taken.
    ///   - take: called on the calling thread, in order. What it throws stops the rest.
    static func run<R: Sendable>(
        count: Int, workers: Int, _ job: @escaping @Sendable (Int) -> R, take: (R) throws -> Void
    ) throws {
        let state = Monitor(State<R>())
        let ahead = 32 * max(1, workers)
        for _ in 0..<max(1, min(workers, count)) {
            state.withLock { $0.running += 1 }
            let isStarted = DedicatedThread.start {
                while let number = state.wait(for: { claim(&$0, count: count, ahead: ahead) }) {
                    let result = job(number)
                    state.withLock { $0.results[number] = result }
                }
                state.withLock { $0.running -= 1 }
            }
            if !isStarted { state.withLock { $0.running -= 1 } }
        }
        defer {
            state.withLock { $0.isStopped = true }
            state.wait { $0.running == 0 ? () : nil }
        }
        for number in 0..<count {
            let result: R? = state.wait { state in
                if let result = state.results.removeValue(forKey: number) {
                    state.taken = number + 1
                    return .some(result)
                }
                return state.running == 0 ? .some(nil) : nil
            }
            // No thread could be started, or none is left: do it here.
            try take(result ?? job(number))
        }
    }

    /// The next job's number; inside, `nil` when there is none left; outside, `nil` to wait.
    private static func claim<R>(_ state: inout State<R>, count: Int, ahead: Int) -> Int?? {
        if state.isStopped || state.next == count { return .some(nil) }
        guard state.next < state.taken + ahead else { return nil }
        state.next += 1
        return .some(state.next - 1)
    }
}
