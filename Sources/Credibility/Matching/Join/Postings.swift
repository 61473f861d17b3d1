/// For each shared shingle the texts that have it, smallest set first.
struct Postings: Sendable {
    /// Where each rank's texts start in `texts`; one more at the end.
    let starts: [UInt32]
    let texts: [UInt32]

    /// - Parameter isWanted: of the texts by place.
    init(of sets: ShingleSets, where isWanted: (Int) -> Bool) {
        var starts = [UInt32](repeating: 0, count: sets.rankCount + 1)
        for text in 0..<sets.count where isWanted(text) {
            for rank in sets.ranks[Int(sets.starts[text])..<Int(sets.starts[text + 1])] { starts[Int(rank) + 1] += 1 }
        }
        for rank in 0..<sets.rankCount { starts[rank + 1] += starts[rank] }
        var next = starts
        var texts = [UInt32](repeating: 0, count: Int(starts[sets.rankCount]))
        for text in 0..<sets.count where isWanted(text) {
            for rank in sets.ranks[Int(sets.starts[text])..<Int(sets.starts[text + 1])] {
                texts[Int(next[Int(rank)])] = UInt32(text)
                next[Int(rank)] += 1
            }
        }
        (self.starts, self.texts) = (starts, texts)
    }
}
