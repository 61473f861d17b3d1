import Credibility
import Dispatch

/// Threads of this process for work of the room.
enum WorkThreads {
    /// - Parameter count: at most this many at a time.
    static func workers(_ count: Int) -> Workers {
        guard count > 1 else { return .one }
        return Workers { parts, body in
            DispatchQueue.concurrentPerform(iterations: min(count, parts)) { thread in
                for part in stride(from: thread, to: parts, by: count) { body(part) }
            }
        }
    }
}
