/// Looks for the larger texts that share enough with one text.
struct PairFinder {
    private let sets: ShingleSets
    private let sketches: Sketches
    /// For each text the one that looked at it last, counting from 1.
    private var seen: [UInt32]
    private var candidates: [UInt32] = []
    private var place = 0

    init(_ sets: ShingleSets, _ sketches: Sketches) {
        self.sets = sets
        self.sketches = sketches
        seen = [UInt32](repeating: 0, count: sets.count)
    }

    mutating func begin(_ place: Int) {
        self.place = place
        candidates.removeAll(keepingCapacity: true)
    }

    /// Collects the larger texts, or those of the same size that come later, that have one of the text's rarest shingles.
    mutating func find(_ postings: Postings, where isWanted: (Int) -> Bool) {
        let size = Int(sets.sizes[place])
        let quotable = size >= ShingleOverlap.quotableShingles ? size - (9 * size + 9) / 10 + 1 : 0
        let mark = UInt32(place + 1)
        var position = Int(sets.singles[place])
        for index in Int(sets.starts[place])..<Int(sets.starts[place + 1]) {
            // If the first shared shingle stands here, at most `size - position` are shared: half of all only with a text of at
            // most this size.
            let largest = position < quotable ? Int.max : 2 * size - 3 * position
            guard largest >= size else { break }
            position += 1
            let rank = Int(sets.ranks[index])
            let end = Int(postings.starts[rank + 1])
            var next = firstLater(postings, Int(postings.starts[rank]), end)
            while next < end {
                let other = Int(postings.texts[next])
                guard Int(sets.sizes[other]) <= largest else { break }
                if seen[other] != mark {
                    seen[other] = mark
                    if isWanted(other) { candidates.append(UInt32(other)) }
                }
                next += 1
            }
        }
    }

    /// The first posting behind the text itself.
    private func firstLater(_ postings: Postings, _ start: Int, _ end: Int) -> Int {
        var (low, high) = (start, end)
        while low < high {
            let middle = (low + high) / 2
            if Int(postings.texts[middle]) > place { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Counts what is shared with each candidate, and keeps those that share enough.
    func verify(into pairs: inout [SetJoin.Pair]) {
        guard !candidates.isEmpty else { return }
        let (size, single) = (Int(sets.sizes[place]), Int(sets.singles[place]))
        sketches.withPointer { sketches in
            for candidate in candidates {
                let other = Int(candidate)
                let (otherSize, otherSingle) = (Int(sets.sizes[other]), Int(sets.singles[other]))
                let half = (size + otherSize + 2) / 3
                let needed = size >= ShingleOverlap.quotableShingles ? min(half, (9 * size + 9) / 10) : half
                let different = (sketches[place] ^ sketches[other]).nonzeroBitCount.wrappedSum()
                let atMost = (size - single + otherSize - otherSingle - Int(truncatingIfNeeded: different)) / 2
                guard atMost >= needed else { continue }
                let shared = sharedCount(other, needed)
                if shared >= needed {
                    pairs.append(SetJoin.Pair(smaller: UInt32(place), larger: candidate, shared: UInt32(shared)))
                }
            }
        }
    }

    /// How many shingles are shared, or some number below `needed`.
    private func sharedCount(_ other: Int, _ needed: Int) -> Int {
        sets.ranks.withUnsafeBufferPointer { ranks in
            var (mine, myEnd) = (Int(sets.starts[place]), Int(sets.starts[place + 1]))
            var (others, otherEnd) = (Int(sets.starts[other]), Int(sets.starts[other + 1]))
            var shared = 0
            while mine < myEnd, others < otherEnd {
                guard shared + min(myEnd - mine, otherEnd - others) >= needed else { return 0 }
                let (first, second) = (ranks[mine], ranks[others])
                shared += first == second ? 1 : 0
                mine += first <= second ? 1 : 0
                others += second <= first ? 1 : 0
            }
            return shared
        }
    }
}
