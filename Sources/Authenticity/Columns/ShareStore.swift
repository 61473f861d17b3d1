/// All shares of a run, in memory while they fit and in partitions on disk when they do not.
///
/// A partition holds whole objects, so every pair is found inside one. Account names stay in memory.
final class ShareStore: ShareSink {
    /// How much of the memory bound the collected rows may take before they move to disk.
    private static let rowShare = 0.4
    private static let partitionCount = 192
    private static let writerByteCount = 1 << 15

    let accounts: NameTable
    /// Rows of each account number as read, repeats included.
    private(set) var rowsOfAccount: [Int] = []
    private(set) var rowCount = 0
    /// First and last time of all rows, in milliseconds.
    private(set) var timeRange: ClosedRange<Int64>?
    /// Whether every time so far is a multiple of 60 seconds.
    private(set) var areTimesWholeMinutes = true

    private let seed: UInt64
    private let batch = ShareBatch()
    private var lastTouched: UInt64 = 0
    private let keepsLoops: Bool
    private let memoryLimit: Int?
    private let scratch: (any ScratchSpace)?
    private var collector: ShareCollector?
    private var writers: [ScratchWriter] = []
    private var files: [any ScratchFile] = []
    private var ranks: [UInt32] = []
    private var table: ShareTable?

    /// - Parameters:
    ///   - memoryLimit: in bytes; beyond it rows go to `scratch`. Without a limit all stays in memory.
    ///   - seed: random, for the hash tables.
    ///   - keepsLoops: passed on to the tables.
    init(memoryLimit: Int?, scratch: (any ScratchSpace)?, seed: UInt64, keepsLoops: Bool = false) {
        self.keepsLoops = keepsLoops
        self.memoryLimit = memoryLimit
        self.scratch = scratch
        self.seed = seed
        accounts = NameTable(seed: seed)
        collector = ShareCollector(seed: seed)
    }

    /// Whether rows had to go to disk.
    var isSpilled: Bool { collector == nil && table == nil }
    var tableCount: Int { isSpilled ? files.count : 1 }

    func accept(
        object: UnsafeRawBufferPointer, account: UnsafeRawBufferPointer, content: UnsafeRawBufferPointer, milliseconds: Int64
    ) throws {
        rowCount += 1
        if timeRange?.contains(milliseconds) != true { widen(to: milliseconds) }
        if areTimesWholeMinutes, milliseconds % 60_000 != 0 { areTimesWholeMinutes = false }
        batch.add(object: object, account: account, content: content, milliseconds: milliseconds)
        if batch.isFull { try takeBatch() }
    }

    private func takeBatch() throws {
        batch.prepare(seed: seed)
        var touched: UInt64 = 0
        batch.forEach { row in
            touched ^= accounts.touch(hash: row.account.hash)
            if let collector {
                touched ^= collector.objects.touch(hash: row.object.hash) ^ collector.contents.touch(hash: row.content.hash)
            }
        }
        lastTouched = touched
        try batch.forEach { row in
            let number = accounts.intern(row.account.bytes, hash: row.account.hash)
            if Int(number) == rowsOfAccount.count { rowsOfAccount.append(0) }
            rowsOfAccount[Int(number)] += 1
            if let collector {
                collector.add(object: row.object, account: number, content: row.content, milliseconds: row.milliseconds)
            } else {
                try spill(row.object, number, row.content.bytes, row.milliseconds)
            }
        }
        batch.removeAll()
        if let collector { try spillIfNeeded(collector) }
    }

    private func widen(to time: Int64) {
        timeRange = timeRange.map { min($0.lowerBound, time)...max($0.upperBound, time) } ?? time...time
    }

    private func spillIfNeeded(_ collector: ShareCollector) throws {
        guard let memoryLimit, let scratch else { return }
        guard Double(collector.byteCount + accounts.byteCount) > Self.rowShare * Double(memoryLimit) else { return }
        for _ in 0..<Self.partitionCount {
            writers.append(ScratchWriter(try scratch.makeFile(), bufferByteCount: Self.writerByteCount))
        }
        try collector.forEachRow { object, row in
            let name = HashedName(collector.objects.name(object), seed: seed)
            try spill(name, row.account, collector.contents.name(row.content), row.time)
        }
        self.collector = nil
    }

    /// A spilled row: account, time, the two lengths, the two names.
    private struct SpilledHead: BitwiseCopyable {
        var time: Int64
        var account: UInt32
        var objectLength: UInt32
        var contentLength: UInt32
    }

    private func spill(
        _ object: HashedName, _ account: UInt32, _ content: UnsafeRawBufferPointer, _ time: Int64
    ) throws {
        let writer = writers[Int(object.hash >> 33) % Self.partitionCount]
        let object = object.bytes
        try writer.append(
            SpilledHead(
                time: time, account: account, objectLength: UInt32(object.count), contentLength: UInt32(content.count)))
        try writer.append(object)
        try writer.append(content)
    }

    /// Takes in the last rows; the accounts are complete then.
    func finishReading() throws { try takeBatch() }

    /// Ends the collecting. `ranks` turns account numbers into ranks from now on.
    func finish(ranks: [UInt32]) throws {
        self.ranks = ranks
        if let collector {
            table = ShareTable(collector, ranks: ranks, keepsLoops: keepsLoops)
            self.collector = nil
        } else {
            files = try writers.map { try $0.finished() }
            writers = []
        }
    }

    /// The sorted rows of one partition: kept when all is in memory, read anew when not.
    func table(_ index: Int) throws -> ShareTable {
        if let table { return table }
        let collector = ShareCollector(seed: seed)
        try readSpilled(files[index], into: collector)
        return ShareTable(collector, ranks: ranks, keepsLoops: keepsLoops)
    }

    private func readSpilled(_ file: any ScratchFile, into collector: ShareCollector) throws {
        let head = MemoryLayout<SpilledHead>.size
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4 * ShareLimits.row, alignment: 8)
        defer { buffer.deallocate() }
        var offset = 0
        while offset < file.byteCount {
            let count = try file.read(into: buffer, at: offset)
            guard count > 0 else { return }
            var position = 0
            while position + head <= count {
                let row = buffer.loadUnaligned(fromByteOffset: position, as: SpilledHead.self)
                let end = position + head + Int(row.objectLength) + Int(row.contentLength)
                guard end <= count else { break }
                let object = UnsafeRawBufferPointer(
                    rebasing: buffer[(position + head)..<(position + head + Int(row.objectLength))])
                let content = UnsafeRawBufferPointer(rebasing: buffer[(position + head + Int(row.objectLength))..<end])
                collector.add(
                    object: HashedName(object, seed: seed), account: row.account, content: HashedName(content, seed: seed),
                    milliseconds: row.time)
                position = end
            }
            guard position > 0 else { return }
            offset += position
        }
    }
}
