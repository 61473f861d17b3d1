extension Segment {
    /// One segment of two, the rows of the second behind those of the first.
    static func merged(_ first: Segment, _ second: Segment) -> Segment {
        let words = MergedWords(first.words, second.words)
        var text = first.text.remapped(words.firstRanks)
        text.append(second.text.remapped(words.secondRanks))
        return Segment(
            columns: first.columns.appending(second.columns), words: words.words, text: text)
    }
}

/// The words of two lists in one, and the new rank of each old one.
private struct MergedWords {
    var words = ByteTexts()
    var firstRanks: [UInt32] = []
    var secondRanks: [UInt32] = []

    init(_ first: ByteTexts, _ second: ByteTexts) {
        while firstRanks.count < first.count || secondRanks.count < second.count {
            let rank = UInt32(words.count)
            let left = firstRanks.count < first.count ? first[firstRanks.count] : nil
            let right = secondRanks.count < second.count ? second[secondRanks.count] : nil
            let isRightFirst = right.map { right in left.map { right.lexicographicallyPrecedes($0) } ?? true } ?? false
            if isRightFirst, let right {
                words.append(right)
                secondRanks.append(rank)
            } else if let left {
                words.append(left)
                firstRanks.append(rank)
                if left == right { secondRanks.append(rank) }
            }
        }
    }
}

extension Segment.WordText {
    fileprivate func remapped(_ newRanks: [UInt32]) -> Segment.WordText {
        var copy = self
        for index in ranks.indices where ranks[index] != Segment.textEnd { copy.ranks[index] = newRanks[Int(ranks[index])] }
        return copy
    }

    fileprivate mutating func append(_ other: Segment.WordText) {
        let base = UInt32(ranks.count)
        ranks += other.ranks
        starts += other.starts.dropFirst().map { $0 + base }
        headEnds += other.headEnds.map { $0 + base }
    }
}

extension Segment.Columns {
    fileprivate func appending(_ other: Segment.Columns) -> Segment.Columns {
        var copy = self
        for row in 0..<other.ids.count { copy.ids.append(other.ids[row]) }
        copy.versions += other.versions
        copy.sequences += other.sequences
        copy.starts += other.starts
        copy.ends += other.ends
        copy.amounts += other.amounts
        copy.reaches += other.reaches
        for field in copy.groups.indices { copy.groups[field] += other.groups[field] }
        return copy
    }
}
