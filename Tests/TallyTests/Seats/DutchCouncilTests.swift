import BigInt
import Testing

@testable import Tally

/// Kieswet, chapter P, on councils (tally reference, section 6.2).
struct DutchCouncilTests {
    @Test(arguments: [
        (15, [480, 160, 160, 160, 80, 80, 80], [6, 2, 2, 2, 1, 1, 1]),
        (15, [540, 160, 160, 80, 80, 80, 60, 40], [7, 2, 2, 1, 1, 1, 1, 0]),
        (15, [808, 59, 58, 57, 56, 55, 54, 53], [12, 1, 1, 1, 0, 0, 0, 0]),
        (15, [480, 240, 240, 55, 50, 45, 45, 45], [7, 4, 4, 0, 0, 0, 0, 0]),
        (3, [8, 7, 6, 5, 4, 3, 2, 1, 1, 1], [1, 1, 1, 0, 0, 0, 0, 0, 0, 0]),
        (10, [0, 3, 5, 6, 7, 79], [0, 0, 0, 0, 1, 9]),
        (15, [2571, 977, 567, 536, 453], [8, 3, 2, 1, 1]),
        (15, [2552, 987, 570, 539, 456], [7, 3, 2, 2, 1]),
        (23, [600, 302, 98, 99, 101], [12, 6, 1, 2, 2]),
    ])
    func workedCase(seats: Int, votes: [Int], expected: [Int]) throws {
        let allocation = try SeatAllocation.of(votes.map { BigUInt($0) }, .nlCouncil, seats: seats)
        #expect(allocation.seats == expected)
        #expect(allocation.isFinal)
    }

    @Test func residualSeatsGoToLargestRemaindersInOrder() throws {
        let allocation = try SeatAllocation.of([540, 160, 160, 80, 80, 80, 60, 40], .nlCouncil, seats: 15)
        let residual = allocation.steps.filter { $0.stage != .fullQuota }
        #expect(residual.flatMap(\.lists) == [0, 6])
    }

    @Test func majorityLetsALotDecideAmongEqualLosers() throws {
        // Lists 3 and 4 get the last two residual seats with equal remainders; one of them has to give its seat to list 1.
        let votes: [BigUInt] = [2580, 982, 536, 536, 453]
        let open = try SeatAllocation.of(votes, .nlCouncil, seats: 15)
        #expect(open.tie == SeatTie(tied: [2, 3], seatsLeft: 1))
        #expect(open.seats == [8, 3, 1, 1, 1])
        let drawn = try SeatAllocation.of(votes, .nlCouncil, seats: 15, drawn: [["4"]])
        #expect(drawn.seats == [8, 3, 1, 2, 1] && drawn.isFinal)
    }

    @Test func exhaustedListLosesItsSurplus() throws {
        let candidates: [ListCandidates?] = [.count(5), nil, nil, nil, nil]
        let allocation = try SeatAllocation.of([2552, 987, 570, 539, 456], .nlCouncil, seats: 15, candidates: candidates)
        #expect(allocation.seats[0] == 5)
        #expect(allocation.assigned == 15)
    }

    @Test func seatsStayEmptyWhenEveryListIsExhausted() throws {
        let allocation = try SeatAllocation.of([61, 39], .nlCouncil, seats: 19, candidates: [.count(3), .count(2)])
        #expect(allocation.seats == [3, 2] && allocation.unassigned == 14 && allocation.isFinal)
    }

    @Test func lotThatExhaustionMakesPointlessIsSaidToBeMoot() throws {
        // Lists 2 and 3 are tied for the last seat; list 2 has nobody left to take it.
        let votes: [BigUInt] = [30, 35, 35]
        let open = try SeatAllocation.of(votes, .nlCouncil, seats: 4, candidates: [.count(9), .count(1), .count(9)])
        #expect(open.tie == SeatTie(tied: [1, 2], seatsLeft: 1))
        #expect(open.seatsWhateverIsDrawn == [1, 1, 2])
        #expect(try SeatAllocation.of(votes, .nlCouncil, seats: 4, candidates: [.count(9)]).seatsWhateverIsDrawn == nil)
    }

    @Test func houseKeepsListsWithoutAFullQuotaOut() throws {
        #expect(try SeatAllocation.of([520, 390, 90], .nlHouse, seats: 10).seats == [6, 4, 0])
        #expect(try SeatAllocation.of([2, 2, 2], .nlHouse, seats: 2).seats == [0, 0, 0])
    }

    @Test func preferenceNeedsMoreThanTheThreshold() throws {
        // 100 votes, 4 seats: the quota is 25, half of it 12½.
        let first: [ListCandidates.Candidate] = [
            .init(name: "a", votes: 40), .init(name: "b", votes: 5), .init(name: "c", votes: 13),
            .init(name: "d", votes: 2), .init(name: "e", votes: 90, isDeceased: true),
        ]
        let allocation = try SeatAllocation.of(
            [50, 50], .nlCouncil, seats: 4, candidates: [.named(first), .count(9)])
        let nomination = try #require(allocation.nomination(of: 0))
        #expect(allocation.seats == [2, 2])
        #expect(nomination.byPreference == [0, 2] && nomination.byOrder == [] && nomination.tie == nil)
    }

    @Test func equalPreferenceAtTheCutNeedsALot() throws {
        let first = ["a", "b", "c"].map { ListCandidates.Candidate(name: $0, votes: 20) }
        let allocation = try SeatAllocation.of([50, 50], .nlCouncil, seats: 4, candidates: [.named(first), nil])
        let tie = try #require(allocation.nomination(of: 0)?.tie)
        #expect(tie.tied == [0, 1, 2] && tie.seatsLeft == 2)
    }
}
