import BigInt
import Testing

@testable import Tally

/// Outcomes as assertions about means (tally reference, section 8.5).
struct AssorterTests {
    @Test func pluralityIsTrueWhenTheWinnerLeads() {
        let assorter = Assorter.plurality(winner: 0, loser: 1)
        #expect([[0], [1], [2], [], [0, 1]].map { assorter.value($0) } == [1, 0, 0.5, 0.5, 0.5])
        #expect(assorter.mean(votes: [6, 4], ballots: 12) > 0.5)
        #expect(assorter.mean(votes: [5, 5], ballots: 12) == 0.5)
    }

    @Test func superMajorityIsAMeanAboveHalf() {
        let assorter = Assorter.superMajority(winner: 0, share: 2.0 / 3)
        #expect(assorter.value([0]) == 0.75 && assorter.value([1]) == 0 && assorter.value([]) == 0.5)
        #expect(assorter.mean(votes: [61, 30], ballots: 100) > 0.5)
        #expect(assorter.mean(votes: [59, 30], ballots: 100) < 0.5)
    }

    @Test func comparisonOfAgreeingPaperHasTheCleanValue() {
        let comparison = ComparisonAssorter(.plurality(winner: 0, loser: 1), reportedMean: 0.55)
        #expect(agree(comparison.cleanValue, 1 / 1.9) && agree(comparison.upperBound, 2 / 1.9))
        #expect(comparison.value(record: [0], paper: [0]) == comparison.cleanValue)
        #expect(agree(comparison.value(record: [0], paper: [1]), 0, within: 0))
        #expect(agree(comparison.value(record: nil, paper: nil), 0.5 / 1.9))
        #expect(agree(comparison.value(record: [1], paper: [0]), comparison.upperBound))
    }

    /// The assertions of an allocation hold exactly for the seats that the method gives.
    @Test(arguments: [(SeatMethod.dhondt, Assertion.Divisors.dhondt), (.sainteLague, .sainteLague)])
    func seatsAreRightExactlyIfAllAssertionsHold(method: SeatMethod, claims: Assertion.Divisors) throws {
        var generator = SeatGenerator(seed: 7)
        for _ in 0..<FuzzRuns.count(default: 200) {
            let votes = (0..<4).map { _ in Int.random(in: 1...5000, using: &generator) }
            let allocation = try SeatAllocation.of(votes.map { BigUInt($0) }, method, seats: 9)
            guard allocation.tie == nil, let last = allocation.lastSeat, let next = allocation.nextInLine,
                next.quotient < last.quotient
            else { continue }
            let ballots = votes.reduce(0, +) + 50
            func holds(_ seats: [Int]) -> Bool {
                Assertion.seats(claims, seats).allSatisfy { $0.assorter.mean(votes: votes, ballots: ballots) > 0.5 }
            }
            #expect(holds(allocation.seats))
            var wrong = allocation.seats
            guard let loser = wrong.firstIndex(where: { $0 > 0 }) else { continue }
            wrong[loser] -= 1
            wrong[(loser + 1) % 4] += 1
            #expect(!holds(wrong))
        }
    }

    @Test func valuesStayWithinTheirBounds() {
        for assorter in Assertion.seats(.sainteLague, [3, 1, 0]).map(\.assorter) {
            #expect([[0], [1], [2], [], [0, 1]].allSatisfy { (0...assorter.upperBound).contains(assorter.value($0)) })
        }
    }

    /// Papers that look as reported confirm seats; papers of another outcome do not.
    @Test(arguments: [AssertionAudit.Evidence.polling, .comparison(errorRate: 0.001)])
    func sampleConfirmsSeatsOnlyIfTheyAreRight(evidence: AssertionAudit.Evidence) throws {
        var generator = SeatGenerator(seed: 10)
        let votes = [6000, 2500, 900]
        let seats = try SeatAllocation.of([6000, 2500, 900], .dhondt, seats: 4).seats
        #expect(seats == [3, 1, 0])
        let audit = AssertionAudit(
            names: ["a", "b", "c"], votes: votes, ballots: 10_000, assertions: Assertion.seats(.dhondt, seats))
        func draws(_ votes: [Int], records: [Int]) -> [AssertionAudit.Draw] {
            func ballots(_ votes: [Int]) -> [[Int]] {
                let named = votes.indices.flatMap { Array(repeating: [$0], count: votes[$0]) }
                return named + Array(repeating: [], count: 10_000 - named.count)
            }
            let pairs = zip(ballots(votes), ballots(records)).shuffled(using: &generator)
            return pairs.prefix(2500).map { AssertionAudit.Draw(paper: $0, record: $1) }
        }
        let right = audit.risks(draws(votes, records: votes), evidence, withReplacement: false)
        #expect(right.allSatisfy { $0 <= 0.05 })
        let wrong = audit.risks(draws([4500, 4000, 900], records: votes), evidence, withReplacement: false)
        #expect((wrong.max() ?? 0) > 0.05)
    }

    @Test func outcomeThatTheReportContradictsIsNeverConfirmed() throws {
        let audit = AssertionAudit(
            names: ["a", "b"], votes: [40, 60], ballots: 100, assertions: Assertion.superMajority(winner: 0, share: 0.5))
        #expect(audit.risks([.init(paper: [0])], .polling, withReplacement: true) == [1])
    }
}
