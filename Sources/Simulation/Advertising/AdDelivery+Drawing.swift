extension AdDelivery {
    /// Age and gender in the electorate.
    private static let electorate: [(cell: String, share: Double)] = [
        ("18-34 f", 0.12), ("35-54 f", 0.16), ("55+ f", 0.24), ("18-34 m", 0.12), ("35-54 m", 0.16), ("55+ m", 0.20),
    ]
    private static let localReaders = [0.09, 0.14, 0.27, 0.09, 0.15, 0.26]
    /// Groups that a score of personality sorts people into; as many people in each.
    private static let personalities = [
        "open", "guarded", "orderly", "spontaneous", "outgoing", "reserved", "agreeable", "anxious",
    ]
    private static let eligible: Int64 = 1_200_000

    /// Delivers an ad of the kind to some thousands of people.
    static func drawn(_ kind: AdKind, using random: inout SeededGenerator) -> AdDelivery {
        let people = random.integer(in: 3_000...9_000)
        switch kind {
        case .psychometricTailoring: return tailored(people, using: &random)
        case .consented: return drawn(people, weights: [0.02, 0.05, 0.45, 0.02, 0.05, 0.41], variants: 1, using: &random)
        case .localPaper: return drawn(people, weights: localReaders, variants: 1, using: &random)
        case .abTest: return drawn(people, weights: electorate.map(\.share), variants: 2, using: &random)
        default: return drawn(people, weights: electorate.map(\.share), variants: 1, using: &random)
        }
    }

    /// The variant is drawn for each person without a look at who that is.
    private static func drawn(
        _ people: Int, weights: [Double], variants: Int, using random: inout SeededGenerator
    ) -> AdDelivery {
        let choice = WeightedChoice(weights)
        var table = [[Int64]](repeating: [Int64](repeating: 0, count: weights.count), count: variants)
        for _ in 0..<people { table[random.index(below: variants)][choice.draw(using: &random)] += 1 }
        return AdDelivery(
            cells: electorate.map(\.cell), baseline: electorate.map(\.share), table: table, eligible: eligible,
            addressed: Int64(random.integer(in: 40_000...300_000)))
    }

    /// Most people get the variant that was written for their personality.
    private static func tailored(_ people: Int, using random: inout SeededGenerator) -> AdDelivery {
        let count = personalities.count
        let accuracy = random.uniform(0.7...0.85)
        var table = [[Int64]](repeating: [Int64](repeating: 0, count: count), count: count)
        for _ in 0..<people {
            let person = random.index(below: count)
            table[random.chance(accuracy) ? person : random.index(below: count)][person] += 1
        }
        return AdDelivery(
            cells: personalities, baseline: [Double](repeating: 1 / Double(count), count: count), table: table,
            eligible: eligible, addressed: Int64(random.integer(in: 40_000...300_000)))
    }
}

extension CriterionPanel {
    /// Two thousand volunteers who said what they read and what they believe.
    static func drawn(_ criterion: String, isProxy: Bool, using random: inout SeededGenerator) -> CriterionPanel {
        let share = random.uniform(0.08...0.3)
        var counts = [Int64](repeating: 0, count: 4)
        for _ in 0..<2_000 {
            let meets = random.chance(isProxy ? share / 2 : share)
            let hasTrait = random.chance(isProxy && meets ? 0.6 : 0.04)
            counts[(meets ? 0 : 2) + (hasTrait ? 0 : 1)] += 1
        }
        return CriterionPanel(criterion: criterion, trait: "religion", counts: counts)
    }
}
