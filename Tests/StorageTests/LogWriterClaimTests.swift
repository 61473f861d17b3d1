import Testing

@testable import Storage

@Suite struct LogWriterClaimTests {
    @Test("of two servers on one PostgreSQL only one may write the log, and the next one's generation is higher")
    func onlyOne() async throws {
        try await withStore(.postgreSQL) { store in
            var generation: Int64 = 0
            do {
                guard case .held(let claim) = try store.claimLog() else {
                    Issue.record("the log of a new database is taken")
                    return
                }
                #expect(try claim.isHeld())
                guard case .taken = try store.claimLog() else {
                    Issue.record("two may write at once")
                    return
                }
                generation = claim.generation
            }
            guard case .held(let next) = try store.claimLog() else {
                Issue.record("a claim outlives its holder")
                return
            }
            #expect(next.generation == generation + 1)
        }
    }

    @Test("a claim that another has followed is no longer held, though its connection lives")
    func followed() async throws {
        try await withStore(.postgreSQL) { store in
            guard case .held(let claim) = try store.claimLog() else {
                Issue.record("the log of a new database is taken")
                return
            }
            _ = try await store.write { try $0.execute("UPDATE log_writers SET generation = generation + 1", []) }
            #expect(try claim.isHeld() == false)
        }
    }

    @Test("a claim whose connection broke is taken up again")
    func broken() async throws {
        try await withStore(.postgreSQL) { store in
            guard case .held(let claim) = try store.claimLog() else {
                Issue.record("the log of a new database is taken")
                return
            }
            try await store.write {
                _ = try $0.rows(
                    "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND "
                        + "(classid::bigint << 32 | objid::bigint) = \(LogWriterClaim.lockKey)", [])
            }
            // The first question finds the connection broken, the next one connects again.
            _ = try? claim.isHeld()
            #expect(try claim.isHeld())
        }
    }

    @Test("SQLite is this machine's own and needs no claim")
    func notNeeded() async throws {
        try await withStore(.sqlite) { store in
            guard case .notNeeded = try store.claimLog() else {
                Issue.record("SQLite was asked for a claim")
                return
            }
        }
    }
}
