import Daylight

/// Dominion's table: contests in the second row, choices in the third, records from the fifth on; a ranked choice is headed
/// `Name(rank)` (tally reference, section 9).
struct DominionTable: TableLayout {
    /// Rows above the first record.
    private static let headerRows = 4

    private let contest: String
    private let names: MarkNames
    private var rowsSeen = 0
    /// Columns of the contest.
    private var ownColumns: [Int] = []
    private var columns = MarkColumns()

    init(_ source: CastVoteRecordSource, _ names: MarkNames) {
        contest = source.contestID
        self.names = names
    }

    mutating func take(_ row: borrowing TableRow, into ballots: inout RankedBallots) throws(InputError) {
        guard !row.isEmptyLine else { return }
        rowsSeen += 1
        switch rowsSeen {
        case 1, Self.headerRows: return
        case 2:
            for column in 0..<row.count {
                let heading = Self.text(row[column])
                if heading == contest || heading.hasPrefix(contest + " (") { ownColumns.append(column) }
            }
            guard !ownColumns.isEmpty else {
                throw InputError(place: .line(row.line), expected: "columns of contest \(contest)", found: "none")
            }
        case 3: try readChoices(row)
        default: try columns.addBallot(row, to: &ballots, text: Self.text)
        }
    }

    mutating func finish() throws(InputError) {
        guard rowsSeen >= Self.headerRows else {
            throw InputError(place: .line(1), expected: "\(Self.headerRows) rows of headings", found: "\(rowsSeen)")
        }
        rowsSeen = 0
        ownColumns = []
        columns = MarkColumns()
    }

    /// A cell without the `="…"` that keeps spreadsheets from reading a number.
    private static func text(_ cell: UnsafeRawBufferPointer) -> Substring {
        let text = cell.trimmingSpace.text
        return text.hasPrefix("=\"") && text.hasSuffix("\"") && text.utf8.count > 2 ? text.dropFirst(2).dropLast() : text[...]
    }

    private mutating func readChoices(_ row: borrowing TableRow) throws(InputError) {
        for column in ownColumns {
            guard column < row.count else { throw row.fault(column: column, "a choice") }
            let heading = Self.text(row[column])
            guard heading.hasSuffix(")"), let open = heading.lastIndex(of: "("),
                let rank = Int(heading[heading.index(after: open)...].dropLast()),
                (1...RankedBallots.highestRank).contains(rank)
            else { throw row.fault(column: column, "a choice and its rank, such as Name(1)") }
            guard case .candidate(let candidate)? = names[String(heading[..<open])] else {
                throw row.fault(column: column, "a candidate of the contest")
            }
            columns.append(column, RankMark(rank: rank, candidate: candidate))
        }
    }
}
