import Daylight
import Testing

@testable import Storage

@Suite struct ImportTests {
    struct Interruption: Error {}

    @Test("an imported data set is found with everything that was said about it", arguments: TestEngine.available)
    func roundTrip(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("one")
            let outcome = try await store.importBatches(
                findings: [finding], statement: Sample.statement("imported"))
            guard case .imported(let dataset) = outcome else {
                Issue.record("not imported: \(outcome)")
                return
            }
            #expect(try await store.dataset(dataset.id) == dataset)
            #expect(try await store.datasets() == [dataset])
            #expect(dataset.statement != nil)
            #expect(try await store.pendingStatements().map(\.title) == ["imported"])
            let record = try #require(try await store.finding(finding.id))
            #expect(record.finding == finding)
            #expect(record.dataset == dataset.id)
            #expect(record.decision == nil)
        }
    }

    @Test("nothing of an import that fails half-way can be seen", arguments: TestEngine.available)
    func halfImport(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let calls = Gate()
            await #expect(throws: Interruption.self) {
                _ = try await store.importDataset(
                    Sample.dataset(),
                    shares: {
                        guard calls.enter() == 0 else { throw Interruption() }
                        return [Sample.share("anna", "link", 1)]
                    }, findings: [try Sample.finding("one")], statement: Sample.statement("imported"))
            }
            #expect(try await store.datasets().isEmpty)
            #expect(try await store.activity(ofAccount: "anna").isEmpty)
            #expect(try await store.pendingStatements().isEmpty)
            #expect(try await store.findingCounts().isEmpty)
            #expect(try await store.search("anna", limit: 10).items.isEmpty)
            let again = try await store.importBatches(Sample.dataset(), [[Sample.share("anna", "link", 1)]])
            #expect(again == .imported(Sample.dataset()))
        }
    }

    @Test("readers see nothing of an import before it is complete", arguments: TestEngine.available)
    func invisibleMeanwhile(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let gate = Gate()
            async let outcome = store.importDataset(
                Sample.dataset(),
                shares: {
                    switch gate.enter() {
                    case 0: return [Sample.share("anna", "link", 1)]
                    case 1:
                        gate.waitUntilOpen()
                        return nil
                    default: return nil
                    }
                }, findings: [], statement: nil)
            await gate.entered(2)
            #expect(try await store.datasets().isEmpty)
            #expect(try await store.activity(ofAccount: "anna").isEmpty)
            gate.open()
            _ = try await outcome
            #expect(try await store.activity(ofAccount: "anna").count == 1)
        }
    }

    @Test("the same input is imported once", arguments: TestEngine.available)
    func alreadyThere(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.importBatches(Sample.dataset(), [[Sample.share("anna", "link", 1)]])
            let again = try await store.importBatches(
                Sample.dataset(imported: 50), [[Sample.share("anna", "link", 1)]], statement: Sample.statement("again"))
            #expect(again == .alreadyThere(Sample.dataset()))
            #expect(try await store.activity(ofAccount: "anna").map(\.rows) == [1])
            #expect(try await store.pendingStatements().isEmpty)
        }
    }

    @Test("names are bytes: two spellings of one letter are two accounts, and NUL is kept", arguments: TestEngine.available)
    func namesAreBytes(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let composed = "jos\u{E9}"
            let decomposed = "jose\u{301}"
            let strange = "a\u{0}b'\"\\?1"
            try await store.importBatches(
                Sample.dataset(),
                [
                    [Sample.share(composed, "x", 1), Sample.share(decomposed, "x", 2)],
                    [Sample.share(strange, strange, 3, content: strange), Sample.share(composed, "y", 4, content: "")],
                ])
            #expect(try await store.activity(ofAccount: composed).map(\.rows) == [2])
            #expect(try await store.activity(ofAccount: decomposed).map(\.rows) == [1])
            let page = try await store.shares(ofAccount: strange, in: Sample.dataset().id, limit: 10)
            #expect(page.items == [Sample.share(strange, strange, 3, content: strange)])
        }
    }

    @Test("an account name longer than an index entry can be is stored and found", arguments: TestEngine.available)
    func longNames(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            var random = SplitMix64(seed: 7)
            let name = String((0..<20_000).map { _ in Character(UnicodeScalar(UInt8.random(in: 33...126, using: &random))) })
            try await store.importBatches(Sample.dataset(), [[Sample.share(name, name, 1)]])
            #expect(try await store.activity(ofAccount: name).map(\.rows) == [1])
        }
    }

    @Test("an account's activity tells rows, first and last share of each data set", arguments: TestEngine.available)
    func activity(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            try await store.importBatches(
                Sample.dataset("old", imported: 1), [[Sample.share("anna", "x", 5), Sample.share("bert", "x", 6)]])
            try await store.importBatches(
                Sample.dataset("new", imported: 2), [[Sample.share("anna", "x", 9)], [Sample.share("anna", "y", 3)]])
            let expected = [
                AccountActivity(
                    dataset: Sample.dataset("new").id, datasetName: "new", rows: 2, first: Sample.time(3), last: Sample.time(9)),
                AccountActivity(
                    dataset: Sample.dataset("old").id, datasetName: "old", rows: 1, first: Sample.time(5), last: Sample.time(5)),
            ]
            #expect(try await store.activity(ofAccount: "anna") == expected)
            #expect(try await store.activity(ofAccount: "Anna").isEmpty)
        }
    }

    @Test(
        "an account's shares come in the order of time, page by page, none twice and none left out",
        arguments: TestEngine.available)
    func sharesInOrder(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            var random = SplitMix64(seed: 3)
            let shares = (0..<300).map { number in
                Sample.share(
                    "a\(number % 3)", "o\(number % 7)", Int64.random(in: -20...20, using: &random), content: "c\(number)")
            }
            try await store.importBatches(Sample.dataset(), [Array(shares[..<120]), [], Array(shares[120...])])
            let mine = shares.filter { $0.account == "a1" }
            let stored = try await store.all {
                try await store.shares(ofAccount: "a1", in: Sample.dataset().id, after: $0, limit: 7)
            }
            #expect(stored.map(\.time) == mine.map(\.time).sorted())
            #expect(Set(stored) == Set(mine))
            #expect(stored.count == mine.count)
        }
    }
}
