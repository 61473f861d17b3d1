import Daylight

/// A table with one column per candidate, whose cells are ranks (`genericCsv`; tally reference, section 11.1).
struct GenericTableReader: CastVoteRecordReader {
    private struct Layout: Sendable {
        let firstVoteColumn: Int
        let firstVoteRow: Int
        let rankLimit: Int?
        let names: MarkNames
        /// Candidates by column, from the first column of votes on.
        var columns: [Int] = []
        var row = 0
        var marks: [RankMark] = []
        var ballots = RankedBallots()
    }

    private var rows = TableRows()
    private var layout: Layout

    init(_ source: CastVoteRecordSource, _ names: MarkNames, rankLimit: Int?) {
        layout = Layout(
            firstVoteColumn: source.firstVoteColumn, firstVoteRow: max(1, source.firstVoteRow), rankLimit: rankLimit,
            names: names
        )
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
        guard layout.row > 0 else {
            throw InputError(place: .line(1), expected: "a row that names the candidates", found: "nothing")
        }
        layout.row = 0
    }

    private static func take(_ layout: inout Layout, _ row: borrowing TableRow) throws(InputError) {
        guard !row.isEmptyLine else { return }
        defer { layout.row += 1 }
        if layout.row == 0 { return layout.columns = try header(layout, row) }
        guard layout.row >= layout.firstVoteRow else { return }
        layout.marks.removeAll(keepingCapacity: true)
        for column in layout.firstVoteColumn..<max(layout.firstVoteColumn, row.count) {
            let cell = row[column].trimmingSpace
            guard !cell.isEmpty else { continue }
            let offset = column - layout.firstVoteColumn
            guard offset < layout.columns.count else { throw row.fault(column: column, "no more cells than the header has") }
            guard let rank = rank(cell) else { throw row.fault(column: column, "a rank, a whole number from 1") }
            guard rank <= layout.rankLimit ?? RankedBallots.highestRank else {
                throw row.fault(column: column, "a rank up to \(layout.rankLimit ?? RankedBallots.highestRank)")
            }
            layout.marks.append(RankMark(rank: rank, candidate: layout.columns[offset]))
        }
        try layout.ballots.add(&layout.marks)
    }

    private static func rank(_ cell: UnsafeRawBufferPointer) -> Int? {
        guard cell.count <= 18 else { return nil }
        var rank = 0
        for byte in cell {
            guard (0x30...0x39).contains(byte) else { return nil }
            rank = rank * 10 + Int(byte - 0x30)
        }
        return rank > 0 ? rank : nil
    }

    private static func header(_ layout: Layout, _ row: borrowing TableRow) throws(InputError) -> [Int] {
        var columns: [Int] = []
        for column in layout.firstVoteColumn..<max(layout.firstVoteColumn, row.count) {
            guard case .candidate(let candidate)? = layout.names[row[column]] else {
                throw row.fault(column: column, "a candidate of the contest")
            }
            guard !columns.contains(candidate) else { throw row.fault(column: column, "each candidate in one column") }
            columns.append(candidate)
        }
        guard !columns.isEmpty else { throw row.fault(column: layout.firstVoteColumn, "a column for each candidate") }
        return columns
    }
}
