import BigInt
import Daylight

@testable import Tally

/// The same numbers for the same seed (SplitMix64).
struct SeatGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension SeatAllocation {
    /// Lists named 1, 2, 3… with these votes.
    static func of(
        _ votes: [BigUInt], _ method: SeatMethod, seats: Int, threshold: VoteThreshold? = nil, drawn: [[String]] = [],
        candidates: [ListCandidates?] = []
    ) throws -> SeatAllocation {
        let lists = votes.enumerated().map { index, count in
            SeatQuestion.List(
                id: "\(index + 1)", votes: count, candidates: candidates.indices.contains(index) ? candidates[index] : nil)
        }
        return try SeatAllocation(
            SeatQuestion(method: method, seats: seats, lists: lists, threshold: threshold, drawn: drawn))
    }

    /// By a system of the European elections.
    static func of(_ votes: [BigUInt], system: String) throws -> SeatAllocation {
        let members = votes.enumerated().map { #""\#($0 + 1)":\#($1)"# }.joined(separator: ",")
        return try SeatFile(parsing: Array(#"{"system":"\#(system)","votes":{\#(members)}}"#.utf8)).allocations()[0]
    }
}
