extension Segment {
    /// For each rank the rows that its word stands in, ascending.
    struct Postings: Sendable {
        private var rows: [UInt16]
        /// Where the rows of each rank start, and where the last end.
        private var starts: [UInt32]

        /// Counts first and fills then, so that nothing grows.
        ///
        /// - Parameter ends: where what counts of the words of each row ends.
        init(of text: WordText, ends: [UInt32], ranks: Int) {
            starts = [UInt32](repeating: 0, count: ranks + 1)
            Self.count(text, ends, in: &starts)
            for rank in 0..<ranks { starts[rank + 1] += starts[rank] }
            rows = [UInt16](repeating: 0, count: Int(starts[ranks]))
            Self.fill(text, ends, starts, in: &rows)
        }

        private static func count(_ text: WordText, _ ends: [UInt32], in starts: inout [UInt32]) {
            let ranks = starts.count - 1
            var starts = starts.mutableSpan
            visit(text, ends, ranks: ranks) { rank, _ in starts[rank + 1] += 1 }
        }

        private static func fill(_ text: WordText, _ ends: [UInt32], _ starts: [UInt32], in rows: inout [UInt16]) {
            var places = starts
            fill(text, ends, &places, &rows)
        }

        private static func fill(
            _ text: WordText, _ ends: [UInt32], _ places: inout [UInt32], _ rows: inout [UInt16]
        ) {
            let ranks = places.count - 1
            var places = places.mutableSpan
            var rows = rows.mutableSpan
            visit(text, ends, ranks: ranks) { rank, row in
                rows[Int(places[rank])] = UInt16(row)
                places[rank] += 1
            }
        }

        /// Each word of each row once.
        @inline(__always)
        private static func visit(
            _ text: WordText, _ ends: [UInt32], ranks: Int, _ body: (_ rank: Int, _ row: Int) -> Void
        ) {
            var lastRows = [Int32](repeating: -1, count: ranks)
            var lastRow = lastRows.mutableSpan
            let (words, starts) = (text.ranks.span, text.starts.span)
            for row in 0..<ends.count {
                for index in Int(starts[row])..<Int(ends[row]) where words[index] != Segment.textEnd {
                    let rank = Int(words[index])
                    guard lastRow[rank] != row else { continue }
                    lastRow[rank] = Int32(row)
                    body(rank, row)
                }
            }
        }

        /// Adds the rows of all words whose rank lies in the range.
        func insert(_ ranks: Range<Int>, into set: inout RowSet) {
            set.insert(rows[Int(starts[ranks.lowerBound])..<Int(starts[ranks.upperBound])])
        }
    }
}
