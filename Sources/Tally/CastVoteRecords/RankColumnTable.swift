import Daylight

/// A table with one column per rank, whose cells name candidates (`ess`; tally reference, section 9).
struct RankColumnTable: TableLayout {
    private let source: CastVoteRecordSource
    private let names: MarkNames
    private let rankLimit: Int
    private let delimiter: [UInt8]
    private let takesOvervoteLabel: Bool
    private var rowsSeen = 0
    private var marks: [RankMark] = []

    init(_ source: CastVoteRecordSource, _ names: MarkNames, rankLimit: Int, rule: RankedRules.Overvote) {
        self.source = source
        self.names = names
        self.rankLimit = rankLimit
        delimiter = Array(source.overvoteDelimiter.utf8)
        takesOvervoteLabel = rule != .exhaustIfMultipleContinuing
    }

    mutating func take(_ row: borrowing TableRow, into ballots: inout RankedBallots) throws(InputError) {
        rowsSeen += 1
        guard rowsSeen > source.firstVoteRow else { return }
        marks.removeAll(keepingCapacity: true)
        for rank in 1...rankLimit {
            let column = source.firstVoteColumn + rank - 1
            guard column < row.count || source.blankIsUndeclared else { break }
            let cell = column < row.count ? row[column].trimmingSpace : UnsafeRawBufferPointer(start: nil, count: 0)
            if cell.isEmpty {
                if source.blankIsUndeclared, let undeclared = names.undeclared {
                    marks.append(RankMark(rank: rank, candidate: undeclared))
                }
            } else if let mark = try mark(cell, rank, row, column, isOne: true) {
                marks.append(mark)
            } else if !delimiter.isEmpty, cell.text.contains(source.overvoteDelimiter) {
                try addSeveral(cell, rank, row, column)
            } else if names[cell] == nil {
                throw row.fault(column: column, "a candidate of the contest")
            }
        }
        try ballots.add(&marks)
    }

    mutating func finish() { rowsSeen = 0 }

    /// The mark for one name; `nil` when nothing was marked or the name is unknown.
    private func mark(
        _ cell: UnsafeRawBufferPointer, _ rank: Int, _ row: borrowing TableRow, _ column: Int, isOne: Bool
    ) throws(InputError) -> RankMark? {
        switch names[cell] {
        case .candidate(let candidate)?: return RankMark(rank: rank, candidate: candidate)
        case .overvote? where isOne && takesOvervoteLabel: return RankMark(rank: rank, candidate: RankMark.overvote)
        case .overvote?: throw row.fault(column: column, "the names that were marked, which the overvote rule asks for")
        case .skipped?, nil: return nil
        }
    }

    private mutating func addSeveral(
        _ cell: UnsafeRawBufferPointer, _ rank: Int, _ row: borrowing TableRow, _ column: Int
    ) throws(InputError) {
        var start = 0
        while start <= cell.count {
            var end = start
            while end < cell.count, !cell[end...].starts(with: delimiter) { end += 1 }
            let part = UnsafeRawBufferPointer(rebasing: cell[start..<end])
            guard let mark = try mark(part, rank, row, column, isOne: false) else {
                throw row.fault(column: column, "candidates of the contest between \(source.overvoteDelimiter)")
            }
            marks.append(mark)
            start = end + delimiter.count
        }
    }
}
