import Daylight

/// A tie that only a lot can end: more lists share a quotient than seats are left for them.
public struct SeatTie: Hashable, Sendable {
    /// Indices of the lists, in the order of the input.
    public let tied: [Int]
    public let seatsLeft: Int
}

/// Why allocation stops before its end.
enum SeatStop: Error {
    case tie(SeatTie)
    case fault(InputError)
}

/// The outcomes of lots that were drawn, used in the order in which ties are met.
struct DrawnLots {
    private let outcomes: [[String]]
    private let ids: [String]
    private var used = 0

    init(_ outcomes: [[String]], ids: [String]) {
        self.outcomes = outcomes
        self.ids = ids
    }

    /// Who was drawn among the tied.
    ///
    /// - Throws: the tie when no outcome is left, a fault when the next one does not fit it.
    mutating func decide(_ tie: SeatTie) throws(SeatStop) -> [Int] {
        guard used < outcomes.count else { throw .tie(tie) }
        let chosen = outcomes[used]
        let names = Set(chosen.map { Array($0.utf8) })
        let indices = tie.tied.filter { names.contains(Array(ids[$0].utf8)) }
        guard chosen.count == tie.seatsLeft, indices.count == tie.seatsLeft else {
            let tied = tie.tied.prefix(20).map { ids[$0] }.joined(separator: ", ")
            throw .fault(
                InputError(
                    field: "/drawn/\(used)/chosen", expected: "\(tie.seatsLeft) of the tied lists \(tied)",
                    found: chosen.joined(separator: ", ")))
        }
        used += 1
        return indices
    }
}
