import Daylight

/// A table with one column per rank, whose cells name candidates (`ess`; tally reference, section 9).
struct ColumnRankReader: CastVoteRecordReader {
    private struct Layout: Sendable {
        let source: CastVoteRecordSource
        let names: MarkNames
        let rankLimit: Int
        let delimiter: [UInt8]
        let takesOvervoteLabel: Bool
        var row = 0
        var marks: [RankMark] = []
        var ballots = RankedBallots()
    }

    private var rows = TableRows()
    private var layout: Layout

    init(_ source: CastVoteRecordSource, _ names: MarkNames, rankLimit: Int, rule: RankedRules.Overvote) {
        layout = Layout(
            source: source, names: names, rankLimit: rankLimit, delimiter: Array(source.overvoteDelimiter.utf8),
            takesOvervoteLabel: rule != .exhaustIfMultipleContinuing)
    }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        swap(&layout.ballots, &ballots)
        defer { swap(&layout.ballots, &ballots) }
        try rows.read(piece, &layout, Self.take)
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) {
        swap(&layout.ballots, &ballots)
        defer { swap(&layout.ballots, &ballots) }
        try rows.finish(&layout, Self.take)
        layout.row = 0
    }

    private static func take(_ layout: inout Layout, _ row: borrowing TableRow) throws(InputError) {
        layout.row += 1
        guard layout.row > layout.source.firstVoteRow else { return }
        layout.marks.removeAll(keepingCapacity: true)
        for rank in 1...layout.rankLimit {
            let column = layout.source.firstVoteColumn + rank - 1
            guard column < row.count || layout.source.blankIsUndeclared else { break }
            let cell = column < row.count ? row[column].trimmingSpace : UnsafeRawBufferPointer(start: nil, count: 0)
            if cell.isEmpty {
                if layout.source.blankIsUndeclared, let undeclared = layout.names.undeclared {
                    layout.marks.append(RankMark(rank: rank, candidate: undeclared))
                }
            } else if let mark = try mark(cell, rank, layout, row, column, isOne: true) {
                layout.marks.append(mark)
            } else if !layout.delimiter.isEmpty, cell.text.contains(layout.source.overvoteDelimiter) {
                try addSeveral(cell, rank, &layout, row, column)
            } else if layout.names[cell] == nil {
                throw row.fault(column: column, "a candidate of the contest")
            }
        }
        try layout.ballots.add(&layout.marks)
    }

    /// The mark for one name; `nil` when nothing was marked or the name is unknown.
    private static func mark(
        _ cell: UnsafeRawBufferPointer, _ rank: Int, _ layout: Layout, _ row: borrowing TableRow, _ column: Int, isOne: Bool
    ) throws(InputError) -> RankMark? {
        switch layout.names[cell] {
        case .candidate(let candidate)?: return RankMark(rank: rank, candidate: candidate)
        case .overvote? where isOne && layout.takesOvervoteLabel: return RankMark(rank: rank, candidate: RankMark.overvote)
        case .overvote?: throw row.fault(column: column, "the names that were marked, which the overvote rule asks for")
        case .skipped?, nil: return nil
        }
    }

    private static func addSeveral(
        _ cell: UnsafeRawBufferPointer, _ rank: Int, _ layout: inout Layout, _ row: borrowing TableRow, _ column: Int
    ) throws(InputError) {
        var start = 0
        while start <= cell.count {
            var end = start
            while end < cell.count, !cell[end...].starts(with: layout.delimiter) { end += 1 }
            let part = UnsafeRawBufferPointer(rebasing: cell[start..<end])
            guard let mark = try mark(part, rank, layout, row, column, isOne: false) else {
                throw row.fault(column: column, "candidates of the contest between \(layout.source.overvoteDelimiter)")
            }
            layout.marks.append(mark)
            start = end + layout.delimiter.count
        }
    }
}
