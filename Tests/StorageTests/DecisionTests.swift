import Daylight
import Testing

@testable import Storage

@Suite struct DecisionTests {
    @Test("a decision is kept with its pending statement and the body behind its commitment", arguments: TestEngine.available)
    func decide(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x")
            try await store.importBatches(findings: [finding])
            let decision = try await store.decide(finding.id, .coordinatedAndDeceptive, salt: 1)
            #expect(try await store.decisions(of: finding.id) == [decision])
            #expect(try await store.decision(ofStatement: decision.statement.id) == decision)
            #expect(try await store.pendingStatements() == [decision.statement])
            #expect(try await store.finding(finding.id)?.decision == decision)
            let body = try #require(try await store.privateBody(decision.commitment))
            #expect(Commitment(salt: body.salt, message: body.message).digest == decision.commitment)
        }
    }

    @Test("decisions are a history, the newest first, and the newest is the verdict", arguments: TestEngine.available)
    func history(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x")
            try await store.importBatches(findings: [finding])
            for (number, verdict) in Verdict.allCases.enumerated() {
                // The clock may have been set back in between; what was decided last counts all the same.
                try await store.decide(finding.id, verdict, salt: UInt8(number), decided: Int64(-number))
            }
            #expect(try await store.decisions(of: finding.id).map(\.verdict) == Verdict.allCases.reversed())
            #expect(try await store.finding(finding.id)?.decision?.verdict == Verdict.allCases.last)
            let listed = try await store.findings(FindingQuery(state: .verdict(.needMore)), limit: 5)
            #expect(listed.items.map(\.finding.id) == [finding.id])
        }
    }

    @Test("a decision that cannot be stored leaves no part of itself", arguments: TestEngine.available)
    func allOrNothing(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x")
            try await store.importBatches(findings: [finding])
            try await store.decide(finding.id, .organic, salt: 1)
            let unknown = Finding.ID(evidence: Sample.digest("unknown"))
            await #expect(throws: StoreError.rejected("there is no finding \(unknown)")) {
                try await store.decide(unknown, .organic, salt: 2)
            }
            let error = await #expect(throws: StoreError.self) { try await store.decide(finding.id, .needMore, salt: 1) }
            guard case .conflict = error else {
                Issue.record("a commitment used twice must be a conflict, not \(String(describing: error))")
                return
            }
            #expect(try await store.pendingStatements().count == 1)
            #expect(try await store.finding(finding.id)?.decision?.verdict == .organic)
            #expect(try await store.findings(FindingQuery(state: .verdict(.needMore)), limit: 5).items.isEmpty)
        }
    }

    @Test("salt and message that do not open the commitment are refused", arguments: TestEngine.available)
    func wrongOpening(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x")
            try await store.importBatches(findings: [finding])
            for salt in [[], [UInt8](repeating: 1, count: 31), [UInt8](repeating: 1, count: 32)] {
                await #expect(throws: StoreError.rejected("salt and message do not open the commitment")) {
                    _ = try await store.recordDecision(
                        finding: finding.id, verdict: .organic, reasons: "", reviewer: "rita", decided: Sample.time(0),
                        salt: salt, message: [1], commitment: Sample.digest("another"), statement: Sample.statement("s"))
                }
            }
        }
    }

    @Test("erasing a private body takes salt, message, reasons and what search knows of them", arguments: TestEngine.available)
    func erase(_ engine: TestEngine) async throws {
        try await withStore(engine) { store in
            let finding = try Sample.finding("x")
            try await store.importBatches(findings: [finding])
            let first = try await store.decide(finding.id, .needMore, salt: 1, reasons: "Zacharias said so.")
            let second = try await store.decide(finding.id, .organic, salt: 2, reasons: "Fans of Zacharias.")
            #expect(try await store.search("zacharias", limit: 5).items.count == 2)
            #expect(try await store.erasePrivateBody(first.commitment))
            #expect(try await store.privateBody(first.commitment) == nil)
            #expect(try await store.privateBody(second.commitment) != nil)
            #expect(try await store.decisions(of: finding.id).map(\.reasons) == ["Fans of Zacharias.", ""])
            #expect(try await store.search("zacharias", limit: 5).items.map(\.title) == ["organic: \(finding.id)"])
            #expect(try await store.erasePrivateBody(first.commitment) == false)
        }
    }
}
