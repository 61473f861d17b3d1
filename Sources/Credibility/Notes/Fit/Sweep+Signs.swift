extension Sweep {
    /// Makes the larger camp negative: in each connected part of the graph of notes and raters, all factors are negated if
    /// fewer than half of its raters' factors other than 0 are negative.
    mutating func fixSigns() {
        clearNoise()
        let parts = parts()
        var (negative, nonzero) = ([Int](repeating: 0, count: parts.count), [Int](repeating: 0, count: parts.count))
        for rater in raters.indices where raters[rater][1] != 0 {
            nonzero[parts.ofRater[rater]] += 1
            if raters[rater][1] < 0 { negative[parts.ofRater[rater]] += 1 }
        }
        let isNegated = parts.count > 0 ? (0..<parts.count).map { 2 * negative[$0] < nonzero[$0] } : []
        for rater in raters.indices where isNegated[parts.ofRater[rater]] { negate(rater: rater) }
        for note in notes.indices where isNegated[parts.ofNote[note]] { negate(note: note) }
    }

    /// The connected parts: each note and rater with the number of its part.
    private func parts() -> (ofNote: [Int], ofRater: [Int], count: Int) {
        var (ofNote, ofRater) = ([Int](repeating: -1, count: notes.count), [Int](repeating: -1, count: raters.count))
        var count = 0
        var waiting: [Int] = []
        for first in notes.indices where ofNote[first] < 0 {
            ofNote[first] = count
            waiting.append(first)
            while let note = waiting.popLast() {
                for place in Self.range(set.byNote, note) {
                    let rater = Int(set.byNote.others[place])
                    guard ofRater[rater] < 0 else { continue }
                    ofRater[rater] = count
                    for place in Self.range(set.byRater, rater) {
                        let next = Int(set.byRater.others[place])
                        guard ofNote[next] < 0 else { continue }
                        ofNote[next] = count
                        waiting.append(next)
                    }
                }
            }
            count += 1
        }
        return (ofNote, ofRater, count)
    }

    private static func range(_ side: TrainingSet.Side, _ member: Int) -> Range<Int> {
        Int(side.starts[3 * member])..<Int(side.starts[3 * member + 3])
    }
}
