/// An edge: all pairs of two accounts put together.
struct Edge: Hashable {
    /// Ranks of the two accounts in byte order.
    var first: UInt32
    var second: UInt32
    /// Number of pairs.
    var weight: Int
    /// Sum of the delays, in milliseconds.
    var sumDelta: Int64
    /// Distinct contents that were the older, and the newer, of a pair.
    var olderContents: Int
    var newerContents: Int
    /// Distinct objects.
    var objects: Int
}

/// Turns pairs into edges, in byte order of their accounts, in bounded memory.
///
/// The source is gone through several times; each round takes the pairs of one range of ranks, scatters them into
/// buckets that fit the cache, and radix-sorts each bucket by account pair. That costs no hash table and gives the
/// edges already sorted.
struct EdgeBuilder<Source: PairSource> {
    /// About how many pairs a bucket holds: 32 bytes each, so that a bucket stays in the second-level cache.
    private static var bucketTarget: Int { 1 << 14 }
    /// Widest range of ranks in a bucket, so that a sort key fits into one word.
    private static var bucketRankLimit: Int { 1 << 14 }

    let source: Source
    let accountCount: Int
    /// Most pairs held at once.
    let roundLimit: Int
    /// Room for one round's pairs, used again by the next.
    private let room = RecordRoom<PairRecord<Source.Content>>()

    init(source: Source, accountCount: Int, roundLimit: Int) {
        self.source = source
        self.accountCount = accountCount
        self.roundLimit = roundLimit
    }

    /// - Parameters:
    ///   - ranks: the ranks the source holds pairs for.
    ///   - pairCounts: pairs of each rank, as first account.
    func forEachEdge(ranks: Range<Int>, pairCounts: [Int], _ body: (Edge) throws -> Void) throws {
        var start = ranks.lowerBound
        while start < ranks.upperBound {
            var end = start
            var total = 0
            while end < ranks.upperBound, end == start || total + pairCounts[end] <= roundLimit {
                total += pairCounts[end]
                end += 1
            }
            if total > 0 { try round(start..<end, total: total, pairCounts: pairCounts, body) }
            start = end
        }
    }

    private struct Bucket {
        var ranks: Range<Int>
        var start: Int
        var count: Int
    }

    private func buckets(_ ranks: Range<Int>, pairCounts: [Int]) -> (buckets: [Bucket], ofRank: [UInt32]) {
        var buckets: [Bucket] = []
        var ofRank = [UInt32](repeating: 0, count: ranks.count)
        var start = ranks.lowerBound
        var offset = 0
        while start < ranks.upperBound {
            var end = start
            var count = 0
            while end < ranks.upperBound, end == start || count + pairCounts[end] <= Self.bucketTarget,
                end - start < Self.bucketRankLimit
            {
                count += pairCounts[end]
                ofRank[end - ranks.lowerBound] = UInt32(buckets.count)
                end += 1
            }
            buckets.append(Bucket(ranks: start..<end, start: offset, count: count))
            offset += count
            start = end
        }
        return (buckets, ofRank)
    }

    private func round(_ ranks: Range<Int>, total: Int, pairCounts: [Int], _ body: (Edge) throws -> Void) throws {
        let (buckets, bucketOfRank) = buckets(ranks, pairCounts: pairCounts)
        let records = room.reserve(total)
        var cursors = buckets.map(\.start)
        let lowest = ranks.lowerBound
        try cursors.withUnsafeMutableBufferPointer { cursors in
            try bucketOfRank.withUnsafeBufferPointer { bucketOfRank in
                try source.forEachPair(ranks: ranks) { record in
                    let bucket = Int(bucketOfRank[record.lowRank - lowest])
                    (records.baseAddress! + cursors[bucket]).initialize(to: record)
                    cursors[bucket] += 1
                }
            }
        }
        var sorter = BucketSorter<Source.Content>(accountCount: accountCount)
        for bucket in buckets where bucket.count > 0 {
            let slice = UnsafeBufferPointer(rebasing: records[bucket.start..<bucket.start + bucket.count])
            try sorter.forEachEdge(slice, ranks: bucket.ranks, body)
        }
    }
}

