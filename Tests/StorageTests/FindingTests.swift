import Daylight
import Testing

@testable import Storage

@Suite struct FindingTests {
    @Test("findings are listed by question, verdict and subject, the newest first", arguments: TestEngine.available)
    func queries(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let old = try Sample.finding("old", subjects: ["anna", "bert"], created: 1)
            let new = try Sample.finding("new", subjects: ["bert"], created: 2)
            let other = try Sample.finding("other", subjects: ["bert"], question: .canITrustIt, created: 3)
            try await store.importBatches(findings: [old, new, other])
            try await store.decide(old.id, .organic, salt: 1)
            func list(_ query: FindingQuery) async throws -> [Finding.ID] {
                try await store.findings(query, limit: 10).items.map(\.finding.id)
            }
            #expect(try await list(FindingQuery()) == [other.id, new.id, old.id])
            #expect(try await list(FindingQuery(question: .isItARealPerson)) == [new.id, old.id])
            #expect(try await list(FindingQuery(state: .undecided)) == [other.id, new.id])
            #expect(try await list(FindingQuery(state: .verdict(.organic))) == [old.id])
            #expect(try await list(FindingQuery(state: .verdict(.declaredGroup))).isEmpty)
            let bert = try Subject(.account, "bert")
            #expect(try await list(FindingQuery(question: .isItARealPerson, state: .undecided, subject: bert)) == [new.id])
            #expect(try await store.findings(about: bert).map(\.finding.id) == [other.id, new.id, old.id])
            #expect(try await store.findings(about: Subject(.object, "bert")).isEmpty)
            #expect(try await store.findings(about: Subject(.account, "Bert")).isEmpty)
        }
    }

    @Test("the subjects of a finding keep their order", arguments: TestEngine.available)
    func subjectOrder(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x", subjects: ["zoe", "anna", "zoe", "mid"])
            try await store.importBatches(findings: [finding])
            #expect(try await store.finding(finding.id)?.finding.subjects == finding.subjects)
        }
    }

    @Test("counts tell how many findings of each question wait for a decision", arguments: TestEngine.available)
    func counts(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let findings = try (0..<5).map {
                try Sample.finding("\($0)", question: $0 < 3 ? .isItARealPerson : .whoPaid, created: Int64($0))
            }
            try await store.importBatches(findings: findings)
            try await store.decide(findings[0].id, .needMore, salt: 1)
            #expect(
                try await store.findingCounts() == [
                    FindingCount(question: .whoPaid, total: 2, undecided: 2, newest: Sample.time(4)),
                    FindingCount(question: .isItARealPerson, total: 3, undecided: 2, newest: Sample.time(2)),
                ])
        }
    }

    @Test("counts from before a moment know nothing of what came after it", arguments: TestEngine.available)
    func earlierCounts(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let findings = try (0..<4).map { try Sample.finding("\($0)", created: Int64($0)) }
            try await store.importBatches(findings: findings)
            try await store.decide(findings[0].id, .organic, salt: 1, decided: 2)
            try await store.decide(findings[0].id, .needMore, salt: 2, decided: 3)
            try await store.decide(findings[1].id, .organic, salt: 3, decided: 9)
            func count(_ seconds: Int64) async throws -> [Int] {
                try await store.findingCounts(before: Sample.time(seconds)).flatMap { [$0.total, $0.undecided] }
            }
            #expect(try await count(0) == [])
            #expect(try await count(2) == [2, 2])
            #expect(try await count(3) == [3, 2])
            #expect(try await count(4) == [4, 3])
            #expect(try await count(10) == [4, 2])
        }
    }

    @Test("a list of findings neither repeats nor skips any while new ones arrive", arguments: TestEngine.available)
    func stableCursor(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let findings = try (0..<9).map { try Sample.finding("\($0)", created: Int64($0 / 3)) }
            try await store.importBatches(findings: findings)
            var arrived = 0
            let seen = try await store.all { cursor in
                arrived += 1
                try await store.importBatches(
                    Sample.dataset("late \(arrived)"), findings: [try Sample.finding("late \(arrived)", created: 100)])
                return try await store.findings(after: cursor, limit: 2)
            }
            let old = seen.filter { $0.finding.created < Sample.time(100) }.map(\.finding.id)
            #expect(old.count == 9)
            #expect(Set(old) == Set(findings.map(\.id)))
            let order = seen.map { [$0.finding.created.description, $0.finding.id.text] }
            #expect(order == order.sorted { $1.lexicographicallyPrecedes($0) })
        }
    }

    @Test("evidence that was altered in the database is noticed", arguments: TestEngine.available)
    func altered(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x")
            try await store.importBatches(findings: [finding])
            try await store.write { connection in
                _ = try connection.execute("UPDATE findings SET evidence = ?1", [.bytes([1, 2, 3])])
            }
            await #expect(throws: StoreError.damaged("the evidence of finding \(finding.id) was altered")) {
                _ = try await store.finding(finding.id)
            }
        }
    }
}
