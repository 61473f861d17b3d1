import Daylight
import Testing

@testable import Tally

/// Outcomes of eliminations as assertions (tally reference, section 8.5).
struct EliminationTests {
    private typealias Ranking = EliminationSearch.Ranking

    /// Ballots of a small election, each ranking some candidates.
    private static func election(_ candidates: Int, _ generator: inout SeatGenerator) -> [Ranking] {
        (0..<Int.random(in: 4...9, using: &generator)).map { _ in
            let order = Array(0..<candidates).shuffled(using: &generator)
            return Ranking(
                Array(order.prefix(Int.random(in: 0...candidates, using: &generator))),
                count: Int.random(in: 1...60, using: &generator))
        }
    }

    /// Who is left when the last is eliminated again and again; `nil` at a tie for the last place.
    private static func winner(_ rankings: [Ranking], candidates: Int) -> Int? {
        var left = Set(0..<candidates)
        while left.count > 1 {
            var votes = Dictionary(uniqueKeysWithValues: left.map { ($0, 0) })
            for ranking in rankings {
                if let first = ranking.candidates.first(where: left.contains) { votes[first]! += ranking.count }
            }
            let least = votes.values.min()!
            guard votes.values.count(where: { $0 == least }) == 1 else { return nil }
            left.remove(votes.first { $0.value == least }!.key)
        }
        return left.first
    }

    private static func orders(_ candidates: [Int]) -> [[Int]] {
        guard candidates.count > 1 else { return [candidates] }
        return candidates.flatMap { first in orders(candidates.filter { $0 != first }).map { [first] + $0 } }
    }

    private static func claims(_ candidates: Int) -> [RankedClaim] {
        var claims: [RankedClaim] = []
        for winner in 0..<candidates {
            for loser in 0..<candidates where loser != winner {
                claims.append(RankedClaim(winner: winner, loser: loser, stage: .always))
                let both = UInt32(1) << UInt32(winner) | UInt32(1) << UInt32(loser)
                for left in UInt32(0)..<(1 << UInt32(candidates)) where left & both == both {
                    claims.append(RankedClaim(winner: winner, loser: loser, stage: .left(left)))
                }
            }
        }
        return claims
    }

    /// Every order that somebody else survives is ruled out, by claims that are true, with the largest smallest lead there is.
    @Test func claimsRuleOutEveryOtherWinner() throws {
        var generator = SeatGenerator(seed: 21)
        for _ in 0..<FuzzRuns.count(default: 150) {
            let candidates = Int.random(in: 2...5, using: &generator)
            let rankings = Self.election(candidates, &generator)
            guard let winner = Self.winner(rankings, candidates: candidates) else { continue }
            let found = try EliminationSearch.claims(rankings, candidates: candidates, winner: winner)
            func lead(_ claim: RankedClaim) -> Int { rankings.reduce(0) { $0 + $1.count * claim.value($1.candidates) } }
            #expect(found.allSatisfy { $0.lead == lead($0.claim) && $0.lead > 0 })
            let others = Self.orders(Array(0..<candidates)).filter { $0.last != winner }
            #expect(others.allSatisfy { order in found.contains { !$0.claim.allows(order) } })
            let all = Self.claims(candidates).map { (claim: $0, lead: lead($0)) }
            let best = others.map { order in all.filter { !$0.claim.allows(order) }.map(\.lead).max() ?? 0 }.min()
            #expect(found.map(\.lead).min() == best)
        }
    }

    /// Nothing true rules out the order that really happened.
    @Test func wrongWinnerHasNoClaims() {
        var generator = SeatGenerator(seed: 22)
        for _ in 0..<FuzzRuns.count(default: 150) {
            let candidates = Int.random(in: 2...5, using: &generator)
            let rankings = Self.election(candidates, &generator)
            guard let winner = Self.winner(rankings, candidates: candidates) else { continue }
            #expect(throws: InputError.self) {
                try EliminationSearch.claims(rankings, candidates: candidates, winner: (winner + 1) % candidates)
            }
        }
    }

    @Test func meanFollowsFromTheLead() {
        let claim = RankedClaim(winner: 0, loser: 1, stage: .left(0b111))
        let assorter = Assorter.ranked(claim)
        #expect([[0, 1], [1], [2, 0], [], [3, 1, 0]].map(assorter.value) == [1, 0, 0.5, 0.5, 0])
        let always = Assorter.ranked(RankedClaim(winner: 0, loser: 1, stage: .always))
        #expect([[0, 1], [1], [2, 0, 1], [2, 1, 0], [2, 1]].map(always.value) == [1, 0, 0.5, 0, 0])
        let led = EliminationSearch.Led(claim: claim, lead: 20)
        #expect(Assertion.ranked([led], ballots: 100).map { $0.mean(votes: [], ballots: 100) } == [0.6])
    }

    /// Ten candidates with almost equal support are many orders; the search ends either way.
    @Test func searchIsBounded() {
        var generator = SeatGenerator(seed: 23)
        let rankings = (0..<400).map { _ in
            Ranking(Array(Array(0..<10).shuffled(using: &generator).prefix(4)), count: 1)
        }
        _ = try? EliminationSearch.claims(rankings, candidates: 10, winner: 0)
    }
}
