import Daylight
import Testing

@testable import Storage

@Suite struct ChangeTests {
    @Test("what was imported, found and decided since a moment is listed, the newest first", arguments: TestEngine.available)
    func changes(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x", created: 20)
            try await store.importBatches(Sample.dataset("old", imported: 10))
            try await store.importBatches(Sample.dataset("new", imported: 30), findings: [finding])
            try await store.decide(finding.id, .organic, salt: 1, decided: 40)
            let all = [
                Change(date: Sample.time(40), kind: .decided, title: "organic", identifier: finding.id.text),
                Change(date: Sample.time(30), kind: .imported, title: "new", identifier: Sample.dataset("new").id.text),
                Change(date: Sample.time(20), kind: .found, title: finding.summary, identifier: finding.id.text),
                Change(date: Sample.time(10), kind: .imported, title: "old", identifier: Sample.dataset("old").id.text),
            ]
            #expect(try await store.changes(since: Sample.time(0), limit: 10) == all)
            #expect(try await store.changes(since: Sample.time(20), limit: 10) == Array(all[..<3]))
            #expect(try await store.changes(since: Sample.time(0), limit: 2) == Array(all[..<2]))
        }
    }
}
