import BigInt
public import Daylight

/// How the seats fall: for every list, with each step, or up to the tie that only a lot can end (tally reference, section 6).
public struct SeatAllocation: Sendable {
    /// What the last seat was won with, or the next one would be.
    public struct Rank: Sendable {
        /// Indices of the lists.
        public let lists: [Int]
        public let quotient: Quotient
    }

    public let question: SeatQuestion
    public let eligible: [Bool]
    /// By list, in the order of the input; before the tie if there is one.
    public let seats: [Int]
    public let tie: SeatTie?
    public let steps: [SeatStep]
    public let lastSeat: Rank?
    public let nextInLine: Rank?

    /// Allocates the seats.
    ///
    /// - Throws: ``InputError`` when an outcome of a lot does not fit its tie.
    public init(_ question: SeatQuestion) throws(InputError) {
        self.question = question
        eligible = question.lists.indices.map(question.isEligible)
        let taking = question.lists.indices.filter { [eligible] in eligible[$0] }
        var counter = SeatCounter(
            votes: question.lists.map(\.votes), seatCount: question.seats,
            lots: DrawnLots(question.drawn, ids: question.lists.map(\.id)))
        var tie: SeatTie?
        do throws(SeatStop) {
            switch question.method.family {
            case .divisors(let rule): try counter.runDivisors(rule, among: taking)
            case .quota(let rule): try counter.runQuota(rule, among: taking)
            case .dutchCouncil: try counter.runDutchCouncil(candidates: question.lists.map { $0.candidates?.liveCount })
            case .dutchHouse: try counter.runDutchHouse()
            }
        } catch {
            switch error {
            case .tie(let open): tie = open
            case .fault(let fault): throw fault
            }
        }
        self.tie = tie
        seats = counter.seats
        steps = counter.steps
        let last = counter.steps.last { $0.seats > 0 && $0.stage != .fullQuota && $0.stage != .majority }
        lastSeat = tie == nil ? last.flatMap { step in step.quotient.map { Rank(lists: step.lists, quotient: $0) } } : nil
        nextInLine = tie == nil ? counter.nextInLine.map { Rank(lists: $0.lists, quotient: $0.quotient) } : nil
    }

    /// Seats given, at most as many as there are unless too many full quotas were.
    public var assigned: Int { seats.reduce(0, +) }
    /// Seats nobody got.
    public var unassigned: Int { max(0, question.seats - assigned) }
    /// Full seats above the number of seats.
    public var overAllocated: Int { max(0, assigned - question.seats) }
    /// Whether the allocation stands without a person's decision.
    public var isFinal: Bool { tie == nil && overAllocated == 0 }

    /// Who of the list takes its seats, by preference and by the order of the list, where its candidates are known (Dutch
    /// councils); `nil` otherwise and while a tie is open.
    public func nomination(of list: Int) -> Nomination? {
        guard question.method == .nlCouncil, tie == nil, case .named(let candidates)? = question.lists[list].candidates else {
            return nil
        }
        return Nomination(
            of: candidates, seats: seats[list], total: question.lists.reduce(0) { $0 + $1.votes }, councilSeats: question.seats)
    }
}
