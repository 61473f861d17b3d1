import BigInt

/// The Dutch Kieswet, chapter P (tally reference, section 6.2).
extension SeatCounter {
    private static let largeCouncil = 19

    /// House of Representatives and European Parliament: residual seats only for lists with a full quota.
    mutating func runDutchHouse() throws(SeatStop) {
        let quota = Quotient(votes.reduce(0, +), BigUInt(seatCount))
        giveFullSeats(quota: quota, among: Array(votes.indices))
        let qualified = votes.indices.filter { seats[$0] > 0 }
        try giveAverages(among: qualified)
    }

    /// Councils: full seats, residual seats (P 7 or P 8), the absolute majority (P 9), exhausted lists (P 10).
    ///
    /// - Parameter candidates: how many live candidates each list has, where that is known.
    mutating func runDutchCouncil(candidates: [Int?]) throws(SeatStop) {
        let total = votes.reduce(0, +)
        let quota = Quotient(total, BigUInt(seatCount))
        giveFullSeats(quota: quota, among: Array(votes.indices))
        try giveResidualSeats(quota: quota)
        try serveMajority(of: total)
        for list in votes.indices {
            guard let limit = candidates[list], seats[list] > limit else { continue }
            move(limit - seats[list], to: list, stage: .exhausted)
        }
        capacities = candidates
        try giveResidualSeats(quota: quota)
    }

    private mutating func giveResidualSeats(quota: Quotient) throws(SeatStop) {
        guard left > 0 else { return }
        if seatCount < Self.largeCouncil {
            let votes = self.votes
            // Three quarters of the quota or more: 4·v ≥ 3·q.
            let byRemainder = votes.indices.filter {
                4 * votes[$0] * quota.denominator >= 3 * quota.numerator && !holds($0, .remainder)
            }
            // The remainder of a list never changes: it is what its votes leave after its full seats.
            try giveHighest(among: byRemainder, stage: .remainder, once: true) { list, _ in
                quota.remainder(of: votes[list], seats: Int(votes[list] * quota.denominator / quota.numerator))
            }
            let byAverage = votes.indices.filter { !holds($0, .uniqueAverage) }
            try giveAverages(among: byAverage, stage: .uniqueAverage)
        }
        try giveAverages(among: Array(votes.indices))
    }

    private mutating func giveAverages(among lists: [Int], stage: SeatStep.Stage = .average) throws(SeatStop) {
        let votes = self.votes
        try giveHighest(among: lists, stage: stage, once: stage == .uniqueAverage) { list, seats in
            Quotient(votes[list], BigUInt(seats + 1))
        }
    }

    /// Whether the list has had its one seat of this stage and did not lose it to the majority again.
    private func holds(_ list: Int, _ stage: SeatStep.Stage) -> Bool {
        steps.contains { $0.stage == stage && $0.lists.contains(list) }
            && !steps.contains { $0.stage == .majority && $0.seats < 0 && $0.lists.contains(list) }
    }

    /// A list with more than half of the votes but at most half of the seats takes the residual seat that was given last. If
    /// several lists got theirs with the same figure, a lot says which of them keep it.
    private mutating func serveMajority(of total: BigUInt) throws(SeatStop) {
        guard let majority = votes.firstIndex(where: { 2 * $0 > total }), 2 * seats[majority] <= seatCount else { return }
        let last = steps.last { $0.stage != .fullQuota && $0.lists != [majority] }
        guard let last else { return }
        let losers = last.lists.filter { $0 != majority }
        for list in losers { move(-1, to: list, stage: .majority, quotient: last.quotient) }
        move(1, to: majority, stage: .majority)
        if losers.count > 1 { _ = try give(losers, stage: last.stage, quotient: last.quotient) }
    }
}
