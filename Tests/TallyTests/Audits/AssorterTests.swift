import BigInt
import Testing

@testable import Tally

/// Outcomes as assertions about means (tally reference, section 8.5).
struct AssorterTests {
    @Test func pluralityIsTrueWhenTheWinnerLeads() {
        let assorter = Assorter.plurality(winner: 0, loser: 1)
        #expect([[0], [1], [2], [], [0, 1]].map { assorter.value(Set($0)) } == [1, 0, 0.5, 0.5, 0.5])
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
    @Test(arguments: [(SeatMethod.dhondt, SeatAssertions.Method.dhondt), (.sainteLague, .sainteLague)])
    func seatsAreRightExactlyIfAllAssertionsHold(method: SeatMethod, claims: SeatAssertions.Method) throws {
        var generator = SeatGenerator(seed: 7)
        for _ in 0..<FuzzRuns.count(default: 200) {
            let votes = (0..<4).map { _ in Int.random(in: 1...5000, using: &generator) }
            let allocation = try SeatAllocation.of(votes.map { BigUInt($0) }, method, seats: 9)
            guard allocation.tie == nil, let last = allocation.lastSeat, let next = allocation.nextInLine,
                next.quotient < last.quotient
            else { continue }
            let ballots = votes.reduce(0, +) + 50
            func holds(_ seats: [Int]) -> Bool {
                SeatAssertions.all(claims, seats: seats).allSatisfy { $0.mean(votes: votes, ballots: ballots) > 0.5 }
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
        for assorter in SeatAssertions.all(.sainteLague, seats: [3, 1, 0]) {
            #expect([[0], [1], [2], [], [0, 1]].allSatisfy { (0...assorter.upperBound).contains(assorter.value(Set($0))) })
        }
    }
}
