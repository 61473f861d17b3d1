/// The shingle sets of many texts, made ready to be compared: texts by size, shingles by rarity.
///
/// A shingle that no other text has cannot be shared, so of those only the number is kept.
struct ShingleSets: Sendable {
    /// Shingles of the text, smallest set first.
    let sizes: [UInt32]
    /// How many of them no other text has.
    let singles: [UInt32]
    /// Where each text's shared shingles start in `ranks`; one more at the end.
    let starts: [UInt32]
    /// The shared shingles of each text, rarest first, as ranks of rarity among all.
    let ranks: [UInt32]
    /// How many different shared shingles there are.
    let rankCount: Int
    /// Which of the texts given stands at each place.
    let order: [UInt32]

    var count: Int { sizes.count }

    /// - Parameters:
    ///   - numbers: the texts' shingles, each once, one text after another.
    ///   - ends: where each text ends.
    ///   - textCounts: in how many texts each shingle is.
    init(numbers: [UInt32], ends: [Int], textCounts: [UInt32]) {
        let count = ends.count
        func start(_ text: Int) -> Int { text == 0 ? 0 : ends[text - 1] }
        order = Self.sorted(count) { UInt32(ends[$0] - start($0)) }
        let byRarity = Self.sorted(textCounts.count) { textCounts[$0] }
        let firstShared = byRarity.partitioningIndex { textCounts[Int($0)] > 1 }
        rankCount = byRarity.count - firstShared
        var rankOf = [UInt32](repeating: .max, count: textCounts.count)
        for rank in 0..<rankCount { rankOf[Int(byRarity[firstShared + rank])] = UInt32(rank) }

        var (sizes, singles, starts): ([UInt32], [UInt32], [UInt32]) = ([], [], [0])
        var ranks: [UInt32] = []
        ranks.reserveCapacity(numbers.count)
        for text in order {
            let all = numbers[start(Int(text))..<ends[Int(text)]]
            let first = ranks.count
            for number in all where rankOf[Int(number)] != .max { ranks.append(rankOf[Int(number)]) }
            ranks[first...].sort()
            sizes.append(UInt32(all.count))
            singles.append(UInt32(all.count - (ranks.count - first)))
            starts.append(UInt32(ranks.count))
        }
        (self.sizes, self.singles, self.starts, self.ranks) = (sizes, singles, starts, ranks)
    }

    /// 0..<count by a number each, equals in order.
    private static func sorted(_ count: Int, by key: (Int) -> UInt32) -> [UInt32] {
        var keys = (0..<count).map { UInt64(key($0)) << 32 | UInt64($0) }
        keys.sort()
        return keys.map { UInt32(truncatingIfNeeded: $0) }
    }
}

extension Array {
    /// The first index whose element, and all behind it, have the property.
    func partitioningIndex(_ hasProperty: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if hasProperty(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
