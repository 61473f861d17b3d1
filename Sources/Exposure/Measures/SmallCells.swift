/// Cells too small for a test are merged before it: a few people make any difference look large (reference 7).
public enum SmallCells {
    /// The cells that stand together, as indices: all too small ones in one group, and when that is still too small, with the
    /// smallest of the others (of equals the first).
    public static func groups(totals: [Int64], atLeast minimum: Int64 = MeasureThreshold.smallestTestedCell) -> [[Int]] {
        var small = totals.indices.filter { totals[$0] < minimum }
        var large = totals.indices.filter { totals[$0] >= minimum }
        guard !small.isEmpty else { return large.map { [$0] } }
        // A few counts below the minimum cannot overflow, but many could only by saturating.
        let pooled = small.reduce(Int64(0)) { min(minimum, $0 + max(0, totals[$1])) }
        if pooled < minimum, let smallest = large.indices.min(by: { totals[large[$0]] < totals[large[$1]] }) {
            small.append(large.remove(at: smallest))
        }
        return large.map { [$0] } + [small.sorted()]
    }

    /// A table of variants by cells with columns of too few people merged.
    ///
    /// - Precondition: rows are equally long.
    public static func merged(
        table: [[Int64]], atLeast minimum: Int64 = MeasureThreshold.smallestTestedCell
    ) -> [[Int64]] {
        let totals = (table.first ?? []).indices.map { column in saturatingSum(table.map { $0[column] }) }
        let groups = groups(totals: totals, atLeast: minimum)
        return table.map { row in groups.map { saturatingSum($0.map { row[$0] }) } }
    }

    /// Counts with their baseline, cells of too few people merged.
    ///
    /// - Precondition: as many counts as weights.
    public static func merged(
        counts: [Int64], baseline: [Double], atLeast minimum: Int64 = MeasureThreshold.smallestTestedCell
    ) -> (counts: [Int64], baseline: [Double]) {
        let groups = groups(totals: counts, atLeast: minimum)
        return (
            groups.map { saturatingSum($0.map { counts[$0] }) },
            groups.map { group in CompensatedSum(group.map { baseline[$0] }).value }
        )
    }

    private static func saturatingSum(_ counts: [Int64]) -> Int64 {
        counts.reduce(0) { sum, count in
            let (next, overflow) = sum.addingReportingOverflow(count)
            return overflow ? .max : next
        }
    }
}
