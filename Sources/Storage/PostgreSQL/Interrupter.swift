import CPostgreSQL
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

    func interrupt(_ job: Job.ID) {
        state.withLock { state in
            guard state.target == job else { return }
            state.isRequested = true
            guard let handle = state.handle.flatMap({ OpaquePointer(bitPattern: $0) }) else { return }
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
                // A request that cannot be sent leaves the statement running to its end; there is nobody to tell.
                _ = PQcancel(handle, message.baseAddress, Int32(message.count))
            }
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
