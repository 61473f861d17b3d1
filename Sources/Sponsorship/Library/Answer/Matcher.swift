import Daylight

/// Finds the rows that match a query.
struct Matcher {
    private let query: LibraryQuery
    private let snapshot: UInt64
    /// For each field asked for, whether the ads of each group have one of the values.
    private let memberships: [(column: Int, groups: [Bool])]

    init(_ query: LibraryQuery, snapshot: UInt64, tables: LibraryTables) {
        self.query = query
        self.snapshot = snapshot
        memberships = LibraryField.allCases.compactMap { field in
            guard let values = query.fields[field], !values.isEmpty else { return nil }
            return (field.index, tables[field].membership(of: values))
        }
    }

    /// The rows of each part, ascending.
    func matches(in parts: [AdLibrary.Part]) -> Matches {
        var matches = Matches()
        var (rows, scratch) = (RowSet(), RowSet())
        for part in parts {
            let count = part.segment.rows(upTo: snapshot)
            guard count > 0 else { break }
            let start = matches.rows.count
            rows.fill(count)
            for hidden in part.hidden where hidden.by <= snapshot { rows.remove(hidden.row) }
            if keepWords(of: part.segment, &rows, &scratch) {
                keepFields(of: part.segment.columns, &rows)
                rows.append(to: &matches.rows)
            }
            matches.append(part.segment, rows, from: start)
        }
        return matches
    }

    /// `false` when no row has all the words.
    private func keepWords(of segment: Segment, _ rows: inout RowSet, _ scratch: inout RowSet) -> Bool {
        let sought = SoughtWords(query, in: segment.words)
        guard sought.canMatch else { return false }
        for ranks in sought.all {
            scratch.removeAll()
            segment.postings.insert(ranks, into: &scratch)
            rows.formIntersection(scratch)
        }
        for phrase in sought.phrases where phrase.count > 1 {
            rows.keep { segment.text.contains(phrase, row: $0) }
        }
        return !rows.isEmpty
    }

    private func keepFields(of columns: Segment.Columns, _ rows: inout RowSet) {
        for (column, groups) in memberships {
            rows.keep(columns.groups[column]) { groups[Int($0)] }
        }
        if let from = query.from?.daysSinceEpoch { rows.keep(columns.ends) { Int64($0) >= from } }
        if let to = query.to?.daysSinceEpoch { rows.keep(columns.starts) { Int64($0) <= to } }
        guard let amount = query.amount else { return }
        let (low, high) = (amount.lowUnits, amount.highUnits)
        switch amount.certainty {
        case .certainly: rows.keep(columns.amounts) { $0.low >= low && $0.high <= high }
        case .possibly: rows.keep(columns.amounts) { $0.low <= high && $0.high >= low }
        }
    }
}

/// The rows that match, of all parts one behind the other.
struct Matches {
    struct Part {
        let segment: Segment
        /// Where its rows stand among `rows`.
        let rows: Range<Int>
        /// The rows that do not match, where they are the fewer and the segment has totals to take them from.
        let others: [UInt16]?
        /// What the rows cost, or the others.
        let amounts: [Segment.Band]
    }

    var rows: [UInt16] = []
    private(set) var parts: [Part] = []

    /// Closes a part whose rows start at that place.
    fileprivate mutating func append(_ segment: Segment, _ set: RowSet, from start: Int) {
        let found = start..<rows.count
        let areMost = found.count * 2 > segment.count && !segment.totals.isEmpty
        let others = areMost ? set.others(segment.count) : nil
        let amounts = segment.columns.amounts(of: others ?? rows, others.map { 0..<$0.count } ?? found)
        parts.append(Part(segment: segment, rows: found, others: others, amounts: amounts))
    }
}

extension Segment.Columns {
    fileprivate func amounts(of rows: [UInt16], _ range: Range<Int>) -> [Segment.Band] {
        let (rows, amounts) = (rows.span, amounts.span)
        var found: [Segment.Band] = []
        found.reserveCapacity(range.count)
        for index in range { found.append(amounts[Int(rows[index])]) }
        return found
    }
}

/// The words of a query as the ranks they have in one segment.
struct SoughtWords {
    /// The words, then those of the phrases, then the hash of a creative.
    private(set) var all: [Range<Int>] = []
    private(set) var phrases: [[UInt32]] = []

    init(_ query: LibraryQuery, in words: ByteTexts) {
        for (index, word) in query.words.words.enumerated() {
            let isOpen = query.words.isLastOpen && index == query.words.words.count - 1
            all.append(words.ranks(of: Array(word.utf8), isOpen: isOpen))
        }
        for phrase in query.words.phrases {
            let ranks = phrase.map { words.ranks(of: Array($0.utf8), isOpen: false) }
            all += ranks
            phrases.append(ranks.map { UInt32($0.lowerBound) })
        }
        if let creative = query.creative { all.append(words.ranks(of: CreativeWord.bytes(creative), isOpen: false)) }
    }

    /// Whether every word stands somewhere in the segment.
    var canMatch: Bool { all.allSatisfy { !$0.isEmpty } }
}

extension Segment {
    /// How many rows a snapshot has.
    func rows(upTo snapshot: UInt64) -> Int {
        let sequences = columns.sequences
        if let last = sequences.last, last <= snapshot { return count }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if sequences[middle] <= snapshot { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Segment.WordText {
    /// Whether the words stand in the row one behind the other.
    func contains(_ phrase: [UInt32], row: Int) -> Bool {
        let (ranks, phrase) = (ranks.span, phrase.span)
        var place = Int(starts[row])
        let end = Int(starts[row + 1]) - phrase.count
        while place <= end {
            var length = 0
            while length < phrase.count, ranks[place + length] == phrase[length] { length += 1 }
            if length == phrase.count { return true }
            place += 1
        }
        return false
    }
}
