/// One look over a table's pairs: how many there are, on which first accounts they fall, and which rows are in any.
struct PairCensus {
    private(set) var pairs = 0
    /// For each row of the table whether it is in a pair.
    private(set) var isInPair: [Bool]
    /// Distinct objects with a pair.
    private(set) var objects = 0

    /// - Parameters:
    ///   - participating: rows that carry the participation rule; a pair needs one of them. `nil` when there is no rule.
    ///   - pairCounts: pairs of each rank as first account; added to.
    init(_ table: ShareTable, window: Int64, participating: BitSet?, pairCounts: inout [Int]) {
        var marks = [Bool](repeating: false, count: table.rowCount)
        var count = 0
        var objectCount = 0
        var lastObject = -1
        let rows = table.rows
        marks.withUnsafeMutableBufferPointer { marks in
            pairCounts.withUnsafeMutableBufferPointer { pairCounts in
                table.forEachPair(window: window) { object, older, newer in
                    if let participating, !participating[older], !participating[newer] { return }
                    count += 1
                    marks[older] = true
                    marks[newer] = true
                    pairCounts[Int(min(rows[older].account, rows[newer].account))] += 1
                    if object != lastObject {
                        objectCount += 1
                        lastObject = object
                    }
                }
            }
        }
        pairs = count
        isInPair = marks
        objects = objectCount
    }
}
