import BigInt

/// Which candidates of a list take its seats (Kieswet, articles P 15, P 17 and P 19a; tally reference, section 6.2).
public struct Nomination: Sendable {
    /// Indices of those with more votes than the preference threshold who have a seat, by votes.
    public let byPreference: [Int]
    /// Indices of those who follow in the order of the list.
    public let byOrder: [Int]
    /// Candidates with equal votes at the cut, among whom a lot decides, and for how many seats.
    public let tie: (tied: [Int], seatsLeft: Int)?

    /// - Parameters:
    ///   - total: the votes of all lists.
    ///   - councilSeats: seats of the council: the threshold is a quarter of the quota from 19 seats on, else half of it.
    init(of candidates: [ListCandidates.Candidate], seats: Int, total: BigUInt, councilSeats: Int) {
        let parts: BigUInt = councilSeats >= 19 ? 4 : 2
        let standing = candidates.indices.filter { !candidates[$0].isDeceased }
        let preferred = standing.filter { candidates[$0].votes * BigUInt(councilSeats) * parts > total }
            .sorted { (candidates[$1].votes, $0) < (candidates[$0].votes, $1) }
        guard preferred.count > seats, seats > 0 else {
            let byPreference = seats == 0 ? [] : preferred
            self.byPreference = byPreference
            byOrder = Array(standing.filter { !byPreference.contains($0) }.prefix(max(0, seats - byPreference.count)))
            tie = nil
            return
        }
        byOrder = []
        let cut = candidates[preferred[seats]].votes
        let safe = preferred.prefix { candidates[$0].votes > cut }
        guard safe.count < seats else {
            byPreference = Array(preferred.prefix(seats))
            tie = nil
            return
        }
        byPreference = Array(safe)
        tie = (preferred.filter { candidates[$0].votes == cut }, seats - safe.count)
    }
}
