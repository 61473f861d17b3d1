import Daylight

/// A table with one column per candidate, whose cells are ranks (`genericCsv`; tally reference, section 11.1).
struct GenericTable: TableLayout {
    private let firstVoteColumn: Int
    private let firstVoteRow: Int
    private let rankLimit: Int?
    private let names: MarkNames
    /// Candidates by column, from the first column of votes on.
    private var columns: [Int] = []
    private var rowsSeen = 0
    private var marks: [RankMark] = []

    init(_ source: CastVoteRecordSource, _ names: MarkNames, rankLimit: Int?) {
        firstVoteColumn = source.firstVoteColumn
        firstVoteRow = max(1, source.firstVoteRow)
        self.rankLimit = rankLimit
        self.names = names
    }

    mutating func take(_ row: borrowing TableRow, into ballots: inout RankedBallots) throws(InputError) {
        guard !row.isEmptyLine else { return }
        defer { rowsSeen += 1 }
        if rowsSeen == 0 { return columns = try header(row) }
        guard rowsSeen >= firstVoteRow else { return }
        marks.removeAll(keepingCapacity: true)
        for column in firstVoteColumn..<max(firstVoteColumn, row.count) {
            let cell = row[column].trimmingSpace
            guard !cell.isEmpty else { continue }
            let offset = column - firstVoteColumn
            guard offset < columns.count else { throw row.fault(column: column, "no more cells than the header has") }
            guard let rank = Self.rank(cell) else { throw row.fault(column: column, "a rank, a whole number from 1") }
            guard rank <= rankLimit ?? RankedBallots.highestRank else {
                throw row.fault(column: column, "a rank up to \(rankLimit ?? RankedBallots.highestRank)")
            }
            marks.append(RankMark(rank: rank, candidate: columns[offset]))
        }
        try ballots.add(&marks)
    }

    mutating func finish() throws(InputError) {
        guard rowsSeen > 0 else {
            throw InputError(place: .line(1), expected: "a row that names the candidates", found: "nothing")
        }
        rowsSeen = 0
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

    private func header(_ row: borrowing TableRow) throws(InputError) -> [Int] {
        var columns: [Int] = []
        for column in firstVoteColumn..<max(firstVoteColumn, row.count) {
            guard case .candidate(let candidate)? = names[row[column]] else {
                throw row.fault(column: column, "a candidate of the contest")
            }
            guard !columns.contains(candidate) else { throw row.fault(column: column, "each candidate in one column") }
            columns.append(candidate)
        }
        guard !columns.isEmpty else { throw row.fault(column: firstVoteColumn, "a column for each candidate") }
        return columns
    }
}
