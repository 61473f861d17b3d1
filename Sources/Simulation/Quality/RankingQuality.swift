/// How well a ranking of account pairs puts planted pairs before all others.
public struct RankingQuality: Hashable, Sendable {
    /// Chance, 0 to 1, that a random planted pair scores higher than a random other pair, ties counting half: the area under
    /// the ROC curve. `nil` when there are no planted pairs or no others.
    public let areaUnderCurve: Double?

    /// Judges scores, larger meaning more suspicious; pairs without a score have 0, which must be the smallest score.
    ///
    /// - Parameters:
    ///   - scores: the pairs that have a score.
    ///   - accounts: number of accounts; every two of them are a pair to rank.
    public init(truth: GroundTruth, scores: [AccountPair: Double], accounts: Int) {
        let planted = truth.plantedPairs
        let positives = planted.count
        let negatives = accounts * (accounts - 1) / 2 - positives
        guard positives > 0, negatives > 0 else {
            areaUnderCurve = nil
            return
        }
        let ranked = scores.filter { $0.value > 0 }.sorted { $0.value < $1.value }
        let scoredPositives = ranked.count { planted.contains($0.key) }
        // Everything without a score is one great tie at the bottom.
        var negativesBelow = negatives - (ranked.count - scoredPositives)
        var wins = Double(positives - scoredPositives) * Double(negativesBelow) / 2
        var start = 0
        while start < ranked.count {
            let end = ranked[start...].firstIndex { $0.value > ranked[start].value } ?? ranked.count
            let tiedPositives = ranked[start..<end].count { planted.contains($0.key) }
            let tiedNegatives = end - start - tiedPositives
            wins += Double(tiedPositives) * (Double(negativesBelow) + Double(tiedNegatives) / 2)
            negativesBelow += tiedNegatives
            start = end
        }
        areaUnderCurve = wins / (Double(positives) * Double(negatives))
    }
}
