/// Which rows of the two tables have each key.
struct KeyMembers: Sendable {
    /// Stands for the key of an empty text.
    static let none: Int32 = -1

    private let claimRows: Lists
    private let queryRows: Lists

    /// - Parameter claims, queries: the key of each row.
    init(keyCount: Int, claims: [Int32], queries: [Int32]) {
        claimRows = Lists(keyCount, claims)
        queryRows = Lists(keyCount, queries)
    }

    func claims(_ key: Int) -> ArraySlice<UInt32> { claimRows[key] }
    func queries(_ key: Int) -> ArraySlice<UInt32> { queryRows[key] }

    func roles(_ key: Int) -> SetJoin.Roles {
        var roles: SetJoin.Roles = []
        if !claimRows[key].isEmpty { roles.insert(.claim) }
        if !queryRows[key].isEmpty { roles.insert(.query) }
        return roles
    }

    /// Rows by key, ascending.
    private struct Lists: Sendable {
        private var starts: [UInt32]
        private var rows: [UInt32]

        init(_ keyCount: Int, _ keys: [Int32]) {
            starts = [UInt32](repeating: 0, count: keyCount + 1)
            for key in keys where key != KeyMembers.none { starts[Int(key) + 1] += 1 }
            for key in 0..<keyCount { starts[key + 1] += starts[key] }
            rows = [UInt32](repeating: 0, count: Int(starts[keyCount]))
            var next = starts
            for (row, key) in keys.enumerated() where key != KeyMembers.none {
                rows[Int(next[Int(key)])] = UInt32(row)
                next[Int(key)] += 1
            }
        }

        subscript(key: Int) -> ArraySlice<UInt32> { rows[Int(starts[key])..<Int(starts[key + 1])] }
    }
}
