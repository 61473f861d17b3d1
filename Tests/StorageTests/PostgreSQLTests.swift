import Daylight
import Testing

@testable import Storage

/// What only the engine with a server and a pool can do.
@Suite(.enabled(if: PrivatePostgreSQL.url != nil, "no PostgreSQL server is installed"))
struct PostgreSQLTests {
    @Test("when every connection is taken for too long, the next request is told so")
    func exhaustion() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 1, patience: .seconds(1))) { store in
            let gate = Gate()
            async let holder: Void = store.read { _ in
                gate.enter()
                gate.waitUntilOpen()
            }
            await gate.entered(1)
            let error = await #expect(throws: StoreError.self) { try await store.ping() }
            gate.open()
            try await holder
            guard case .busy = error else {
                Issue.record("not busy: \(String(describing: error))")
                return
            }
            try await store.ping()
        }
    }

    @Test("when too many requests wait, the next is turned away at once")
    func fullQueue() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 1, queueLimit: 1)) { store in
            let gate = Gate()
            async let holder: Void = store.read { _ in
                gate.enter()
                gate.waitUntilOpen()
            }
            await gate.entered(1)
            let engine = try #require(store.engine as? PostgreSQLEngine)
            async let waiting: Void = store.ping()
            while engine.waitingCount == 0 { await Task.yield() }
            await #expect(throws: StoreError.busy("1 requests are waiting already")) { try await store.ping() }
            gate.open()
            try await holder
            try await waiting
        }
    }

    @Test("requests are served in the order in which they came")
    func fairness() async throws {
        // Patience that a busy machine does not use up: a request that gives up would never be counted as waiting.
        let settings = Store.Settings(connections: 1, patience: .seconds(600))
        try await withStore(.postgreSQL, settings: settings) { store in
            let gate = Gate()
            let order = Monitor<[Int]>([])
            async let holder: Void = store.read { _ in
                gate.enter()
                gate.waitUntilOpen()
            }
            await gate.entered(1)
            let engine = try #require(store.engine as? PostgreSQLEngine)
            var tasks: [Task<Void, any Error>] = []
            for number in 0..<8 {
                tasks.append(Task { try await store.read { _ in order.withLock { $0.append(number) } } })
                while engine.waitingCount <= number { await Task.yield() }
            }
            gate.open()
            try await holder
            for task in tasks { try await task.value }
            #expect(order.withLock { $0 } == Array(0..<8))
        }
    }

    @Test("a request that is cancelled while it waits is answered at once")
    func cancelledWaiting() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 1)) { store in
            let gate = Gate()
            async let holder: Void = store.read { _ in
                gate.enter()
                gate.waitUntilOpen()
            }
            await gate.entered(1)
            let waiting = Task { try await store.ping() }
            waiting.cancel()
            let result = await waiting.result
            #expect(throws: StoreError.cancelled) { try result.get() }
            gate.open()
            try await holder
        }
    }

    private func processes(of store: Store) async throws -> Int64 {
        try await store.read { connection in
            try connection.onlyRow("SELECT CAST(pg_backend_pid() AS BIGINT)", []).integer(0)
        }
    }

    @Test("after the server has dropped the connections, the next request connects again")
    func reconnect() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 1)) { store in
            for _ in 0..<3 {
                let process = try await processes(of: store)
                try await PrivatePostgreSQL.administer("SELECT pg_terminate_backend(\(process))")
                _ = try await store.addStatement(Sample.statement("after"))
                #expect(try await processes(of: store) != process)
            }
            #expect(try await store.pendingStatements().count == 3)
        }
    }

    @Test("work that loses its connection in the middle is not done again, and leaves nothing")
    func lostInTheMiddle() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 1)) { store in
            let runs = Gate()
            let error = await #expect(throws: StoreError.self) {
                try await store.write { connection in
                    runs.enter()
                    _ = try connection.add(Sample.statement("lost"))
                    _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())", [])
                }
            }
            guard case .unavailable = error else {
                Issue.record("not unavailable: \(String(describing: error))")
                return
            }
            #expect(runs.enter() == 1)
            let pending = try await store.pendingStatements()
            #expect(pending.isEmpty)
        }
    }

    @Test("a row somebody else holds makes a write give up in time")
    func lockTimeout() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 2, patience: .seconds(1))) { store in
            let id = try await store.addStatement(Sample.statement("a"))
            let gate = Gate()
            async let holder: Void = store.write { connection in
                try connection.execute("UPDATE statements SET title = 'b' WHERE id = ?1", [.integer(id.rawValue)])
                gate.enter()
                gate.waitUntilOpen()
            }
            await gate.entered(1)
            let error = await #expect(throws: StoreError.self) { try await store.completeStatement(id, Sample.logged(0)) }
            gate.open()
            try await holder
            guard case .busy = error else {
                Issue.record("not busy: \(String(describing: error))")
                return
            }
        }
    }

    @Test("more different statements than are kept prepared can be run")
    func manyStatements() async throws {
        try await withStore(.postgreSQL, settings: Store.Settings(connections: 1)) { store in
            let sum = try await store.read { connection in
                var sum: Int64 = 0
                for number in 0..<600 {
                    sum += try connection.onlyRow("SELECT CAST(\(number % 300) AS BIGINT)", []).integer(0)
                }
                return sum
            }
            #expect(sum == 2 * (0..<300).reduce(0, +))
        }
    }

    @Test(
        "parameters are rewritten, question marks in quotes are not",
        arguments: [
            ("SELECT ?1, ?12", "SELECT $1, $12"), ("SELECT '?1 ''?2' || ?3", "SELECT '?1 ''?2' || $3"), ("a ? b ?", "a ? b ?"),
        ])
    func rewriting(_ sql: String, _ rewritten: String) {
        #expect(ParameterRewriting.rewritten(sql) == rewritten)
    }
}
