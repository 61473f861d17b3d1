import Testing

@testable import Tally

/// Ballot and batch comparison (tally reference, sections 8.3 and 8.4).
struct ComparisonTests {
    private static func errors(_ over1: Int = 0, _ over2: Int = 0) -> SuperSimple.Errors<Int> {
        .init(over1: over1, over2: over2, under1: 0, under2: 0)
    }

    @Test(arguments: [
        (125, 0, 0, 0.04762832807805371), (125, 1, 0, 0.09180635), (150, 1, 0, 0.04993969), (300, 0, 1, 0.01786044),
    ])
    func risk(ballots: Int, over1: Int, over2: Int, expected: Double) {
        let risk = SuperSimple.risk(dilutedMargin: 0.05, ballots: ballots, errors: Self.errors(over1, over2), limit: .five)
        #expect(agree(risk.p, expected, within: expected == 0.04762832807805371 ? 1e-12 : 1e-6))
    }

    @Test(arguments: [(0.2, 27, 34), (0.05, 107, 136), (0.04, 134, 170), (0.01, 534, 678), (0.005, 1176, 1465)])
    func sizeWithUsualErrors(margin: Double, ten: Int, five: Int) {
        #expect(SuperSimple.size(dilutedMargin: margin, ballots: 10_000_000, limit: .ten) == ten)
        #expect(SuperSimple.size(dilutedMargin: margin, ballots: 10_000_000, limit: .five) == five)
    }

    @Test(arguments: [(0.2, 32), (0.1, 63), (0.05, 125), (0.02, 312), (0.01, 623), (0.005, 1246), (0.001, 6226)])
    func sizeWithoutErrors(margin: Double, expected: Int) {
        let none = SuperSimple.Errors(over1: 0.0, over2: 0.0, under1: 0.0, under2: 0.0)
        #expect(SuperSimple.size(dilutedMargin: margin, ballots: 10_000_000, rates: none, limit: .five) == expected)
        #expect(SuperSimple.size(dilutedMargin: margin, ballots: 30, rates: none, limit: .five) == 30)
    }

    @Test func tieIsNeverConfirmed() {
        #expect(SuperSimple.risk(dilutedMargin: 0, ballots: 1_000_000, errors: Self.errors(), limit: .ten).p == 1)
        #expect(SuperSimple.size(dilutedMargin: 0, ballots: 500, limit: .ten) == 500)
    }

    private static func batches() throws -> BatchAudit {
        let large = (1...6).map { BatchAudit.Batch(name: "L\($0)", ballots: 100, votes: [60, 40]) }
        let small = (1...4).map { BatchAudit.Batch(name: "S\($0)", ballots: 100, votes: [45, 50]) }
        return BatchAudit(try AuditContest.of([540, 440], ballots: 1000), batches: large + small)
    }

    @Test func batchBounds() throws {
        let audit = try Self.batches()
        #expect(audit.bounds?.shares.map(\.double) == Array(repeating: 1.2, count: 6) + Array(repeating: 0.95, count: 4))
        #expect(agree(try #require(audit.total), 11, within: 1e-12))
        #expect(audit.size(limit: .ten) == 10)
    }

    @Test func batchRisk() throws {
        let audit = try Self.batches()
        let risk = audit.risk(
            [.init(batch: 0, votes: [60, 40]), .init(batch: 6, votes: [45, 50]), .init(batch: 1, votes: [59, 41])], limit: .ten)
        #expect(agree(risk.p, 0.7640489500694011, within: 1e-12))
    }

    @Test func countingEveryBatchSettlesTheOutcome() throws {
        let audit = try Self.batches()
        let right = audit.batches.indices.map { BatchAudit.Draw(batch: $0, votes: audit.batches[$0].votes) }
        #expect(audit.risk(right, limit: .ten).p == 0)
        let wrong = audit.batches.indices.map { BatchAudit.Draw(batch: $0, votes: [40, 60]) }
        #expect(audit.risk(wrong, limit: .ten).p == 1)
    }

    @Test func withheldBallotsShrinkTheMargin() throws {
        let batches = try Self.batches()
        let smaller = BatchAudit(batches.contest, batches: batches.batches, withheld: 40)
        #expect(agree(try #require(smaller.bounds?.shares[0].double), 120.0 / 60))
        #expect(BatchAudit(batches.contest, batches: batches.batches, withheld: 100).bounds == nil)
    }

    @Test func errorAsLargeAsItsBoundConfirmsNothing() throws {
        let audit = try Self.batches()
        #expect(audit.risk([.init(batch: 0, votes: [0, 100])], limit: .ten).p == 1)
    }
}
