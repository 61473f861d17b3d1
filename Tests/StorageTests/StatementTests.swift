import Daylight
import Testing

@testable import Storage

@Suite struct StatementTests {
    @Test(
        "pending statements come in the order in which they were stored, until they are completed",
        arguments: TestEngine.available)
    func outbox(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            var ids: [StatementRecord.ID] = []
            for name in ["a", "b", "c"] { ids.append(try await store.addStatement(Sample.statement(name))) }
            #expect(try await store.pendingStatements().map(\.title) == ["a", "b", "c"])
            try await store.completeStatement(ids[1], Sample.logged(0))
            #expect(try await store.pendingStatements().map(\.title) == ["a", "c"])
            let record = try #require(try await store.statement(ids[1]))
            #expect(record.logged == Sample.logged(0))
            #expect(record.envelope == Sample.statement("b").envelope)
            #expect(try await store.statement(numbered: 0) == record)
            #expect(try await store.statement(numbered: 1) == nil)
            #expect(try await store.statement(numbered: .max) == nil)
        }
    }

    @Test("completing a statement again says the same or is refused", arguments: TestEngine.available)
    func completeTwice(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let first = try await store.addStatement(Sample.statement("a"))
            let second = try await store.addStatement(Sample.statement("b"))
            try await store.completeStatement(first, Sample.logged(4))
            try await store.completeStatement(first, Sample.logged(4))
            for (id, index) in [(first, 5), (second, 4)] as [(StatementRecord.ID, UInt64)] {
                let error = await #expect(throws: StoreError.self) { try await store.completeStatement(id, Sample.logged(index)) }
                guard case .conflict = error else {
                    Issue.record("not a conflict: \(String(describing: error))")
                    continue
                }
            }
            #expect(try await store.statement(second)?.logged == nil)
            await #expect(throws: StoreError.rejected("there is no statement 99")) {
                try await store.completeStatement(StatementRecord.ID(rawValue: 99), Sample.logged(9))
            }
        }
    }

    @Test("the list of statements is stable while new ones arrive", arguments: TestEngine.available)
    func stableList(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            for number in 1...5 { _ = try await store.addStatement(Sample.statement("\(number)")) }
            let first = try await store.statements(limit: 2)
            _ = try await store.addStatement(Sample.statement("6"))
            let second = try await store.statements(after: first.next, limit: 2)
            let third = try await store.statements(after: second.next, limit: 2)
            #expect([first, second, third].map { $0.items.map(\.title) } == [["5", "4"], ["3", "2"], ["1"]])
            #expect(third.next == nil)
        }
    }

    @Test("an envelope that no entry of the log can hold is refused", arguments: TestEngine.available)
    func oversized(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            var statement = Sample.statement("big")
            statement.envelope = [UInt8](repeating: 0, count: NewStatement.envelopeLimit)
            let id = try await store.addStatement(statement)
            #expect(try await store.statement(id)?.envelope.count == NewStatement.envelopeLimit)
            statement.envelope.append(0)
            let large = statement
            await #expect(throws: StoreError.self) { _ = try await store.addStatement(large) }
        }
    }
}
