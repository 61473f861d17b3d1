import Daylight

/// Columns of zeros and ones, each of which stands for one mark; empty cells say that the contest is not on the ballot.
struct MarkColumns: Sendable {
    private var columns: [(index: Int, mark: RankMark)] = []
    private var marks: [RankMark] = []

    var isEmpty: Bool { columns.isEmpty }

    mutating func append(_ column: Int, _ mark: RankMark) { columns.append((column, mark)) }

    /// Adds the ballot of a row, if the contest is on it.
    ///
    /// - Parameter text: what a cell says.
    mutating func addBallot(
        _ row: borrowing TableRow, to ballots: inout RankedBallots, text: (UnsafeRawBufferPointer) -> Substring
    ) throws(InputError) {
        marks.removeAll(keepingCapacity: true)
        var isOnBallot = false
        for (column, mark) in columns {
            guard column < row.count else { throw row.fault(column: column, "0, 1 or an empty cell") }
            switch text(row[column]) {
            case "": continue
            case "0": isOnBallot = true
            case "1":
                isOnBallot = true
                marks.append(mark)
            default: throw row.fault(column: column, "0, 1 or an empty cell")
            }
        }
        if isOnBallot { try ballots.add(&marks) }
    }
}
