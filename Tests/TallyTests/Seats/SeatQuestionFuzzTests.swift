import BigInt
import Daylight
import Testing

@testable import Tally

/// Hostile input for `daylight count seats`: never a trap, always an answer or an error that names the place.
struct SeatQuestionFuzzTests {
    private static let seed = #"""
        {"method":"nlCouncil","seats":15,"votes":{"A":2571,"B":977,"C/~":567},"threshold":{"percent":"5","base":"valid",
        "compare":">"},"validVotes":5000,"votesCast":6000,"drawn":[{"chosen":["A"]}],"candidates":{"A":3,"B":[{"name":"x",
        "votes":12,"deceased":true}]},"system":null}
        """#

    @Test func alteredBytesAreAnsweredOrRefused() {
        var generator = SeatGenerator(seed: 4)
        let words =
            SeatMethod.allCases.map(\.rawValue) + ["-1", "1e9", "99999999999999999999", "null", "[]", "{}", "\"EP2024/SE\""]
        for round in 0..<FuzzRuns.count(default: 3_000) {
            var bytes = Array((round.isMultiple(of: 4) ? "[\(Self.seed),\(Self.seed)]" : Self.seed).utf8)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[place] = UInt8.random(in: 0x20...0x7E, using: &generator)
                case 1: bytes.remove(at: place)
                default: bytes.insert(contentsOf: words.randomElement(using: &generator)?.utf8 ?? "".utf8, at: place)
                }
            }
            do throws(InputError) {
                for allocation in try SeatFile(parsing: bytes).allocations() {
                    #expect(allocation.assigned + allocation.unassigned - allocation.overAllocated == allocation.question.seats)
                }
            } catch { #expect(!error.expected.isEmpty) }
        }
    }

    @Test(arguments: [
        (#"{"method":"dhondt","seats":5,"votes":{"A/B":-3}}"#, "/votes/A~1B"),
        (#"{"method":"dhondt","seats":0,"votes":{"A":3}}"#, "/seats"),
        (#"{"method":"dhondt","seats":5,"votes":{"A":0}}"#, "/votes"),
        (#"{"method":"lottery","seats":5,"votes":{"A":3}}"#, "/method"),
        (#"{"method":"dhondt","seats":5,"votes":{"A":3},"threshold":{"percent":"101"}}"#, "/threshold/percent"),
        (#"{"method":"dhondt","seats":5,"votes":{"A":3},"threshold":{"percent":"4","base":"cast"}}"#, "/votesCast"),
        (#"{"method":"dhondt","seats":1,"votes":{"A":3,"B":3},"drawn":[{"chosen":["A","A"]}]}"#, "/drawn/0/chosen"),
        (#"{"system":"EP2024/SE","method":"dhondt","votes":{"A":3}}"#, "/method"),
        (#"[{"system":"EP2024/SE","votes":{"A":3}},{"system":"EP2024/SE","votes":{"A":-3}}]"#, "/1/votes/A"),
        (#"[{"system":"EP2024/SE","votes":{"A":3}},{"system":"EP2024/SE","votes":{"A":0}}]"#, "/1/votes"),
        ("[]", ""),
    ])
    func faultNamesItsPlace(text: String, field: String) {
        #expect {
            try SeatFile(parsing: Array(text.utf8)).allocations()
        } throws: {
            ($0 as? InputError)?.field == field
        }
    }

    @Test func votesFarAboveAnyMachineWordAreExact() throws {
        let huge = BigUInt(10).power(50)
        let allocation = try SeatAllocation.of([huge + 1, huge], .dhondt, seats: 1)
        #expect(allocation.seats == [1, 0] && allocation.isFinal)
        #expect(try SeatAllocation.of([huge + 1, huge], .huntingtonHill, seats: 3).seats == [2, 1])
    }
}
