public import Daylight

/// Finds claims that together rule out every order of elimination in which somebody else than the reported winner is left
/// (RAIRE; tally reference, section 8.5).
///
/// Orders are looked at from their end: a tail holds the last candidates, the one eliminated first among them in front. The
/// tail that is hardest to rule out is lengthened until no longer tail would be easier, so that the smallest lead among the
/// claims is as large as it can be.
public struct EliminationSearch {
    /// Most candidates, tails and steps through ballots: above them, count all ballots by hand.
    public static let candidateLimit = 20
    static let tailLimit = 200_000
    static let workLimit = 200_000_000

    /// A ranking and how many ballots have it.
    public struct Ranking: Sendable {
        public let candidates: [Int]
        public let count: Int

        public init(_ candidates: [Int], count: Int) {
            self.candidates = candidates
            self.count = count
        }
    }

    /// A claim and by how many ballots the winner leads in it.
    public struct Led: Hashable, Sendable {
        public let claim: RankedClaim
        public let lead: Int
    }

    private struct Tail {
        let order: [Int]
        /// The claim with the largest lead that rules out all orders with this tail; `nil` when there is none.
        let best: Led?
    }

    private let rankings: [Ranking]
    private let candidates: Range<Int>
    /// Leads of "always" claims by winner and loser.
    private let leads: [[Int]]
    /// Votes when only the candidates of a bit set are left.
    private var votes: [UInt32: [Int]] = [:]
    private var work = 0

    private init(_ rankings: [Ranking], candidates: Int) {
        self.rankings = rankings
        self.candidates = 0..<candidates
        leads = (0..<candidates).map { winner in
            (0..<candidates).map { loser in
                let claim = RankedClaim(winner: winner, loser: loser, stage: .always)
                return winner == loser ? 0 : rankings.reduce(0) { $0 + $1.count * claim.value($1.candidates) }
            }
        }
    }

    /// Claims that are true of these ballots and leave only orders that the winner survives.
    ///
    /// - Parameter candidates: how many there are, 2 to ``candidateLimit``.
    /// - Throws: ``InputError`` when there are none (a tie, or another winner) or the search is too long.
    public static func claims(
        _ rankings: [Ranking], candidates: Int, winner: Int
    ) throws(InputError) -> [Led] {
        var search = EliminationSearch(rankings, candidates: candidates)
        return try search.run(winner)
    }

    private mutating func run(_ winner: Int) throws(InputError) -> [Led] {
        var hardest = TicketHeap<Tail> { $0.best?.lead ?? 0 < $1.best?.lead ?? 0 }
        for last in candidates where last != winner { hardest.push(Tail(order: [last], best: best([last]))) }
        var tails = 0
        while let tail = hardest.first, tail.order.count < candidates.count {
            _ = hardest.popFirst()
            for next in candidates where !tail.order.contains(next) {
                let order = [next] + tail.order
                hardest.push(Tail(order: order, best: Self.better(best(order), tail.best)))
            }
            tails += candidates.count - tail.order.count
            guard tails <= Self.tailLimit, work <= Self.workLimit else {
                throw InputError(
                    field: "/winner", expected: "an elimination that few claims decide",
                    found: "too many orders: count by hand")
            }
        }
        // The hardest tail left is a whole order: no set of claims does better than the one on it.
        var claims: Set<Led> = []
        while let tail = hardest.popFirst() {
            guard let best = tail.best else {
                throw InputError(
                    field: "/winner", expected: "the winner of the elimination, without a tie", found: "another outcome")
            }
            claims.insert(best)
        }
        return claims.sorted { ($0.lead, $0.claim.winner, $0.claim.loser) < ($1.lead, $1.claim.winner, $1.claim.loser) }
    }

    private static func better(_ one: Led?, _ other: Led?) -> Led? {
        guard let one, let other else { return one ?? other }
        return one.lead >= other.lead ? one : other
    }

    /// The claim with the largest lead, if that is above 0, against all orders with this tail.
    private mutating func best(_ order: [Int]) -> Led? {
        let first = order[0]
        var best: Led?
        func offer(_ lead: Int, _ claim: RankedClaim) {
            if lead > best?.lead ?? 0 { best = Led(claim: claim, lead: lead) }
        }
        for other in candidates where other != first {
            if order.contains(other) {
                // The first of the tail cannot go before somebody whom it beats always, nor next if it leads now.
                offer(leads[first][other], RankedClaim(winner: first, loser: other, stage: .always))
            } else {
                offer(leads[other][first], RankedClaim(winner: other, loser: first, stage: .always))
            }
        }
        guard order.count > 1 else { return best }
        let left = order.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
        let votes = votes(left)
        for other in order.dropFirst() {
            offer(votes[first] - votes[other], RankedClaim(winner: first, loser: other, stage: .left(left)))
        }
        return best
    }

    private mutating func votes(_ left: UInt32) -> [Int] {
        if let known = votes[left] { return known }
        var sums = Array(repeating: 0, count: candidates.count)
        for ranking in rankings {
            if let first = ranking.candidates.first(where: { left & 1 << UInt32($0) != 0 }) { sums[first] += ranking.count }
        }
        work += rankings.count
        votes[left] = sums
        return sums
    }
}
