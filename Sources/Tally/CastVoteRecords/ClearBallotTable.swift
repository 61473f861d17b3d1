import Daylight

/// Clear Ballot's table: a column for each rank of each choice, headed
/// `Choice_i_j:Contest:rank:Vote For k:Choice:Party` (tally reference, section 9).
struct ClearBallotTable: TableLayout {
    private let contest: String
    private let names: MarkNames
    private var columns = MarkColumns()

    init(_ source: CastVoteRecordSource, _ names: MarkNames) {
        contest = source.contestID
        self.names = names
    }

    mutating func take(_ row: borrowing TableRow, into ballots: inout RankedBallots) throws(InputError) {
        guard !row.isEmptyLine else { return }
        if columns.isEmpty { return try readHeadings(row) }
        try columns.addBallot(row, to: &ballots) { $0.trimmingSpace.text[...] }
    }

    mutating func finish() throws(InputError) {
        guard !columns.isEmpty else {
            throw InputError(place: .line(1), expected: "a row of headings", found: "nothing")
        }
        columns = MarkColumns()
    }

    private mutating func readHeadings(_ row: borrowing TableRow) throws(InputError) {
        for column in 0..<row.count {
            let parts = row[column].text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count >= 6, parts[0].hasPrefix("Choice_"), parts[1] == contest else { continue }
            guard let rank = Int(parts[2]), (1...RankedBallots.highestRank).contains(rank) else {
                throw row.fault(column: column, "a rank as the third part of the heading")
            }
            // A choice's name may hold colons itself.
            guard case .candidate(let candidate)? = names[parts[4..<(parts.count - 1)].joined(separator: ":")] else {
                throw row.fault(column: column, "a candidate of the contest as the fifth part of the heading")
            }
            columns.append(column, RankMark(rank: rank, candidate: candidate))
        }
        guard !columns.isEmpty else {
            throw InputError(place: .line(row.line), expected: "columns of contest \(contest)", found: "none")
        }
    }
}
