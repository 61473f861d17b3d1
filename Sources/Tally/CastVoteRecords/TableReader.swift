import Daylight

/// How one kind of table is read, row by row.
protocol TableLayout: Sendable {
    mutating func take(_ row: borrowing TableRow, into ballots: inout RankedBallots) throws(InputError)

    /// Says that the table has ended, and begins anew.
    mutating func finish() throws(InputError)
}

/// A table of cast vote records.
struct TableReader<Layout: TableLayout>: CastVoteRecordReader {
    private struct Context: Sendable {
        var layout: Layout
        var ballots = RankedBallots()
    }

    private var rows = TableRows()
    private var context: Context

    init(_ layout: Layout) { context = Context(layout: layout) }

    mutating func read(_ piece: UnsafeRawBufferPointer, into ballots: inout RankedBallots) throws(InputError) {
        swap(&context.ballots, &ballots)
        defer { swap(&context.ballots, &ballots) }
        try rows.read(piece, &context) { context, row throws(InputError) in
            try context.layout.take(row, into: &context.ballots)
        }
    }

    mutating func finish(into ballots: inout RankedBallots) throws(InputError) {
        swap(&context.ballots, &ballots)
        defer { swap(&context.ballots, &ballots) }
        try rows.finish(&context) { context, row throws(InputError) in
            try context.layout.take(row, into: &context.ballots)
        }
        try context.layout.finish()
    }
}
