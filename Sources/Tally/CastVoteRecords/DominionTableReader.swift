import Daylight

/// Dominion's table: contests in the second row, choices in the third, zeros and ones below; a ranked choice is headed
/// `Name(rank)` (tally reference, section 9).
struct DominionTableReader: CastVoteRecordReader {
    /// Rows above the first record.
    private static let headerRows = 4

    private struct Layout: Sendable {
        let contest: String
        let names: MarkNames
        var row = 0
        /// Columns of the contest, then each with the mark it stands for.
        var ownColumns: [Int] = []
        var columns: [(column: Int, mark: RankMark)] = []
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
        guard layout.row >= Self.headerRows else {
            throw InputError(place: .line(1), expected: "\(Self.headerRows) rows of headings", found: "\(layout.row)")
        }
        layout.row = 0
    }

    private static func take(_ layout: inout Layout, _ row: borrowing TableRow) throws(InputError) {
        guard !row.isEmptyLine else { return }
        layout.row += 1
        switch layout.row {
        case 1, headerRows: return
        case 2:
            layout.ownColumns = (0..<row.count).filter { isContest(text(row[$0]), layout.contest) }
            guard !layout.ownColumns.isEmpty else {
                throw InputError(place: .line(row.line), expected: "columns of contest \(layout.contest)", found: "none")
            }
        case 3: layout.columns = try choices(layout, row)
        default: try record(&layout, row)
        }
    }

    /// A cell without the `="…"` that keeps spreadsheets from reading a number.
    private static func text(_ cell: UnsafeRawBufferPointer) -> Substring {
        let text = cell.trimmingSpace.text
        return text.hasPrefix("=\"") && text.hasSuffix("\"") && text.utf8.count > 2 ? text.dropFirst(2).dropLast() : text[...]
    }

    private static func isContest(_ heading: Substring, _ contest: String) -> Bool {
        heading == contest || heading.hasPrefix(contest + " (")
    }

    private static func choices(_ layout: Layout, _ row: borrowing TableRow) throws(InputError) -> [(
        column: Int, mark: RankMark
    )] {
        var columns: [(column: Int, mark: RankMark)] = []
        for column in layout.ownColumns {
            guard column < row.count else { throw row.fault(column: column, "a choice") }
            let heading = text(row[column])
            guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("),
                let rank = Int(heading[heading.index(after: open)...].dropLast()),
                (1...RankedBallots.highestRank).contains(rank)
            else { throw row.fault(column: column, "a choice and its rank, such as Name(1)") }
            guard case .candidate(let candidate)? = layout.names[String(heading[..<open])] else {
                throw row.fault(column: column, "a candidate of the contest")
            }
            columns.append((column, RankMark(rank: rank, candidate: candidate)))
        }
        return columns
    }

    private static func record(_ layout: inout Layout, _ row: borrowing TableRow) throws(InputError) {
        layout.marks.removeAll(keepingCapacity: true)
        var isOnBallot = false
        for (column, mark) in layout.columns {
            guard column < row.count else { throw row.fault(column: column, "0, 1 or an empty cell") }
            switch text(row[column]) {
            case "": continue
            case "0": isOnBallot = true
            case "1":
                isOnBallot = true
                layout.marks.append(mark)
            default: throw row.fault(column: column, "0, 1 or an empty cell")
            }
        }
        if isOnBallot { try layout.ballots.add(&layout.marks) }
    }
}
