import Daylight
import Testing

@testable import Storage

@Suite struct AdvertisingTests {
    @Test("versions of a record follow each other and every one stays", arguments: TestEngine.available)
    func versions(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.add([notice(1, "one")])
            try await store.add([notice(2, "two")])
            #expect(try await store.adRecord(.notice, "K7QX20ZM")?.body == Array("two".utf8))
            #expect(try await store.adRecord(.notice, "K7QX20ZM", version: 1)?.body == Array("one".utf8))
            #expect(try await store.adRecordVersions(.notice, "K7QX20ZM").map(\.version) == [2, 1])
            let records = try await store.adRecords(of: [.notice])
            #expect(records.map(\.version) == [1, 2])
            #expect(try await store.adRecordIDs(of: [.notice], after: records[0].id, limit: 10) == [records[1].id])
            #expect(try await store.newestAdRecords(.notice, keys: ["K7QX20ZM", "absent"]) == [records[1]])
            #expect(try await store.newestAdRecords(.imported, keys: ["K7QX20ZM"]).isEmpty)
            #expect(try await store.newestAdRecords(.notice, keys: []).isEmpty)
            let error = await #expect(throws: StoreError.self) { try await store.add([notice(2, "again")]) }
            guard case .conflict = error else {
                Issue.record("a version twice must be a conflict, not \(String(describing: error))")
                return
            }
            await #expect(throws: StoreError.rejected("version 4 leaves one out")) { try await store.add([notice(4, "four")]) }
        }
    }

    @Test("records and the statement about the first are stored together or not at all", arguments: TestEngine.available)
    func allOrNothing(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            await #expect(throws: StoreError.self) {
                try await store.add([notice(1, "one"), notice(1, "again")], statement: Sample.statement("s"))
            }
            #expect(try await store.pendingStatements().isEmpty)
            #expect(try await store.adRecords(of: [.notice]).isEmpty)
            let stored = try await store.add(
                [notice(1, "one"), NewAdRecord(kind: .submission, key: "x", body: [], author: "ada", created: Sample.time(0))],
                statement: Sample.statement("s"))
            #expect(try await store.pendingStatements().map(\.id) == [stored[0].statement])
            #expect(stored[1].statement == nil)
        }
    }

    @Test("what is due comes in the order of its urgency, until it is done", arguments: TestEngine.available)
    func due(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            for (key, due) in [("late", 90), ("soon", 10), ("never", nil)] as [(String, Int64?)] {
                try await store.add([
                    NewAdRecord(
                        kind: .request, key: key, body: [], author: "ada", created: Sample.time(0), due: due.map(Sample.time))
                ])
            }
            let open = try await store.dueAdRecords()
            #expect(open.map(\.key) == ["soon", "late"])
            try await store.setDue(nil, of: open[0].id)
            #expect(try await store.dueAdRecords().map(\.key) == ["late"])
        }
    }

    @Test("what may not be kept of a person is replaced in every version", arguments: TestEngine.available)
    func replacing(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            for version in 1...2 {
                try await store.add([
                    NewAdRecord(
                        kind: .notification, key: "n", version: version, body: Array("Zacharias".utf8), author: "",
                        created: Sample.time(0))
                ])
            }
            try await store.replaceBodies(.notification, "n", with: Array("{}".utf8))
            #expect(try await store.adRecordVersions(.notification, "n").map(\.body) == [Array("{}".utf8), Array("{}".utf8)])
        }
    }

    @Test("a draft is its owner's, is saved as it grows, and goes when discarded", arguments: TestEngine.available)
    func drafts(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let ada = try await store.createUser(
                name: "ada", passwordHash: "x", role: .publisher, created: Sample.time(0))
            let bob = try await store.createUser(
                name: "bob", passwordHash: "x", role: .publisher, created: Sample.time(0))
            let draft = StoredDraft(id: "d", user: ada.id, revises: nil, answers: [1], changed: Sample.time(1))
            try await store.save(draft)
            let grown = StoredDraft(id: "d", user: ada.id, revises: nil, answers: [1, 2], changed: Sample.time(2))
            try await store.save(grown)
            #expect(try await store.draft("d", of: ada.id) == grown)
            #expect(try await store.draft("d", of: bob.id) == nil)
            await #expect(throws: StoreError.rejected("the draft belongs to another person")) {
                try await store.save(
                    StoredDraft(id: "d", user: bob.id, revises: nil, answers: [], changed: Sample.time(3)))
            }
            try await store.discardDraft("d", of: bob.id)
            #expect(try await store.drafts(of: ada.id) == [grown])
            try await store.discardDraft("d", of: ada.id)
            #expect(try await store.drafts(of: ada.id).isEmpty)
        }
    }

    private func notice(_ version: Int, _ body: String) -> NewAdRecord {
        NewAdRecord(
            kind: .notice, key: "K7QX20ZM", version: version, body: Array(body.utf8), author: "ada",
            created: Sample.time(Int64(version)))
    }
}
