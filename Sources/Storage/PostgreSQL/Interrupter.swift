import CPostgreSQL
import Glibc
import Synchronization

/// Stops what one connection is doing, from another thread.
///
/// The lock is held while the request is sent, and the connection's own thread takes it before it goes on to other
/// work. So a late request can never hit the work of somebody else.
final class Interrupter: Sendable {
    private struct State {
        /// The `PGcancel` of the connection; an address, because pointers are not sendable.
        var handle: UInt?
        /// The job that may be interrupted now.
        var target: Job.ID?
        var isRequested = false
    }

    private let state = Mutex(State())

    var isRequested: Bool { state.withLock(\.isRequested) }

    /// From here on this job may be interrupted.
    func arm(for job: Job.ID) {
        state.withLock { state in
            state.target = job
            state.isRequested = false
        }
    }

    /// From here on it is too late: the work is done, or is being committed.
    func disarm() { state.withLock { $0.target = nil } }

    /// Forgets an interruption that has been heeded.
    func settle() {
        state.withLock { state in
            state.target = nil
            state.isRequested = false
        }
    }

    /// Asks until the job has noticed: the server forgets a request that reaches it between two statements.
    func interrupt(_ job: Job.ID) {
        var pause: UInt32 = 10_000
        while send(job) {
            usleep(pause)
            pause = min(pause * 2, Self.longestPause)
        }
    }

    /// Microseconds between two requests.
    private static let longestPause: UInt32 = 500_000

    /// - Returns: whether the job is still there to be interrupted.
    private func send(_ job: Job.ID) -> Bool {
        state.withLock { state in
            guard state.target == job else { return false }
            state.isRequested = true
            guard let handle = state.handle.flatMap({ OpaquePointer(bitPattern: $0) }) else { return true }
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
                // What cannot be sent now is sent again.
                _ = PQcancel(handle, message.baseAddress, Int32(message.count))
            }
            return true
        }
    }

    /// Follows the connection's thread to another connection, or to none.
    func attach(_ link: OpaquePointer?) {
        state.withLock { state in
            if let old = state.handle.flatMap({ OpaquePointer(bitPattern: $0) }) { PQfreeCancel(old) }
            state.handle = link.flatMap { PQgetCancel($0) }.map { UInt(bitPattern: $0) }
        }
    }
}
