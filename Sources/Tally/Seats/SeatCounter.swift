import BigInt

/// An allocation under way: seats given so far, seats left, and every step.
struct SeatCounter {
    let votes: [BigUInt]
    let seatCount: Int
    private(set) var seats: [Int]
    private(set) var left: Int
    private(set) var steps: [SeatStep] = []
    /// Who would have got the next seat of the last stage.
    private(set) var nextInLine: (quotient: Quotient, lists: [Int])?
    /// Most seats of each list, where that matters already.
    var capacities: [Int?]
    private var lots: DrawnLots

    init(votes: [BigUInt], seatCount: Int, lots: DrawnLots) {
        self.votes = votes
        self.seatCount = seatCount
        self.lots = lots
        seats = Array(repeating: 0, count: votes.count)
        capacities = Array(repeating: nil, count: votes.count)
        left = seatCount
    }

    func hasRoom(_ list: Int) -> Bool { capacities[list].map { seats[list] < $0 } ?? true }

    /// Gives, or with a negative number takes, seats without competition.
    mutating func move(_ count: Int, to list: Int, stage: SeatStep.Stage, quotient: Quotient? = nil) {
        guard count != 0 else { return }
        seats[list] += count
        left -= count
        steps.append(SeatStep(stage: stage, lists: [list], seats: count, quotient: quotient, isDrawn: false))
    }

    /// Gives one seat to each of the lists that share a quotient, or to those a lot chose if there are too few seats.
    mutating func give(_ lists: [Int], stage: SeatStep.Stage, quotient: Quotient?) throws(SeatStop) -> [Int] {
        let isDrawn = lists.count > left
        let served = isDrawn ? try lots.decide(SeatTie(tied: lists, seatsLeft: left)) : lists
        for list in served { seats[list] += 1 }
        left -= served.count
        steps.append(SeatStep(stage: stage, lists: served, seats: 1, quotient: quotient, isDrawn: isDrawn))
        return served
    }

    /// Gives the seats left one by one to the highest quotient among lists that have votes and room.
    ///
    /// - Parameters:
    ///   - once: whether a list gets one seat at most.
    ///   - quotient: of a list with so many seats.
    mutating func giveHighest(
        among lists: some Sequence<Int>, stage: SeatStep.Stage, once: Bool = false, quotient: (Int, Int) -> Quotient
    ) throws(SeatStop) {
        guard left > 0 else { return }
        var waiting = QuotientHeap()
        for list in lists where !votes[list].isZero && hasRoom(list) { waiting.push(quotient(list, seats[list]), list) }
        while left > 0, let highest = waiting.popHighest() {
            for list in try give(highest.lists, stage: stage, quotient: highest.quotient) where !once && hasRoom(list) {
                waiting.push(quotient(list, seats[list]), list)
            }
        }
        nextInLine = waiting.popHighest()
    }
}
