import BigInt
import Daylight
import Testing

@testable import Tally

/// Seats of lists, audited by stations and by ballots (tally reference, sections 8.4 and 8.5).
struct ListSeatsTests {
    private static func claims(_ votes: [Int], seats: Int, threshold: String? = nil) throws -> SeatClaims {
        try SeatClaims(
            names: votes.indices.map { "L\($0)" }, votes: votes, seats: seats, divisors: .dhondt,
            threshold: threshold.flatMap { VoteThreshold(percent: $0) })
    }

    /// Two lists with one seat are a plurality contest: same bounds, same risk.
    @Test func oneSeatIsAPlurality() throws {
        let batches = (0..<10).map { BatchAudit.Batch(name: "b\($0)", ballots: 100, votes: $0 < 6 ? [60, 40] : [45, 50]) }
        let contest = try AuditContest.of([540, 440], ballots: 1000)
        let plurality = BatchAudit(contest, batches: batches)
        let claims = try Self.claims([540, 440], seats: 1).assertions.compactMap(\.claim)
        let seats = BatchAudit(contest, claims: claims, batches: batches)
        #expect(seats.bounds?.shares.map(\.double) == plurality.bounds?.shares.map(\.double))
        let draws = [BatchAudit.Draw(batch: 0, votes: [60, 40]), .init(batch: 1, votes: [59, 41])]
        #expect(seats.risks(draws) == [plurality.risk(draws, limit: .ten).p])
    }

    /// A station counts against each claim by what it hides there, at most by its bound.
    @Test func taintIsThatOfTheClaim() throws {
        let batches = (0..<20).map { BatchAudit.Batch(name: "s\($0)", ballots: 500, votes: [250, 150, 60]) }
        let contest = try AuditContest.of([5000, 3000, 1200], ballots: 10_000)
        let claims = try Self.claims(contest.votes, seats: 7)
        #expect(claims.seats == [4, 2, 1])
        let audit = BatchAudit(contest, claims: claims.assertions.compactMap(\.claim), batches: batches)
        let clean = audit.risks([.init(batch: 3, votes: [250, 150, 60])])
        let moved = audit.risks([.init(batch: 3, votes: [250, 140, 70])])
        let gone = audit.risks([.init(batch: 3, votes: nil)])
        #expect(Set(clean).count == 1 && clean[0] < 1)
        for (index, assertion) in claims.assertions.enumerated() {
            // Ten votes moved from the second to the third list hurt exactly the claims that speak for the second or against
            // the third.
            let isHurt = assertion.winner == 1 || assertion.loser == 2
            #expect((moved[index] > clean[index]) == isHurt)
            #expect(gone[index] > moved[index])
        }
        #expect((moved.max() ?? 0) <= audit.risk([.init(batch: 3, votes: [250, 140, 70])], limit: .ten).p)
    }

    @Test func thresholdIsClaimedToo() throws {
        let claims = try Self.claims([590, 310, 49, 51], seats: 5, threshold: "5")
        #expect(claims.seats[2] == 0)
        #expect(claims.assertions.filter { $0.loser == nil }.count == 4)
        #expect(claims.assertions.allSatisfy { $0.mean(votes: [590, 310, 49, 51], ballots: 1100) > 0.5 })
        // With two votes more the small list takes part, and its claim fails.
        #expect(claims.assertions.contains { $0.mean(votes: [590, 310, 53, 51], ballots: 1100) < 0.5 })
        #expect(throws: InputError.self) { try Self.claims([590, 310, 50, 50], seats: 5, threshold: "5") }
    }

    @Test func tieHasNoClaims() {
        #expect(throws: InputError.self) { try Self.claims([20, 20, 10], seats: 4) }
    }

    /// Error-free sizes of section 8.5 for margins of assorters with the upper bound 1.
    @Test(arguments: [
        (0.1, 59, 45), (0.05, 119, 92), (0.02, 302, 232), (0.01, 610, 469), (0.005, 1246, 958),
    ])
    func expectedSizeWithoutErrors(margin: Double, five: Int, ten: Int) throws {
        let ballots = 1_000_000
        let lead = Int(margin * Double(ballots))
        let contest = try AuditContest.of([(ballots + lead) / 2, (ballots - lead) / 2])
        let audit = AssertionAudit(
            names: contest.names, votes: contest.votes, ballots: ballots, assertions: Assertion.plurality(contest))
        for (limit, expected) in [(RiskLimit.five, five), (.ten, ten)] {
            #expect(audit.expectedSize(.comparison(errorRate: 1e-4), withReplacement: false, limit: limit) == expected)
        }
    }

    @Test func planAndMeasureThroughTheFile() throws {
        let question = #""riskLimit":"0.05","outcome":"dhondt","seats":7,"ballots":10000,"votes":{"A":5000,"B":3000,"C":1200}"#
        let plan = try AuditPlan(parsing: Array(#"{"method":"listSeats",\#(question)}"#.utf8)).json
        #expect(plan["seats"]?["A"]?.integerValue == 4)
        #expect(plan["assertions"]?.arrayValue?.count == 6)
        let size = Int(try #require(plan["size"]?.integerValue))
        let sample = Array(repeating: #"{"paper":["A"],"record":["A"]}"#, count: size).joined(separator: ",")
        let measure = try AuditMeasure(parsing: Array(#"{"method":"listSeats",\#(question),"sample":[\#(sample)]}"#.utf8))
        #expect(measure.risk.isConfirmed)
        let less = try AuditMeasure(
            parsing: Array(
                #"{"method":"listSeats",\#(question),"sample":[\#(sample.dropLast(sample.count / size + 1))]}"#.utf8))
        #expect(!less.risk.isConfirmed)
    }
}
