/// Which candidate a ballot counts for (tally reference, section 7.2).
struct BallotWalk {
    enum Outcome: Hashable {
        case candidate(Int)
        case inactive(InactiveBallots)
    }

    private let overvote: RankedRules.Overvote
    private let maxSkippedRanks: Int?
    private let exhaustOnDuplicate: Bool
    /// The walk in which a candidate was last met, for finding repetitions without clearing anything.
    private var seen: [Int]
    private var walk = 0

    init(_ rules: RankedRules, candidateCount: Int) {
        overvote = rules.overvote
        maxSkippedRanks = rules.maxSkippedRanks
        exhaustOnDuplicate = rules.exhaustOnDuplicate
        seen = [Int](repeating: 0, count: candidateCount)
    }

    /// Walks the ranks from the first.
    ///
    /// - Parameters:
    ///   - marks: by rank and then by candidate; not empty.
    ///   - isContinuing: by candidate.
    mutating func outcome(_ marks: UnsafeBufferPointer<RankMark>, isContinuing: [Bool]) -> Outcome {
        walk += 1
        var lastRank = 0
        var index = 0
        while index < marks.count {
            let rank = marks[index].rank
            var end = index + 1
            while end < marks.count, marks[end].rank == rank { end += 1 }
            if let maxSkippedRanks, rank - lastRank - 1 > maxSkippedRanks { return .inactive(.skippedRankings) }
            lastRank = rank
            if exhaustOnDuplicate, repeats(marks[index..<end]) { return .inactive(.repeatedRankings) }
            switch decide(marks[index..<end], isContinuing) {
            case .exhaust: return .inactive(.overvotes)
            case .skip: break
            case .count:
                if let mark = marks[index..<end].first(where: { isContinuing[$0.candidate] }) {
                    return .candidate(mark.candidate)
                }
            }
            index = end
        }
        return .inactive(.exhaustedChoices)
    }

    private mutating func repeats(_ marks: Slice<UnsafeBufferPointer<RankMark>>) -> Bool {
        for mark in marks where mark.candidate != RankMark.overvote {
            if seen[mark.candidate] == walk { return true }
            seen[mark.candidate] = walk
        }
        return false
    }

    private enum Decision { case count, skip, exhaust }

    private func decide(_ marks: Slice<UnsafeBufferPointer<RankMark>>, _ isContinuing: [Bool]) -> Decision {
        let saysOvervote = marks.last?.candidate == RankMark.overvote
        guard marks.count > 1 || saysOvervote else { return .count }
        switch overvote {
        case .exhaustImmediately: return .exhaust
        case .alwaysSkipToNextRank: return .skip
        case .exhaustIfMultipleContinuing:
            // A record that names nobody leaves open who continues; readers refuse it under this rule.
            if saysOvervote { return .exhaust }
            return marks.lazy.filter { isContinuing[$0.candidate] }.prefix(2).count > 1 ? .exhaust : .count
        }
    }
}
