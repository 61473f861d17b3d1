import BigInt

extension SeatCounter {
    /// Highest averages from the first seat to the last.
    mutating func runDivisors(_ rule: DivisorRule, among lists: [Int]) throws(SeatStop) {
        let votes = self.votes
        try giveHighest(among: lists, stage: .average) { list, seats in rule.quotient(votes: votes[list], seats: seats) }
    }

    /// Full seats, then at most one seat per list by largest remainder. More full seats than there are seats end the run.
    mutating func runQuota(_ rule: QuotaRule, among lists: [Int]) throws(SeatStop) {
        let votes = self.votes
        let total = lists.reduce(BigUInt(0)) { $0 + votes[$1] }
        guard !total.isZero else { return }
        let quota = rule.quota(votes: total, seats: seatCount)
        giveFullSeats(quota: quota, among: lists)
        try giveHighest(among: lists, stage: .remainder, once: true) { list, seats in
            quota.remainder(of: votes[list], seats: seats)
        }
    }

    /// One seat for each full quota.
    mutating func giveFullSeats(quota: Quotient, among lists: [Int]) {
        for list in lists {
            // A quota of V/(S+2) or more bounds the seats of a list by S+2, so that they fit.
            move(Int(votes[list] * quota.denominator / quota.numerator), to: list, stage: .fullQuota, quotient: quota)
        }
    }
}

extension Quotient {
    /// What is left of so many votes after paying this quota for each of the seats; 0 if they cost more.
    func remainder(of votes: BigUInt, seats: Int) -> Quotient {
        let (have, paid) = (votes * denominator, numerator * BigUInt(seats))
        return Quotient(have > paid ? have - paid : 0, denominator)
    }
}
