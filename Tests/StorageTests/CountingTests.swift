import Daylight
import Testing

@testable import Storage

@Suite struct CountingTests {
    private func report(_ unit: String, _ version: Int, _ body: String = "{}", election: String = "E") -> NewCountRecord {
        NewCountRecord(
            kind: .report, election: election, key: unit, version: version, body: Array(body.utf8), author: "ada",
            created: Sample.time(0))
    }

    @Test(
        "records of an election come in the order of their arrival, and other elections stay out", arguments: TestEngine.available
    )
    func order(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.add([report("S2", 1), report("S1", 1), report("S2", 2), report("S2", 1, election: "F")])
            let records = try await store.countRecords(.report, election: "E")
            #expect(records.map(\.key) == ["S2", "S1", "S2"])
            #expect(try await store.countRecords(.report, election: "E", after: records[0].id).map(\.key) == ["S1", "S2"])
            #expect(try await store.countRecord(.report, election: "E", key: "S2")?.version == 2)
            #expect(try await store.countRecord(.report, election: "E", key: "S2", version: 1)?.id == records[0].id)
            #expect(try await store.countRecordVersions(.report, election: "E", key: "S2").map(\.version) == [1, 2])
            #expect(try await store.countRecord(.refused, election: "E", key: "S2") == nil)
        }
    }

    @Test("records and the statement about them are stored together or not at all", arguments: TestEngine.available)
    func allOrNothing(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            await #expect(throws: StoreError.self) {
                try await store.add([report("S1", 1), report("S1", 3)], statement: Sample.statement("s"))
            }
            #expect(try await store.pendingStatements().isEmpty)
            #expect(try await store.countRecords(.report, election: "E").isEmpty)
            let stored = try await store.add([report("S1", 1), report("S2", 1)], statement: Sample.statement("s"))
            #expect(try await store.pendingStatements().map(\.id) == [stored[0].statement])
            #expect(stored[0].statement == stored[1].statement)
        }
    }

    @Test("the newest definition of each election is listed once", arguments: TestEngine.available)
    func elections(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            for (election, version) in [("E", 1), ("F", 1), ("E", 2)] {
                try await store.add([
                    NewCountRecord(
                        kind: .definition, election: election, version: version, body: [], author: "", created: Sample.time(0))
                ])
            }
            #expect(try await store.elections(limit: 10).map { "\($0.election)\($0.version)" } == ["E2", "F1"])
        }
    }

    @Test("of two people who change an entry at once one is told", arguments: TestEngine.available)
    func entries(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            func set(_ revision: Int, _ state: String, adding report: NewCountRecord? = nil) async throws {
                try await store.setCountEntry(
                    election: "E", unit: "S1", after: revision, state: Array(state.utf8), at: Sample.time(0), adding: report)
            }
            try await set(0, "a")
            try await set(1, "b")
            for revision in [0, 1, 3] {
                let error = await #expect(throws: StoreError.self) { try await set(revision, "c", adding: report("S1", 1)) }
                guard case .conflict = error else {
                    Issue.record("revision \(revision) must be a conflict, not \(String(describing: error))")
                    return
                }
            }
            #expect(try await store.countRecords(.report, election: "E").isEmpty, "a report of a refused entry is not stored")
            try await set(2, "d", adding: report("S1", 1))
            let entries = try await store.countEntries(election: "E")
            #expect(entries.map(\.state) == [Array("d".utf8)] && entries[0].revision == 3)
            #expect(try await store.countRecords(.report, election: "E").count == 1)
        }
    }
}