/// Memory that is asked for once and kept: fresh pages for every round would cost more than the sorting.
private final class RecordRoom<Record: BitwiseCopyable> {
    private var storage = UnsafeMutableBufferPointer<Record>(start: nil, count: 0)

    deinit { storage.deallocate() }

    func reserve(_ count: Int) -> UnsafeMutableBufferPointer<Record> {
        if storage.count < count {
            storage.deallocate()
            storage = .allocate(capacity: count)
        }
        return storage
    }
}

/// Sorts one bucket of pairs by account pair, keeping their order otherwise, and adds up each group.
private struct BucketSorter<Content: FixedWidthInteger & BitwiseCopyable & Sendable> {
    private let accountBits: Int
    private var keys: [UInt64] = []
    private var spare: [UInt64] = []
    private var group = EdgeGroup<Content>()

    init(accountCount: Int) {
        accountBits = max(1, Int.bitWidth - max(accountCount - 1, 1).leadingZeroBitCount)
    }

    /// Sort key of a record: its account pair relative to the bucket, then its position, in one word.
    mutating func forEachEdge(
        _ records: UnsafeBufferPointer<PairRecord<Content>>, ranks: Range<Int>, _ body: (Edge) throws -> Void
    ) throws {
        let positionBits = max(1, Int.bitWidth - (records.count - 1).leadingZeroBitCount)
        let rankBits = max(1, Int.bitWidth - max(ranks.count - 1, 1).leadingZeroBitCount)
        let mask: UInt64 = (1 << UInt64(positionBits)) - 1
        keys.removeAll(keepingCapacity: true)
        for position in 0..<records.count {
            let key = records[position].key
            let pair = UInt64(Int(key >> 32) - ranks.lowerBound) << UInt64(accountBits) | (key & 0xFFFF_FFFF)
            keys.append(pair << UInt64(positionBits) | UInt64(position))
        }
        RadixSort.sort(&keys, spare: &spare, bits: positionBits..<positionBits + accountBits + rankBits)
        var index = 0
        while index < keys.count {
            let pair = keys[index] >> UInt64(positionBits)
            var end = index + 1
            while end < keys.count, keys[end] >> UInt64(positionBits) == pair { end += 1 }
            if end == index + 1 {
                let record = records[Int(keys[index] & mask)]
                try body(
                    Edge(
                        first: UInt32(record.key >> 32), second: UInt32(truncatingIfNeeded: record.key), weight: 1,
                        sumDelta: record.delta, olderContents: 1, newerContents: 1, objects: 1))
            } else {
                group.removeAll()
                for place in index..<end { group.add(records[Int(keys[place] & mask)]) }
                try body(group.edge(key: records[Int(keys[index] & mask)].key))
            }
            index = end
        }
    }
}

/// The pairs of one edge, being added up.
private struct EdgeGroup<Content: FixedWidthInteger & BitwiseCopyable & Sendable> {
    private var weight = 0
    private var sumDelta: Int64 = 0
    private var objects = 0
    private var lastObject: UInt32 = 0
    private var older: [Content] = []
    private var newer: [Content] = []

    mutating func removeAll() {
        weight = 0
        sumDelta = 0
        objects = 0
        older.removeAll(keepingCapacity: true)
        newer.removeAll(keepingCapacity: true)
    }

    mutating func add(_ record: PairRecord<Content>) {
        if weight == 0 || record.object != lastObject { objects += 1 }
        lastObject = record.object
        weight += 1
        sumDelta += record.delta
        older.append(record.older)
        newer.append(record.newer)
    }

    mutating func edge(key: UInt64) -> Edge {
        Edge(
            first: UInt32(key >> 32), second: UInt32(truncatingIfNeeded: key), weight: weight, sumDelta: sumDelta,
            olderContents: Self.distinct(&older), newerContents: Self.distinct(&newer), objects: objects)
    }

    private static func distinct(_ values: inout [Content]) -> Int {
        if values.count == 2 { return values[0] == values[1] ? 1 : 2 }
        values.sort()
        var count = 1
        for index in 1..<values.count where values[index] != values[index - 1] { count += 1 }
        return count
    }
}
