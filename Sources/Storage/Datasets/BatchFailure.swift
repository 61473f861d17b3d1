import Synchronization

/// Keeps what a caller's closure threw, which the engines would turn into an error of the store.
final class BatchFailure: Sendable {
    private let kept = Mutex<(any Error)?>(nil)

    var error: (any Error)? { kept.withLock { $0 } }

    func keeping<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            kept.withLock { $0 = error }
            throw error
        }
    }
}
