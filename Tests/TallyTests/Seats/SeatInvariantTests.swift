import BigInt
import Testing

@testable import Tally

/// What every fair allocation keeps, on votes drawn from a seed; `DAYLIGHT_FUZZ` sets how many.
struct SeatInvariantTests {
    private static let runs = FuzzRuns.count(default: 150)

    private static func votes(_ generator: inout SeatGenerator) -> [BigUInt] {
        let largest: UInt64 = [9, 1000, 1 << 40, .max].randomElement(using: &generator) ?? 9
        let scale = BigUInt(1) << Int.random(in: 0...40, using: &generator)
        return (0..<Int.random(in: 1...9, using: &generator)).map { index in
            BigUInt(UInt64.random(in: index == 0 ? 1...largest : 0...largest, using: &generator)) * scale
        }
    }

    private static func seats(_ votes: [BigUInt], _ method: SeatMethod, _ seats: Int) throws -> [Int]? {
        let allocation = try SeatAllocation.of(votes, method, seats: seats)
        #expect(allocation.assigned + allocation.unassigned - allocation.overAllocated == seats)
        #expect(zip(votes, allocation.seats).allSatisfy { !$0.isZero || $1 == 0 })
        return allocation.tie == nil ? allocation.seats : nil
    }

    @Test(arguments: SeatMethod.allCases)
    func namesAndOrderDoNotMatter(method: SeatMethod) throws {
        var generator = SeatGenerator(seed: 1)
        for _ in 0..<Self.runs {
            let votes = Self.votes(&generator)
            let count = Int.random(in: 1...40, using: &generator)
            let order = votes.indices.shuffled(using: &generator)
            let straight = try Self.seats(votes, method, count)
            let permuted = try Self.seats(order.map { votes[$0] }, method, count)
            #expect(straight.map { seats in order.map { seats[$0] } } == permuted)
        }
    }

    @Test(arguments: SeatMethod.allCases.filter { if case .divisors = $0.family { true } else { false } })
    func anotherSeatTakesNoneAway(method: SeatMethod) throws {
        var generator = SeatGenerator(seed: 2)
        for _ in 0..<Self.runs {
            let votes = Self.votes(&generator)
            let count = Int.random(in: 1...40, using: &generator)
            guard let smaller = try Self.seats(votes, method, count),
                let larger = try Self.seats(votes, method, count + 1)
            else { continue }
            #expect(zip(smaller, larger).allSatisfy(<=))
        }
    }

    @Test(arguments: SeatMethod.allCases.filter { if case .divisors = $0.family { true } else { false } })
    func moreVotesForOneListNeverCostItSeats(method: SeatMethod) throws {
        var generator = SeatGenerator(seed: 3)
        for _ in 0..<Self.runs {
            var votes = Self.votes(&generator)
            let count = Int.random(in: 1...40, using: &generator)
            let list = Int.random(in: votes.indices, using: &generator)
            guard let before = try Self.seats(votes, method, count) else { continue }
            votes[list] += BigUInt(UInt64.random(in: 1...1 << 40, using: &generator))
            guard let after = try Self.seats(votes, method, count) else { continue }
            #expect(after[list] >= before[list])
        }
    }

    @Test func anyDrawnOutcomeEndsTheTie() throws {
        let open = try SeatAllocation.of([20, 20, 10], .dhondt, seats: 4)
        #expect(open.tie == SeatTie(tied: [0, 1, 2], seatsLeft: 2))
        let closed = try SeatAllocation.of([20, 20, 10], .dhondt, seats: 4, drawn: [["1", "3"], ["left over"]])
        #expect(closed.seats == [2, 1, 1] && closed.isFinal)
        #expect(closed.steps.last?.isDrawn == true)
    }
}
