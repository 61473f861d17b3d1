/// Writes every kept pair, sorted bytewise by object, older content, newer content and the two accounts, then by delay.
struct PairLister {
    static let columns = ["object_id", "content_id", "content_id_y", "time_delta", "account_id", "account_id_y"]

    let tables: Analysis
    let window: Int64
    let accounts: AccountNames
    let scratch: (any ScratchSpace)?

    func write(to sink: @escaping ByteSink) throws {
        var writer = try TableWriter(columns: Self.columns, sink: sink)
        if tables.tableCount == 1 {
            try forEachObject(0) { table, object, participating in
                try list(table, object, participating, &writer)
            }
            return try writer.flush()
        }
        try writer.flush()
        try mergeFromDisk(to: sink)
    }

    /// The objects of one table in byte order.
    private func forEachObject(
        _ index: Int, _ body: (ShareTable, Int, BitSet?) throws -> Void
    ) throws {
        let table = try tables.table(index)
        let participating = try tables.participating(table, index: index)
        for object in NameOrder.sorted(table.objects) where table.starts[Int(object) + 1] - table.starts[Int(object)] > 1 {
            try body(table, Int(object), participating)
        }
    }

    private struct Pair {
        var newerContent: Int
        var olderAccount: UInt32
        var newerAccount: UInt32
        var delta: Int64
    }

    /// The pairs of one object, one older content at a time, so that only those of one content are held at once.
    private func list(
        _ table: ShareTable, _ object: Int, _ participating: BitSet?, _ writer: inout TableWriter
    ) throws {
        let range = table.starts[object]..<table.starts[object + 1]
        let byContent = range.sorted { left, right in
            let (a, b) = (table.rows[left].content, table.rows[right].content)
            return a == b ? left < right : NameOrder.precedes(table.contents.name(a), table.contents.name(b))
        }
        var rankOfRow = [Int](repeating: 0, count: range.count)
        var contents: [UInt32] = []
        for row in byContent {
            if contents.last != table.rows[row].content { contents.append(table.rows[row].content) }
            rankOfRow[row - range.lowerBound] = contents.count - 1
        }
        var index = 0
        while index < byContent.count {
            var pairs: [Pair] = []
            let content = table.rows[byContent[index]].content
            while index < byContent.count, table.rows[byContent[index]].content == content {
                let older = byContent[index]
                table.forEachPartner(of: older, object: object, window: window) { newer in
                    if let participating, !participating[older], !participating[newer] { return }
                    pairs.append(
                        Pair(
                            newerContent: rankOfRow[newer - range.lowerBound], olderAccount: table.rows[older].account,
                            newerAccount: table.rows[newer].account, delta: table.rows[newer].time - table.rows[older].time))
                }
                index += 1
            }
            pairs.sort {
                ($0.newerContent, $0.olderAccount, $0.newerAccount, $0.delta)
                    < ($1.newerContent, $1.olderAccount, $1.newerAccount, $1.delta)
            }
            for pair in pairs {
                writer.field(id: table.objects.name(UInt32(object)))
                writer.field(id: table.contents.name(content))
                writer.field(id: table.contents.name(contents[pair.newerContent]))
                writer.field(milliseconds: pair.delta)
                accounts.write(pair.olderAccount, to: &writer)
                accounts.write(pair.newerAccount, to: &writer)
                try writer.endLine()
            }
        }
    }

    // MARK: More tables than memory

    /// Each table's lines as a run on disk, its objects in byte order; then the runs merged object by object.
    private func mergeFromDisk(to sink: @escaping ByteSink) throws {
        guard let scratch else { return }
        var runs: [Run] = []
        for index in 0..<tables.tableCount {
            let lines = try scratch.makeFile()
            let heads = ScratchWriter(try scratch.makeFile(), bufferByteCount: 1 << 12)
            try forEachObject(index) { table, object, participating in
                let start = lines.byteCount
                var writer = TableWriter { try lines.append($0) }
                try list(table, object, participating, &writer)
                try writer.flush()
                guard lines.byteCount > start else { return }
                let name = table.objects.name(UInt32(object))
                try heads.append(RunHead(nameLength: UInt64(name.count), lineLength: UInt64(lines.byteCount - start)))
                try heads.append(name)
            }
            if let run = try Run(heads: try heads.finished(), lines: lines) { runs.append(run) }
        }
        while let first = runs.indices.min(by: { runs[$0].name.lexicographicallyPrecedes(runs[$1].name) }) {
            try runs[first].copyLines(to: sink)
            if try !runs[first].advance() { runs.remove(at: first) }
        }
    }

    private struct RunHead: BitwiseCopyable {
        var nameLength: UInt64
        var lineLength: UInt64
    }

    /// One sorted run on disk, standing at one object.
    private struct Run {
        private let heads: any ScratchFile
        private let lines: any ScratchFile
        private var headOffset = 0
        private var lineOffset = 0
        private var lineLength = 0
        private(set) var name: [UInt8] = []

        init?(heads: any ScratchFile, lines: any ScratchFile) throws {
            self.heads = heads
            self.lines = lines
            guard try advance() else { return nil }
        }

        mutating func advance() throws -> Bool {
            guard headOffset < heads.byteCount else { return false }
            var head = RunHead(nameLength: 0, lineLength: 0)
            _ = try withUnsafeMutableBytes(of: &head) { try heads.read(into: $0, at: headOffset) }
            name = [UInt8](repeating: 0, count: Int(head.nameLength))
            headOffset += MemoryLayout<RunHead>.size
            _ = try name.withUnsafeMutableBytes { try heads.read(into: $0, at: headOffset) }
            headOffset += name.count
            lineLength = Int(head.lineLength)
            return true
        }

        mutating func copyLines(to sink: ByteSink) throws {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: min(lineLength, 1 << 20), alignment: 1)
            defer { buffer.deallocate() }
            while lineLength > 0 {
                let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, lineLength)])
                let count = try lines.read(into: piece, at: lineOffset)
                guard count > 0 else { return }
                try sink(UnsafeRawBufferPointer(rebasing: piece[..<count]))
                lineOffset += count
                lineLength -= count
            }
        }
    }
}
