public import BigInt
public import Daylight

/// What `daylight count seats` is asked: votes by list, how many seats, and by which rule (tally reference, section 11.2).
public struct SeatQuestion: Sendable {
    /// Bounds of the input: far above any parliament, far below what costs time.
    public static let seatLimit: Int64 = 100_000
    public static let listLimit = 10_000
    public static let byteLimit = 4 << 20

    /// A list and its votes, in the order of the input.
    public struct List: Sendable {
        public let id: String
        public let votes: BigUInt
        /// Who stands on it, where that is given.
        public let candidates: ListCandidates?

        public init(id: String, votes: BigUInt, candidates: ListCandidates? = nil) {
            self.id = id
            self.votes = votes
            self.candidates = candidates
        }
    }

    public let method: SeatMethod
    public let seats: Int
    public let lists: [List]
    public let threshold: VoteThreshold?
    /// How many votes the threshold is a share of.
    public let thresholdBase: BigUInt
    /// Outcomes of lots, in the order in which ties are met.
    public let drawn: [[String]]
    /// The system that method, seats and threshold come from.
    public let system: ElectionSystem?

    /// - Parameter thresholdBase: all votes of the lists if not given.
    /// - Throws: ``InputError`` naming what is out of range.
    public init(
        method: SeatMethod, seats: Int, lists: [List], threshold: VoteThreshold? = nil, thresholdBase: BigUInt? = nil,
        drawn: [[String]] = [], system: ElectionSystem? = nil
    ) throws(InputError) {
        guard (1...Self.seatLimit).contains(Int64(seats)) else {
            throw InputError(field: "/seats", expected: "a whole number from 1 to \(Self.seatLimit)", found: "\(seats)")
        }
        guard lists.count <= Self.listLimit else {
            throw InputError(field: "/votes", expected: "at most \(Self.listLimit) lists", found: "\(lists.count)")
        }
        guard lists.contains(where: { !$0.votes.isZero }) else {
            throw InputError(field: "/votes", expected: "votes for at least one list", found: "none")
        }
        self.method = method
        self.seats = seats
        self.lists = lists
        self.threshold = threshold
        self.thresholdBase = thresholdBase ?? lists.reduce(0) { $0 + $1.votes }
        self.drawn = drawn
        self.system = system
    }

    /// Whether the list may take part.
    public func isEligible(_ list: Int) -> Bool {
        let votes = lists[list].votes
        guard !votes.isZero else { return false }
        guard let threshold, method.takesThreshold else { return true }
        return threshold.isReached(by: votes, of: thresholdBase)
    }
}
