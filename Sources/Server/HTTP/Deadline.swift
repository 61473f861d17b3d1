/// A bound on how long something may take.
enum Deadline {
    /// Runs the work and cancels it when the time is over.
    ///
    /// - Throws: ``Problem`` took-too-long, or what the work throws.
    static func run<Success: Sendable>(
        _ duration: Duration, _ work: @escaping @Sendable () async throws -> Success
    ) async throws -> Success {
        try await withThrowingTaskGroup(of: Success?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: duration)
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let success = first else {
                throw Problem(.tookTooLong, "No answer within \(duration).")
            }
            return success
        }
    }
}
