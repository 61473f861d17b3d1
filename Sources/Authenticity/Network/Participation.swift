/// The participation rule (CooRTweet): an account counts as taking part if at least `minimum` of its rows carry a content that is in
/// some pair, and a pair is kept if either of its contents belongs to such an account. Or, not and: an account below
/// the minimum stays when its partner is above.
protocol ParticipationRule {
    /// Takes in one table and which of its rows are in pairs.
    mutating func observe(_ table: ShareTable, index: Int, census: PairCensus) throws
    /// The rows of a table that carry a content of an account that takes part; asked after all tables were observed.
    mutating func participating(_ table: ShareTable, index: Int) throws -> BitSet
}

/// The rule when all rows are in one table and contents are numbered.
struct ParticipationInMemory: ParticipationRule {
    private let minimum: Int
    private var contents = BitSet(count: 0)

    init(minimum: Int) { self.minimum = minimum }

    mutating func observe(_ table: ShareTable, index: Int, census: PairCensus) {
        let inPairs = BitSet(count: table.contents.count)
        for row in 0..<table.rowCount where census.isInPair[row] { inPairs.insert(Int(table.rows[row].content)) }
        var counts: [UInt32: Int] = [:]
        for row in table.rows[..<table.rowCount] where inPairs[Int(row.content)] { counts[row.account, default: 0] += 1 }
        contents = BitSet(count: table.contents.count)
        for row in table.rows[..<table.rowCount]
        where inPairs[Int(row.content)] && counts[row.account, default: 0] >= minimum {
            contents.insert(Int(row.content))
        }
    }

    func participating(_ table: ShareTable, index: Int) -> BitSet {
        let rows = BitSet(count: table.rowCount)
        for row in 0..<table.rowCount where contents[Int(table.rows[row].content)] { rows.insert(row) }
        return rows
    }
}

/// The rule when tables are read from disk one at a time: rows are sent to partitions by content, each partition is
/// decided alone, and the verdicts are sent back to the tables.
struct ParticipationOnDisk: ParticipationRule {
    private static let partitionCount = 32
    private static let bufferByteCount = 1 << 14

    /// A row on its way to the partition of its content.
    private struct Row: BitwiseCopyable {
        var content: UInt64
        var account: UInt32
        var table: UInt32
        var row: UInt32
        var isInPair: UInt32
    }

    private let minimum: Int
    private let seed: UInt64
    private let scratch: any ScratchSpace
    private let writers: [ScratchWriter]
    private var counts: [Int]
    private var verdicts: [any ScratchFile]?
    private let tableCount: Int

    init(minimum: Int, accountCount: Int, tableCount: Int, seed: UInt64, scratch: any ScratchSpace) throws {
        self.minimum = minimum
        self.seed = seed
        self.scratch = scratch
        self.tableCount = tableCount
        counts = [Int](repeating: 0, count: accountCount)
        writers = try (0..<Self.partitionCount).map { _ in
            ScratchWriter(try scratch.makeFile(), bufferByteCount: Self.bufferByteCount)
        }
    }

    mutating func observe(_ table: ShareTable, index: Int, census: PairCensus) throws {
        for row in 0..<table.rowCount {
            let share = table.rows[row]
            let content = NameTable.hash(table.contents.name(share.content), seed: seed)
            try writers[Int(content >> 59)].append(
                Row(
                    content: content, account: share.account, table: UInt32(index), row: UInt32(row),
                    isInPair: census.isInPair[row] ? 1 : 0))
        }
    }

    mutating func participating(_ table: ShareTable, index: Int) throws -> BitSet {
        let verdicts = try self.verdicts ?? decide()
        self.verdicts = verdicts
        let rows = BitSet(count: table.rowCount)
        try verdicts[index].forEachRecord(UInt32.self) { rows.insert(Int($0)) }
        return rows
    }

    private mutating func decide() throws -> [any ScratchFile] {
        let files = try writers.map { try $0.finished() }
        for file in files {
            try Self.forEachContentInPairs(file) { rows in for row in rows { counts[Int(row.account)] += 1 } }
        }
        let back = try (0..<tableCount).map { _ in
            ScratchWriter(try scratch.makeFile(), bufferByteCount: Self.bufferByteCount)
        }
        for file in files {
            try Self.forEachContentInPairs(file) { rows in
                guard rows.contains(where: { counts[Int($0.account)] >= minimum }) else { return }
                for row in rows { try back[Int(row.table)].append(row.row) }
            }
        }
        return try back.map { try $0.finished() }
    }

    private static func forEachContentInPairs(_ file: any ScratchFile, _ body: (ArraySlice<Row>) throws -> Void) throws {
        var rows: [Row] = []
        rows.reserveCapacity(file.byteCount / MemoryLayout<Row>.stride)
        try file.forEachRecord(Row.self) { rows.append($0) }
        rows.sort { $0.content < $1.content }
        var start = 0
        while start < rows.count {
            var end = start + 1
            while end < rows.count, rows[end].content == rows[start].content { end += 1 }
            if rows[start..<end].contains(where: { $0.isInPair != 0 }) { try body(rows[start..<end]) }
            start = end
        }
    }
}
