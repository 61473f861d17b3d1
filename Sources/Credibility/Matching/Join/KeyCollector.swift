/// Reads texts into keys, each kept once, and the shingles of those that can be similar to others.
struct KeyCollector {
    private(set) var groups = KeyGroups()
    /// The key of each set of shingles.
    private(set) var keyOfSet: [Int] = []
    private var normaliser: TextNormaliser
    private var shingles = ShingleNumbers()
    private var numbers: [UInt32] = []
    private var ends: [Int] = []

    init(ignoringAccents: Bool = false) { normaliser = TextNormaliser(ignoringAccents: ignoringAccents) }

    /// The key of each row; ``KeyMembers/none`` for texts without letters and numbers.
    mutating func keys(of table: TextTable) -> [Int32] {
        var keys: [Int32] = []
        keys.reserveCapacity(table.count)
        for row in 0..<table.count {
            table.withText(row) { normaliser.normalise($0) }
            keys.append(normaliser.scalars.isEmpty ? KeyMembers.none : Int32(take(normaliser.scalars)))
        }
        return keys
    }

    private mutating func take(_ scalars: [UInt32]) -> Int {
        let (index, isNew) = groups.insert(scalars)
        if isNew, scalars.count >= TextKey.shortLength {
            shingles.append(scalars, to: &numbers)
            ends.append(numbers.count)
            keyOfSet.append(index)
        }
        return index
    }

    /// The shingles of all keys that can be similar to others.
    var sets: ShingleSets { ShingleSets(numbers: numbers, ends: ends, textCounts: shingles.textCounts) }
}
