import Synchronization

/// Threads with a connection each, and the requests that wait for one, first come first served.
final class ConnectionPool: Sendable {
    private struct State {
        var waiting: [Job] = []
        var running: [Job.ID: Interrupter] = [:]
        /// Cancelled before they were handed in.
        var withdrawn: Set<Job.ID> = []
        var threads = 0
        var idle = 0
        var isClosed = false
        var closers: [CheckedContinuation<Void, Never>] = []
    }

    private let url: String
    private let settings: Store.Settings
    private let state = Monitor(State())
    private let lastID = Atomic<UInt64>(0)

    init(url: String, settings: Store.Settings) {
        self.url = url
        self.settings = settings
    }

    /// How many requests wait for a connection.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Runs the closure on one of the threads.
    ///
    /// - Throws: ``StoreError/busy(_:)`` when no thread is free in time, ``StoreError/cancelled`` when the task is
    ///   cancelled, ``StoreError/unavailable(_:)`` when the pool is closed, and what the closure throws.
    func run<Value: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLSession) throws -> Value
    ) async throws -> Value {
        let id = lastID.add(1, ordering: .relaxed).newValue
        let clock = Task { [settings] in
            try await Task.sleep(for: settings.patience)
            self.refuse(id, .busy("no connection became free within \(settings.patience)"))
        }
        defer {
            clock.cancel()
            state.withLock { _ = $0.withdrawn.remove(id) }
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                submit(
                    Job(
                        id: id,
                        run: { session in
                            let outcome = Result { try body(session) }
                            return { continuation.resume(with: outcome) }
                        },
                        refuse: { continuation.resume(throwing: $0) }))
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func submit(_ job: Job) {
        let fault: StoreError? = state.withLock { state in
            if state.isClosed { return .unavailable("the store is closed") }
            if state.withdrawn.remove(job.id) != nil { return .cancelled }
            if state.waiting.count >= settings.queueLimit { return .busy("\(state.waiting.count) requests are waiting already") }
            if state.idle <= state.waiting.count, state.threads < settings.connections {
                guard startThread() || state.threads > 0 else { return .unavailable("the system gives no more threads") }
                state.threads += 1
            }
            state.waiting.append(job)
            return nil
        }
        if let fault { job.refuse(fault) } else { state.notifyOne() }
    }

    /// Takes a job out of the queue, if it is still there.
    private func refuse(_ id: Job.ID, _ error: StoreError) {
        let job = state.withLock { state in
            state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
        }
        job?.refuse(error)
    }

    private func cancel(_ id: Job.ID) {
        let interrupter: Interrupter? = state.withLock { state in
            if let running = state.running[id] { return running }
            if !state.waiting.contains(where: { $0.id == id }) { state.withdrawn.insert(id) }
            return nil
        }
        if let interrupter {
            // The request is a connection of its own and may take a while; the caller must not wait for it.
            _ = DedicatedThread.run { interrupter.interrupt(id) }
        } else {
            refuse(id, .cancelled)
        }
    }

    private func startThread() -> Bool {
        DedicatedThread.run { [self] in
            let interrupter = Interrupter()
            let session = PostgreSQLSession(url: url, patience: settings.patience, interrupter: interrupter)
            while let job = next(interrupter) {
                let answer = job.run(session)
                interrupter.disarm()
                state.withLock { _ = $0.running.removeValue(forKey: job.id) }
                answer()
            }
            session.close()
            leave()
        }
    }

    /// The next job, or `nil` when the pool is closed and all is done.
    private func next(_ interrupter: Interrupter) -> Job? {
        state.withLock { $0.idle += 1 }
        return state.wait { state -> Job?? in
            if !state.waiting.isEmpty {
                let job = state.waiting.removeFirst()
                state.idle -= 1
                interrupter.arm(for: job.id)
                state.running[job.id] = interrupter
                return .some(job)
            }
            guard state.isClosed else { return nil }
            state.idle -= 1
            return .some(nil)
        }
    }

    private func leave() {
        let closers = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    /// Lets what was handed in finish, then ends the threads.
    func close() async {
        await withCheckedContinuation { continuation in
            let isEmpty = state.withLock { state in
                state.isClosed = true
                if state.threads > 0 { state.closers.append(continuation) }
                return state.threads == 0
            }
            if isEmpty { continuation.resume() }
            state.notifyAll()
        }
    }
}

/// A piece of work for one of the threads.
struct Job: Sendable {
    typealias ID = UInt64

    let id: ID
    /// Does the work and gives what tells the caller, to be called when the thread is free again.
    let run: @Sendable (PostgreSQLSession) -> @Sendable () -> Void
    let refuse: @Sendable (StoreError) -> Void
}
