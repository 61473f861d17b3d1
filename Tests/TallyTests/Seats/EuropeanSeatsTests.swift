import BigInt
import Testing

@testable import Tally

/// The official results of 2024 that the reference recomputes (section 6.3).
struct EuropeanSeatsTests {
    private static let sweden: [BigUInt] = [1_039_676, 736_079, 581_322, 552_920, 464_166, 306_227, 239_530, 183_675]

    @Test func fullHouseHas720Seats() {
        #expect(EuropeanParliament2024.systems.count == 27)
        #expect(EuropeanParliament2024.systems.reduce(0) { $0 + $1.seats } == 720)
        #expect(EuropeanParliament2024.colleges.reduce(0) { $0 + $1.seats } == 22)
    }

    @Test func swedenDividesFirstByOnePointTwo() throws {
        let allocation = try SeatAllocation.of(Self.sweden, system: "EP2024/SE")
        #expect(allocation.seats == [5, 4, 3, 3, 2, 2, 1, 1])
        #expect(allocation.lastSeat?.lists == [5] && allocation.lastSeat?.quotient.text == "306227/3")
        #expect(allocation.nextInLine?.lists == [0] && allocation.nextInLine?.quotient.text == "94516")
        #expect(try SeatAllocation.of(Self.sweden, .dhondt, seats: 21).seats == [6, 4, 3, 3, 2, 1, 1, 1])
    }

    @Test func netherlandsGivesResidualSeatsToListsWithAFullQuota() throws {
        let votes: [BigUInt] = [
            1_313_384, 1_056_316, 706_447, 588_617, 522_815, 336_316, 319_238, 281_462, 233_275, 227_610,
        ]
        let allocation = try SeatAllocation.of(votes, system: "EP2024/NL")
        #expect(allocation.seats == [8, 6, 4, 3, 3, 2, 2, 1, 1, 1])
        #expect(allocation.lastSeat?.lists == [6] && allocation.lastSeat?.quotient.text == "159619")
        #expect(allocation.nextInLine?.quotient.text == "1056316/7")
    }

    @Test func austriaUsesHighestAverages() throws {
        let allocation = try SeatAllocation.of([893_753, 864_072, 818_287, 390_504, 357_214], system: "EP2024/AT")
        #expect(allocation.seats == [6, 5, 5, 2, 2])
        #expect(allocation.lastSeat?.lists == [0] && allocation.lastSeat?.quotient.text == "893753/6")
        #expect(allocation.nextInLine?.quotient.text == "144012")
    }

    @Test func lithuaniaUsesLargestRemainders() throws {
        let votes: [BigUInt] = [144_525, 121_880, 61_880, 54_797, 40_351, 39_199, 36_941, 36_680]
        let allocation = try SeatAllocation.of(votes, system: "EP2024/LT")
        #expect(allocation.seats == [3, 2, 1, 1, 1, 1, 1, 1])
        #expect(allocation.steps.filter { $0.stage == .fullQuota }.reduce(0) { $0 + $1.seats } == 6)
        #expect(allocation.steps.filter { $0.stage == .remainder }.count == 5)
    }

    @Test func slovakiaRoundsTheDroopQuota() throws {
        let shares: [BigUInt] = [2781, 2476, 1253, 718, 714]
        #expect(try SeatAllocation.of(shares, system: "EP2024/SK").seats == [6, 5, 2, 1, 1])
        #expect(try SeatAllocation.of(shares, .hareLR, seats: 15).seats == [5, 5, 3, 1, 1])
    }

    @Test func rankedBallotsAreNotListVotes() {
        #expect(throws: (any Error).self) { try SeatAllocation.of([1, 2], system: "EP2024/IE") }
        #expect(throws: (any Error).self) { try SeatAllocation.of([1, 2], system: "EP2024/XX") }
    }

    /// Each state elects on its own: asking together changes nothing.
    @Test func statesAskedTogetherGetWhatTheyGetAlone() throws {
        let questions = EuropeanParliament2024.systems.filter { if case .lists = $0.voting { true } else { false } }.enumerated()
            .map { index, system in
                #"{"system":"\#(system.code)","votes":{"A":\#(900_000 + index),"B":\#(500_000 - index),"C":\#(100_000 + 7 * index)}}"#
            }
        let together = try SeatFile(parsing: Array("[\(questions.joined(separator: ","))]".utf8)).allocations()
        let alone = try questions.flatMap { try SeatFile(parsing: Array($0.utf8)).allocations() }
        #expect(together.map(\.seats) == alone.map(\.seats) && together.count == 25)
    }
}
