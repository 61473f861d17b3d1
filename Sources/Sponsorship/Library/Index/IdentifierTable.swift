/// Finds the row of the newest version of an ad by its identifier.
///
/// Open addressing in shards, so that a copy shares all but those written to; the identifiers stay in the segments.
struct IdentifierTable: Sendable {
    /// Rows and one, 0 where free.
    private struct Shard: Sendable {
        var slots = [UInt32](repeating: 0, count: 8)
        var count = 0
    }

    private static let shardBits = 10
    private var shards = [Shard](repeating: Shard(), count: 1 << shardBits)

    /// Puts the row in place of the one that had the identifier and answers the latter.
    ///
    /// - Parameter id: reads the identifier of a row in the table.
    mutating func replace(_ row: UInt32, id: (UInt32) -> ArraySlice<UInt8>) -> UInt32? {
        let name = id(row)
        let hash = Self.hash(name)
        let shard = hash & (1 << Self.shardBits - 1)
        if shards[shard].count * 4 > shards[shard].slots.count * 3 { grow(shard, id) }
        let slot = shards[shard].slots.firstSlot(hash >> Self.shardBits) { id($0) == name }
        let old = shards[shard].slots[slot]
        shards[shard].slots[slot] = row + 1
        if old == 0 { shards[shard].count += 1 }
        return old == 0 ? nil : old - 1
    }

    /// The row that has the identifier.
    func row(of name: ArraySlice<UInt8>, id: (UInt32) -> ArraySlice<UInt8>) -> UInt32? {
        let hash = Self.hash(name)
        let slots = shards[hash & (1 << Self.shardBits - 1)].slots
        let found = slots[slots.firstSlot(hash >> Self.shardBits) { id($0) == name }]
        return found == 0 ? nil : found - 1
    }

    private mutating func grow(_ shard: Int, _ id: (UInt32) -> ArraySlice<UInt8>) {
        var slots = [UInt32](repeating: 0, count: shards[shard].slots.count * 2)
        for entry in shards[shard].slots where entry != 0 {
            slots[slots.firstSlot(Self.hash(id(entry - 1)) >> Self.shardBits) { _ in false }] = entry
        }
        shards[shard].slots = slots
    }

    private static func hash(_ name: ArraySlice<UInt8>) -> Int {
        var hasher = Hasher()
        name.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize() & .max
    }
}

extension [UInt32] {
    /// The slot that holds a row that is looked for, or the free one where it would stand.
    fileprivate func firstSlot(_ hash: Int, where isWanted: (UInt32) -> Bool) -> Int {
        var slot = hash & (count - 1)
        while self[slot] != 0, !isWanted(self[slot] - 1) { slot = (slot + 1) & (count - 1) }
        return slot
    }
}
