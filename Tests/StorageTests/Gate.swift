@testable import Storage

/// Lets a test hold a closure that runs on another thread at a known place.
final class Gate: Sendable {
    private struct State {
        var entries = 0
        var isOpen = false
        var waiting: [(Int, CheckedContinuation<Void, Never>)] = []
    }

    private let state = Monitor(State())

    /// Counts an entry.
    ///
    /// - Returns: how many there were before.
    @discardableResult
    func enter() -> Int {
        let (before, ready) = state.withLock { state in
            state.entries += 1
            let ready = state.waiting.filter { $0.0 <= state.entries }.map { $0.1 }
            state.waiting.removeAll { $0.0 <= state.entries }
            return (state.entries - 1, ready)
        }
        for continuation in ready { continuation.resume() }
        return before
    }

    /// Blocks the thread until ``open()``.
    func waitUntilOpen() { state.wait { $0.isOpen ? () : nil } }

    func open() {
        state.withLock { $0.isOpen = true }
        state.notifyAll()
    }

    /// Waits until the closure has come in that many times.
    func entered(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.entries < count { state.waiting.append((count, continuation)) }
                return state.entries >= count
            }
            if isThere { continuation.resume() }
        }
    }
}
