import Daylight

extension BoardDraft {
    /// How far a clause may move and still be taken for the same one after it was reworded, in places.
    private static let reach = 5

    /// The paragraphs of a text as clauses: lines between empty lines, without blanks at their ends.
    public static func paragraphs(of text: String) -> [String] {
        var paragraphs: [String] = []
        var lines: [String] = []
        let whole = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in whole + [""] {
            let start = line.drop(while: \.isWhitespace)
            let end = start.lastIndex { !$0.isWhitespace }
            if let end {
                lines.append(String(start[...end]))
            } else if !lines.isEmpty {
                paragraphs.append(lines.joined(separator: "\n"))
                lines = []
            }
        }
        return paragraphs
    }

    /// Names paragraphs so that a clause keeps its id from version to version.
    ///
    /// A paragraph keeps the id of an earlier clause with the same words; of what is left, a paragraph takes the id of the
    /// earlier clause at most ``reach`` places away with which it has the largest share of words in common, if that is at
    /// least half of what one of them has on average. Any other gets an id that no version had.
    ///
    /// - Parameter earlier: the versions before, the oldest first.
    public static func clauses(_ paragraphs: [String], after earlier: [BoardDraft]) -> [Clause] {
        let before = earlier.last?.clauses ?? []
        var free = Set(before.indices)
        var ids = [String?](repeating: nil, count: paragraphs.count)
        var byText: [String: [Int]] = [:]
        for index in before.indices.reversed() { byText[before[index].text, default: []].append(index) }
        for index in paragraphs.indices {
            guard let match = byText[paragraphs[index]]?.popLast() else { continue }
            ids[index] = before[match].id
            free.remove(match)
        }
        let words = before.indices.map { free.contains($0) ? Set(SearchWords.of(before[$0].text)) : [] }
        for index in paragraphs.indices where ids[index] == nil {
            let mine = Set(SearchWords.of(paragraphs[index]))
            var best: (place: Int, common: Int, all: Int)?
            for place in max(0, index - reach)...(index + reach) where free.contains(place) {
                let (common, all) = (mine.intersection(words[place]).count, mine.count + words[place].count)
                guard common > 0, 4 * common >= all, best.map({ common * $0.all > $0.common * all }) ?? true else { continue }
                best = (place, common, all)
            }
            guard let best else { continue }
            ids[index] = before[best.place].id
            free.remove(best.place)
        }
        var next = earlier.flatMap(\.clauses).compactMap { $0.id.first == "c" ? Int($0.id.dropFirst()) : nil }.max() ?? 0
        next = min(max(0, next), Int.max / 2)
        return paragraphs.indices.map { index in
            if let id = ids[index] { return Clause(id: id, text: paragraphs[index]) }
            next += 1
            return Clause(id: "c\(next)", text: paragraphs[index])
        }
    }
}
