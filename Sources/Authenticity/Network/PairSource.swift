/// Two shares that lie within the window, reduced to what edges need.
///
/// `Content` is the content's number while all is in memory, and a keyed 64-bit hash of its id when rows are on disk.
struct PairRecord<Content: FixedWidthInteger & BitwiseCopyable & Sendable>: BitwiseCopyable {
    /// Rank of the account that comes first in byte order, in the high half; the other's in the low.
    var key: UInt64
    /// Newer minus older, in milliseconds.
    var delta: Int64
    var older: Content
    var newer: Content
    /// Number of the object, increasing as the records come.
    var object: UInt32
    /// Keeps size and stride equal, so that records can be written as they lie in memory.
    var unused: UInt32 = 0

    @inline(__always)
    static func key(_ one: UInt32, _ other: UInt32) -> UInt64 {
        one < other ? UInt64(one) << 32 | UInt64(other) : UInt64(other) << 32 | UInt64(one)
    }

    @inline(__always)
    var lowRank: Int { Int(key >> 32) }
}

/// Pairs that can be gone through as often as needed.
protocol PairSource {
    associatedtype Content: FixedWidthInteger & BitwiseCopyable & Sendable

    /// Every pair whose first account's rank lies in the range, those of one object together.
    func forEachPair(ranks: Range<Int>, _ body: (PairRecord<Content>) -> Void) throws
}

/// The pairs of one table in memory.
struct TablePairs: PairSource {
    let table: ShareTable
    let window: Int64
    /// Rows that carry the participation rule; `nil` when there is none.
    let participating: BitSet?

    @inline(__always)
    func forEachPair(ranks: Range<Int>, _ body: (PairRecord<UInt32>) -> Void) {
        let rows = table.rows.baseAddress!
        table.forEachPair(window: window) { object, older, newer in
            let first = rows[older]
            let second = rows[newer]
            let key = PairRecord<UInt32>.key(first.account, second.account)
            guard ranks.contains(Int(key >> 32)) else { return }
            if let participating, !participating[older], !participating[newer] { return }
            body(
                PairRecord(
                    key: key, delta: second.time - first.time, older: first.content, newer: second.content,
                    object: UInt32(truncatingIfNeeded: object)))
        }
    }
}

/// The pairs of one range of ranks, on disk.
struct SpilledPairs: PairSource {
    let file: any ScratchFile

    func forEachPair(ranks: Range<Int>, _ body: (PairRecord<UInt64>) -> Void) throws {
        try file.forEachRecord(PairRecord<UInt64>.self) { record in
            if ranks.contains(record.lowRank) { body(record) }
        }
    }
}

/// Pairs in an array, those of one object together.
struct ListedPairs: PairSource {
    let pairs: [PairRecord<UInt32>]

    func forEachPair(ranks: Range<Int>, _ body: (PairRecord<UInt32>) -> Void) {
        for pair in pairs where ranks.contains(pair.lowRank) { body(pair) }
    }

    /// The edges these pairs make, in byte order of their accounts.
    func forEachEdge(accountCount: Int, _ body: (Edge) throws -> Void) throws {
        var counts = [Int](repeating: 0, count: accountCount)
        for pair in pairs { counts[pair.lowRank] += 1 }
        try EdgeBuilder(source: self, accountCount: accountCount, roundLimit: max(pairs.count, 1))
            .forEachEdge(ranks: 0..<accountCount, pairCounts: counts, body)
    }
}
