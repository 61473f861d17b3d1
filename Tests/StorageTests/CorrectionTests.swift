import Daylight
import Testing

@testable import Storage

@Suite struct CorrectionTests {
    /// Logs a statement at an index, correcting what stands at another or is said to stand there.
    private func log(_ store: Store, _ index: UInt64, correcting reference: StatementReference? = nil) async throws {
        var statement = Sample.statement("s\(index)")
        statement.supersedes = reference
        let id = try await store.addStatement(statement)
        try await store.completeStatement(id, Sample.logged(index))
    }

    private func reference(_ index: UInt64, leaf: UInt64? = nil) -> StatementReference {
        StatementReference(index: index, leafHash: Sample.logged(leaf ?? index).leafHash)
    }

    @Test("a statement is current until a later one names its index and leaf hash", arguments: TestEngine.available)
    func chain(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await log(store, 0)
            #expect(try await store.standings(ofStatements: [0]) == [0: .current])
            try await log(store, 1, correcting: reference(0))
            try await log(store, 2, correcting: reference(1))
            #expect(
                try await store.standings(ofStatements: [0, 1, 2, 3]) == [
                    0: .corrected(by: [1], latest: [2]), 1: .corrected(by: [2], latest: [2]), 2: .current,
                ])
        }
    }

    @Test("two that correct the same one are both told, and where their chains meet again", arguments: TestEngine.available)
    func fork(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await log(store, 0)
            try await log(store, 1, correcting: reference(0))
            try await log(store, 2, correcting: reference(0))
            try await log(store, 3, correcting: reference(1))
            #expect(try await store.standings(ofStatements: [0])[0] == .corrected(by: [1, 2], latest: [2, 3]))
        }
    }

    @Test(
        "a statement that names another leaf hash, itself, or a later entry corrects nothing, and circles end",
        arguments: TestEngine.available)
    func unsound(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await log(store, 0, correcting: reference(2))
            try await log(store, 1, correcting: reference(0, leaf: 7))
            try await log(store, 2, correcting: reference(2))
            try await log(store, 3, correcting: reference(0))
            #expect(
                try await store.standings(ofStatements: [0, 1, 2, 3]) == [
                    0: .corrected(by: [3], latest: [3]), 1: .current, 2: .current, 3: .current,
                ])
        }
    }

    @Test("a pending correction does not count yet", arguments: TestEngine.available)
    func pending(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await log(store, 0)
            var statement = Sample.statement("pending")
            statement.supersedes = reference(0)
            let id = try await store.addStatement(statement)
            #expect(try await store.standings(ofStatements: [0]) == [0: .current])
            try await store.completeStatement(id, Sample.logged(1))
            #expect(try await store.standings(ofStatements: [0]) == [0: .corrected(by: [1], latest: [1])])
        }
    }

    @Test("a chain of hundreds is followed to its end", arguments: TestEngine.available)
    func long(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await log(store, 0)
            for index in 1...300 as ClosedRange<UInt64> { try await log(store, index, correcting: reference(index - 1)) }
            #expect(try await store.standings(ofStatements: [0])[0] == .corrected(by: [1], latest: [300]))
            #expect(try await store.standings(ofStatements: Array(0...700)).count == 301)
        }
    }

    @Test("samples of bad rows are kept with their data set, bytes and all", arguments: TestEngine.available)
    func badRows(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let rows = [
                BadRow(line: 7, field: "timestamp_share", expected: "seconds", found: "yester\u{0}day"),
                BadRow(line: 9, field: "", expected: "4 fields", found: "3 fields"),
            ]
            let dataset = Sample.dataset()
            _ = try await store.importDataset(dataset, shares: { nil }, badRows: rows, findings: [], statement: nil)
            try await store.importBatches(Sample.dataset("other"))
            #expect(try await store.badRows(in: dataset.id) == rows)
            #expect(try await store.badRows(in: Sample.dataset("other").id).isEmpty)
        }
    }
}
