/// What would be different about one post's place, everything else left as it is (credibility reference, section 8.3).
public struct Counterfactual: Hashable, Sendable {
    /// The demotion or feature that is taken away.
    public let without: String
    public let score: Int64
    public let rank: Int
}

/// The fewest demotions without which a post would be among the first so many.
public struct SmallestChange: Hashable, Sendable {
    public let top: Int
    /// Indices in the policy's demotions; empty when the post is there already, `nil` when no lifting gets it there.
    public let lift: [Int]?
    /// The rank then reached; without any demotion when even that is not enough.
    public let rank: Int
}

extension RankedFeed {
    /// One for each acting demotion, then one for each feature with a value above 0, in the policy's order.
    public func counterfactuals(of item: Item) -> [Counterfactual] {
        let ladder = Ladder(item, policy)
        let lifted = item.losses.indices.map { index in
            (policy.demotions[item.losses[index].demotion].name, ladder.score(lifting: [index]))
        }
        let without = item.parts.indices.lazy.filter { item.parts[$0].x > 0 }.map { index in
            (self.policy.features[index].name, ladder.score(from: item.base - item.parts[index].points))
        }
        return (lifted + without).map { name, score in
            Counterfactual(without: name, score: score, rank: rank(of: item, withScore: score))
        }
    }

    /// The smallest set of acting demotions whose lifting brings the post among the first; of equal sizes the first in the
    /// lexicographic order of the policy.
    public func smallestChange(of item: Item, toTop top: Int) -> SmallestChange {
        let ladder = Ladder(item, policy)
        func answer(_ steps: [Int]?) -> SmallestChange {
            let score = ladder.score(lifting: steps ?? Array(item.losses.indices))
            return SmallestChange(
                top: top, lift: steps.map { $0.map { item.losses[$0].demotion } }, rank: rank(of: item, withScore: score))
        }
        if item.rank <= top { return answer([]) }
        // Lifting more never lowers the score: if everything is not enough, nothing is.
        guard rank(of: item, withScore: item.base) <= top else { return answer(nil) }
        // The post stands behind the last of the first so many, whom it has to pass.
        let last = items[top - 1].place
        for size in item.losses.indices {
            let found = ladder.firstLift(of: size + 1) { Place(score: $0, id: item.candidate.id) < last }
            if let found { return answer(found) }
        }
        return answer(nil)
    }

    /// The rank of the post with another score, all other posts as they are.
    func rank(of item: Item, withScore score: Int64) -> Int {
        let place = Place(score: score, id: item.candidate.id)
        var (low, high) = (0, items.count)
        while low < high {
            let middle = (low + high) / 2
            if items[middle].place < place { low = middle + 1 } else { high = middle }
        }
        // The post itself stood among those before it.
        return low + (item.rank <= low ? 0 : 1)
    }
}

/// The steps by which acting demotions take from a post's base.
private struct Ladder {
    private let base: Int64
    private let factors: [Int64]

    init(_ item: RankedFeed.Item, _ policy: RankingPolicy) {
        base = item.base
        factors = item.losses.map { policy.demotions[$0.demotion].factor }
    }

    /// The score from another base.
    func score(from base: Int64) -> Int64 { factors.reduce(base) { $0 * $1 / 1000 } }

    /// The score without the steps.
    func score(lifting steps: [Int]) -> Int64 {
        factors.indices.reduce(base) { steps.contains($1) ? $0 : $0 * factors[$1] / 1000 }
    }

    /// The first set of that size, in lexicographic order, that gives a score as wanted.
    func firstLift(of size: Int, where isWanted: (Int64) -> Bool) -> [Int]? {
        var chosen = Array(0..<size)
        while true {
            if isWanted(score(lifting: chosen)) { return chosen }
            guard let last = chosen.indices.last(where: { chosen[$0] < factors.count - size + $0 }) else { return nil }
            chosen[last] += 1
            for next in chosen.indices where next > last { chosen[next] = chosen[next - 1] + 1 }
        }
    }
}
