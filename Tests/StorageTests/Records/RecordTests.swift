import Daylight
import Testing

@testable import Storage

@Suite struct RecordTests {
    private func check(_ key: String, _ version: Int = 1, scope: String = "one", _ body: String = "{}") -> NewRecord {
        NewRecord(
            kind: .factCheck, scope: scope, key: key, version: version, body: Array(body.utf8), author: "ada",
            created: Sample.time(0))
    }

    @Test("the newest version of each thing of a scope comes in the order of storing", arguments: TestEngine.available)
    func newest(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.add([check("n2"), check("n1"), check("n2", 2), check("n3", scope: "two")])
            let records = try await store.records(.factCheck, scope: "one")
            #expect(records.map { "\($0.key)\($0.version)" } == ["n11", "n22"])
            #expect(try await store.records(.factCheck, scope: "one", after: records[0].id).map(\.key) == ["n2"])
            #expect(try await store.record(.factCheck, scope: "one", key: "n2")?.version == 2)
            #expect(try await store.record(.factCheck, scope: "one", key: "n2", version: 1)?.version == 1)
            #expect(try await store.recordVersions(.factCheck, scope: "one", key: "n2").map(\.version) == [1, 2])
            #expect(try await store.recordHistory(.factCheck, scope: "one", key: "n2").map(\.version) == [1, 2])
            let newest = try await store.newestRecords(.factCheck, limit: 2)
            #expect(newest.map(\.key) == ["n3", "n2"])
            #expect(try await store.newestRecords(.factCheck, before: newest[1].id, limit: 2).map(\.key) == ["n1"])
            #expect(try await store.records(.servedFeed, scope: "one").isEmpty)
        }
    }

    @Test("records and the statement about them are stored together or not at all", arguments: TestEngine.available)
    func allOrNothing(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            await #expect(throws: StoreError.self) {
                try await store.add([check("n1"), check("n1", 3)], statement: Sample.statement("s"))
            }
            #expect(try await store.pendingStatements().isEmpty)
            #expect(try await store.records(.factCheck, scope: "one").isEmpty)
            let stored = try await store.add([check("n1"), check("n2")], statement: Sample.statement("s"))
            #expect(try await store.pendingStatements().map(\.id) == [stored[0].statement])
        }
    }

    @Test(
        "a version that is there already is a conflict, one that leaves another out is refused", arguments: TestEngine.available)
    func versions(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.add([check("n1")])
            let again = await #expect(throws: StoreError.self) { try await store.add([check("n1")]) }
            guard case .conflict = again else {
                Issue.record("expected a conflict, found \(String(describing: again))")
                return
            }
            let far = await #expect(throws: StoreError.self) { try await store.add([check("n1", 3)]) }
            guard case .rejected = far else {
                Issue.record("expected a refusal, found \(String(describing: far))")
                return
            }
        }
    }

    @Test("what is erased is gone in every version", arguments: TestEngine.available)
    func erasing(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.add([check("n1"), check("n1", 2), check("n2")])
            #expect(try await store.eraseRecord(.factCheck, scope: "one", key: "n1"))
            #expect(try await store.recordVersions(.factCheck, scope: "one", key: "n1").isEmpty)
            #expect(try await store.records(.factCheck, scope: "one").map(\.key) == ["n2"])
            #expect(try await store.eraseRecord(.factCheck, scope: "one", key: "n1") == false)
        }
    }
}
