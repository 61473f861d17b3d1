import Daylight

/// Clear Ballot's table: a column of zeros and ones for each rank of each choice, headed
/// `Choice_i_j:Contest:rank:Vote For k:Choice:Party` (tally reference, section 9).
struct ClearBallotReader: CastVoteRecordReader {
    private struct Layout: Sendable {
        let contest: String
        let names: MarkNames
        /// Columns of the contest and the mark each stands for.
        var columns: [(column: Int, mark: RankMark)]?
        var marks: [RankMark] = []
        var ballots = RankedBallots()
    }

    private var rows = TableRows()
    private var layout: Layout

    init(_ source: CastVoteRecordSource, _ names: MarkNames) { layout = Layout(contest: source.contestID, names: names) }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        swap(&layout.ballots, &ballots)
        defer { swap(&layout.ballots, &ballots) }
        try rows.read(piece, &layout, Self.take)
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) {
        swap(&layout.ballots, &ballots)
        defer { swap(&layout.ballots, &ballots) }
        try rows.finish(&layout, Self.take)
        guard layout.columns != nil else { throw InputError(place: .line(1), expected: "a row of headings", found: "nothing") }
        layout.columns = nil
    }

    private static func take(_ layout: inout Layout, _ row: borrowing TableRow) throws(InputError) {
        guard !row.isEmptyLine else { return }
        guard let columns = layout.columns else { return layout.columns = try header(layout, row) }
        layout.marks.removeAll(keepingCapacity: true)
        var isOnBallot = false
        for (column, mark) in columns {
            guard column < row.count else { throw row.fault(column: column, "0, 1 or an empty cell") }
            let cell = row[column].trimmingSpace
            if cell.isEmpty { continue }
            guard cell.count == 1, cell[0] == 0x30 || cell[0] == 0x31 else {
                throw row.fault(column: column, "0, 1 or an empty cell")
            }
            isOnBallot = true
            if cell[0] == 0x31 { layout.marks.append(mark) }
        }
        if isOnBallot { try layout.ballots.add(&layout.marks) }
    }

    private static func header(_ layout: Layout, _ row: borrowing TableRow) throws(InputError) -> [(
        column: Int, mark: RankMark
    )] {
        var columns: [(column: Int, mark: RankMark)] = []
        for column in 0..<row.count {
            let parts = row[column].text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 6, parts[0].hasPrefix("Choice_"), parts[1] == layout.contest else { continue }
            guard let rank = Int(parts[2]), (1...RankedBallots.highestRank).contains(rank) else {
                throw row.fault(column: column, "a rank as the third part of the heading")
            }
            // A choice's name may hold colons itself.
            guard case .candidate(let candidate)? = layout.names[parts[4..<(parts.count - 1)].joined(separator: ":")] else {
                throw row.fault(column: column, "a candidate of the contest as the fifth part of the heading")
            }
            columns.append((column, RankMark(rank: rank, candidate: candidate)))
        }
        guard !columns.isEmpty else {
            throw InputError(place: .line(row.line), expected: "columns of contest \(layout.contest)", found: "none")
        }
        return columns
    }
}
