/// Rows of a table that has one row for each key: equal rows are one, and rows that differ spoil each other, so that
/// nothing depends on the order in which they stand.
struct KeyedRows<Key: Comparable & Hashable & Sendable, Value: Sendable>: Sendable {
    struct Row {
        let key: Key
        let value: Value
        let digest: UInt64
        let line: Int
        let file: Int
    }

    var rows: [Row] = []

    /// The rows that stand, ascending by key, and those that differ from another row of their key.
    func settled() -> (good: [Row], conflicting: [Row]) {
        let sorted = rows.sorted { ($0.key, $0.file, $0.line) < ($1.key, $1.file, $1.line) }
        var (good, conflicting): ([Row], [Row]) = ([], [])
        var start = 0
        while start < sorted.count {
            var end = start + 1
            while end < sorted.count, sorted[end].key == sorted[start].key { end += 1 }
            if sorted[start..<end].allSatisfy({ $0.digest == sorted[start].digest }) {
                good.append(sorted[start])
            } else {
                conflicting += sorted[start..<end]
            }
            start = end
        }
        return (good, conflicting)
    }
}

extension KeyedRows.Row: Sendable {}
