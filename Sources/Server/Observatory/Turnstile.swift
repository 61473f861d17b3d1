import Synchronization

/// Lets one piece of asynchronous work through at a time, in the order it came.
final class Turnstile: Sendable {
    private let last = Mutex<Task<Void, Never>?>(nil)

    /// Runs the work after everything that came before.
    func run<Success: Sendable>(_ work: @escaping @Sendable () async throws -> Success) async throws -> Success {
        let task = last.withLock { last in
            let previous = last
            let task = Task {
                await previous?.value
                return try await work()
            }
            last = Task { _ = try? await task.value }
            return task
        }
        return try await task.value
    }
}
