import Testing

@testable import Tally

/// Ballot polling (tally reference, section 8.2).
struct BravoTests {
    @Test(arguments: [
        ([600, 400], 0.1, [184, 244, 351]), ([600, 400], 0.05, [226, 290, 402]),
        ([520_000, 480_000], 0.1, [4667, 6186, 8929]), ([505_000, 495_000], 0.1, [74718, 99016, 142_958]),
        ([45_000, 40_000, 10_000], 0.1, [2538, 3363, 4853]), ([5_025_000, 4_975_000], 0.1, [298_883, 396_072, 571_852]),
    ])
    func sizes(votes: [Int], limit: Double, expected: [Int]) throws {
        let ballots = votes.count == 3 ? 100_000 : nil
        let plan = BravoPlan(
            try AuditContest.of(votes, ballots: ballots), limit: RiskLimit(limit)!, quantiles: [0.7, 0.8, 0.9])
        #expect(plan.sizes == expected)
        #expect(!plan.fullHandCount)
    }

    @Test(arguments: [
        ([600, 400], 0.1, 119), ([600, 400], 0.05, 154), ([520_000, 480_000], 0.1, 2902),
        ([505_000, 495_000], 0.1, 46151), ([45_000, 40_000, 10_000], 0.1, 1585), ([5_025_000, 4_975_000], 0.1, 184_406),
    ])
    func averageSampleNumber(votes: [Int], limit: Double, expected: Int) throws {
        let ballots = votes.count == 3 ? 100_000 : nil
        let plan = BravoPlan(try AuditContest.of(votes, ballots: ballots), limit: RiskLimit(limit)!, quantiles: [])
        #expect(plan.asn == expected)
    }

    @Test func tieAsksForAFullCount() throws {
        let plan = BravoPlan(try AuditContest.of([500, 500], ballots: 1200), limit: .ten, quantiles: [0.7, 0.9])
        #expect(plan.asn == 1200 && plan.sizes == [1200, 1200] && plan.fullHandCount)
    }

    @Test func closeContestWithManyBallotsAsksForAFullCount() throws {
        let plan = BravoPlan(try AuditContest.of([100_400, 100_000]), limit: .ten, quantiles: [])
        #expect(plan.fullHandCount)
        let hopeless = BravoPlan(try AuditContest.of([500_000_000_001, 500_000_000_000]), limit: .ten, quantiles: [0.9])
        #expect(hopeless.fullHandCount && hopeless.asn == 1_000_000_000_001)
    }

    @Test(arguments: [(60, 40, 0.1335136772513166), (72, 47, 0.07140372947931496)])
    func risk(won: Int, lost: Int, expected: Double) throws {
        let measure = BravoMeasure(try AuditContest.of([600, 400]), sample: [won, lost], limit: .ten)
        #expect(agree(measure.risk.p, expected, within: 1e-12))
        #expect(measure.risk.isConfirmed == (expected <= 0.1))
    }

    @Test func laterRoundNeedsOnlyWhatIsLeft() throws {
        let contest = try AuditContest.of([600, 400])
        let first = BravoPlan(contest, limit: .ten, quantiles: [0.7, 0.9], sample: [0, 0])
        #expect(first.sizes == [184, 351])
        let second = BravoPlan(contest, limit: .ten, quantiles: [0.7, 0.9], sample: [60, 40])
        #expect(second.asn < first.asn && second.sizes[1] < first.sizes[1])
        #expect(BravoPlan(contest, limit: .ten, quantiles: [0.7], sample: [72, 47]).sizes == [0])
    }

    @Test func missingPaperCountsForEveryLoser() throws {
        let contest = try AuditContest.of([600, 300, 100])
        let found = BravoMeasure(contest, sample: [60, 24, 6], notFound: 4, limit: .ten)
        let counted = BravoMeasure(contest, sample: [60, 28, 10], limit: .ten)
        #expect(found.risk.p == counted.risk.p)
    }

    @Test func paperForACandidateWithoutReportedVotesConfirmsNothing() throws {
        let contest = try AuditContest.of([600, 0])
        #expect(BravoMeasure(contest, sample: [500, 1], limit: .ten).risk.p == 1)
        #expect(BravoMeasure(contest, sample: [50, 0], limit: .ten).pairs.isEmpty)
        #expect(BravoMeasure(contest, sample: [0, 0], limit: .ten).risk.p == 1)
    }
}
