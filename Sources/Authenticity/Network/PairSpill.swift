/// Pairs on their way to edges when rows are on disk: sent to files by the rank of their first account, so that each
/// file is one stretch of the sorted edge list.
struct PairSpill {
    private static let fileCount = 96
    private static let bufferByteCount = 1 << 15

    private let writers: [ScratchWriter]
    /// First rank of each file, and the number of accounts at the end.
    private let bounds: [Int]
    private let fileOfRank: [UInt8]

    /// - Parameter pairCounts: pairs of each rank as first account; files get about equal shares of them.
    init(pairCounts: [Int], scratch: any ScratchSpace) throws {
        let share = max(1, pairCounts.reduce(0, +) / Self.fileCount)
        var bounds = [0]
        var files = [UInt8](repeating: 0, count: pairCounts.count)
        var held = 0
        for (rank, count) in pairCounts.enumerated() {
            if held >= share, bounds.count < Self.fileCount {
                bounds.append(rank)
                held = 0
            }
            files[rank] = UInt8(bounds.count - 1)
            held += count
        }
        writers = try bounds.map { _ in ScratchWriter(try scratch.makeFile(), bufferByteCount: Self.bufferByteCount) }
        self.bounds = bounds + [pairCounts.count]
        fileOfRank = files
    }

    func add(
        _ table: ShareTable, window: Int64, participating: BitSet?, firstObject: Int, contentHash: (UInt32) -> UInt64
    ) throws {
        var failure: (any Error)?
        TablePairs(table: table, window: window, participating: participating)
            .forEachPair(ranks: 0..<Int.max) { record in
                guard failure == nil else { return }
                do {
                    try writers[Int(fileOfRank[record.lowRank])].append(
                        PairRecord<UInt64>(
                            key: record.key, delta: record.delta, older: contentHash(record.older),
                            newer: contentHash(record.newer), object: UInt32(truncatingIfNeeded: firstObject + Int(record.object))
                        ))
                } catch { failure = error }
            }
        if let failure { throw failure }
    }

    /// The edges of all files, in byte order of their accounts.
    func forEachEdge(accountCount: Int, pairCounts: [Int], roundLimit: Int, _ body: (Edge) throws -> Void) throws {
        for (index, writer) in writers.enumerated() {
            let source = SpilledPairs(file: try writer.finished())
            try EdgeBuilder(source: source, accountCount: accountCount, roundLimit: roundLimit)
                .forEachEdge(ranks: bounds[index]..<bounds[index + 1], pairCounts: pairCounts, body)
        }
    }
}

/// Counts distinct 64-bit hashes, however many there are, by sending them to files first.
final class DistinctCount {
    private static let fileCount = 16
    private let writers: [ScratchWriter]

    init(scratch: any ScratchSpace) throws {
        writers = try (0..<Self.fileCount).map { _ in ScratchWriter(try scratch.makeFile(), bufferByteCount: 1 << 14) }
    }

    func add(_ hash: UInt64) throws { try writers[Int(hash >> 60)].append(hash) }

    func count() throws -> Int {
        var total = 0
        for writer in writers {
            var hashes: [UInt64] = []
            try writer.finished().forEachRecord(UInt64.self) { hashes.append($0) }
            hashes.sort()
            var previous: UInt64?
            for hash in hashes where hash != previous {
                total += 1
                previous = hash
            }
        }
        return total
    }
}
