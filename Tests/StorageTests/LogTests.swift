import Daylight
import Testing

@testable import Storage

@Suite struct LogTests {
    /// Ends the first log, of seven entries, and begins another.
    private func begin(_ store: Store) async throws -> LogRecord {
        try await store.nameFirstLog("votes.example/log/2026")
        try await store.addLog(origin: "votes.example/log/2027", first: 7)
        return try #require(try await store.logs().last)
    }

    private func log(
        _ store: Store, _ index: UInt64, in log: LogRecord, correcting reference: StatementReference? = nil
    ) async throws -> StatementRecord {
        var statement = Sample.statement("\(log.first) \(index)")
        statement.supersedes = reference
        let id = try await store.addStatement(statement)
        var logged = Sample.logged(index)
        logged.log = log
        logged.leafHash = Sample.digest(statement.title)
        try await store.completeStatement(id, logged)
        return try #require(try await store.statement(id))
    }

    @Test("a new store has one log, which gets its name once", arguments: TestEngine.available)
    func naming(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            #expect(try await store.logs() == [Sample.firstLog])
            for _ in 0..<2 { try await store.nameFirstLog("votes.example/log/2026") }
            #expect(try await store.logs().map(\.origin) == ["votes.example/log/2026"])
            await #expect(throws: StoreError.conflict("the first log of this store has another name")) {
                try await store.nameFirstLog("votes.example/log/2027")
            }
        }
    }

    @Test("statements of a later log have their own indices, and numbers that run on", arguments: TestEngine.available)
    func numbers(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let first = try await log(store, 3, in: Sample.firstLog)
            let second = try await begin(store)
            let later = try await log(store, 3, in: second)
            #expect(later.logged?.number == 10)
            #expect(later.logged?.log == second)
            #expect(try await store.statement(numbered: 10) == later)
            #expect(try await store.statement(numbered: 3)?.envelope == first.envelope)
            #expect(try await store.statement(numbered: 3)?.logged?.log.origin == "votes.example/log/2026")
        }
    }

    @Test("a log begins after every statement there is, and under a name of its own", arguments: TestEngine.available)
    func guarded(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            _ = try await log(store, 7, in: Sample.firstLog)
            await #expect(throws: StoreError.conflict("statements after number 7 are in an earlier log")) {
                try await store.addLog(origin: "votes.example/log/2027", first: 7)
            }
            try await store.addLog(origin: "votes.example/log/2027", first: 8)
            await #expect(throws: StoreError.conflict("there is a log votes.example/log/2027 already")) {
                try await store.addLog(origin: "votes.example/log/2027", first: 9)
            }
            #expect(try await store.logs().map(\.first) == [0, 8])
        }
    }

    @Test(
        "a correction reaches into an earlier log by index and leaf hash, and never into a later one",
        arguments: TestEngine.available)
    func corrections(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let early = try await log(store, 2, in: Sample.firstLog)
            let second = try await begin(store)
            let reference = { (record: StatementRecord) in
                StatementReference(index: record.logged?.index ?? 0, leafHash: record.logged?.leafHash ?? Digest(of: []))
            }
            let middle = try await log(store, 0, in: second, correcting: reference(early))
            let late = try await log(store, 2, in: second, correcting: reference(middle))
            // The index of the first, and the leaf hash of the last: no such statement.
            let mixed = StatementReference(index: 0, leafHash: reference(late).leafHash)
            let stray = try await log(store, 3, in: second, correcting: mixed)
            #expect([middle, late, stray].map(\.corrects) == [2, 7, nil])
            #expect(
                try await store.standings(ofStatements: [2, 7, 9, 10]) == [
                    2: .corrected(by: [7], latest: [9]), 7: .corrected(by: [9], latest: [9]), 9: .current, 10: .current,
                ])
        }
    }
}
