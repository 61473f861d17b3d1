/// One share inside its object's run.
struct ShareRow: BitwiseCopyable {
    /// Milliseconds since 1970.
    var time: Int64
    /// Number of the account; once the table is built, the account's rank in byte order.
    var account: UInt32
    var content: UInt32
}

/// Shares as they are read, before they are sorted.
final class ShareCollector {
    let objects: NameTable
    let contents: NameTable
    fileprivate let objectOfRow = ChunkedColumn<UInt32>()
    fileprivate let rows = ChunkedColumn<ShareRow>()

    init(seed: UInt64) {
        objects = NameTable(seed: seed)
        contents = NameTable(seed: seed)
    }

    var count: Int { rows.count }

    /// Memory held now, and again while the table is being built.
    var byteCount: Int { objects.byteCount + contents.byteCount + 2 * (objectOfRow.byteCount + rows.byteCount) }

    @inline(__always)
    func add(object: HashedName, account: UInt32, content: HashedName, milliseconds: Int64) {
        objectOfRow.append(objects.intern(object.bytes, hash: object.hash))
        rows.append(
            ShareRow(time: milliseconds, account: account, content: contents.intern(content.bytes, hash: content.hash)))
    }

    /// Every row in the order it came.
    func forEachRow(_ body: (_ object: UInt32, _ row: ShareRow) throws -> Void) rethrows {
        for index in 0..<count { try body(objectOfRow[index], rows[index]) }
    }
}

/// Shares grouped by object and sorted by time inside each, ready for a window to slide over them.
final class ShareTable {
    let objects: NameTable
    let contents: NameTable
    private let storage: UnsafeMutableBufferPointer<ShareRow>
    /// Rows of object `o` are `starts[o] ..< starts[o + 1]`.
    private(set) var starts: [Int]
    /// For each object the content of the same name, if there is one: sharing it is sharing one's own post.
    private let ownContent: [UInt32]
    /// Exact repeats beyond the first of their kind.
    private(set) var repeats = 0

    /// Whether pairs that mean nothing are formed all the same.
    private let keepsLoops: Bool

    private static let none = UInt32.max

    var rows: UnsafeBufferPointer<ShareRow> { UnsafeBufferPointer(storage) }
    var objectCount: Int { starts.count - 1 }
    /// Rows that count; less than the storage once rows were dropped.
    var rowCount: Int { starts[starts.count - 1] }

    /// Sorts the collected rows: a counting sort by object, then each run by time, first appearance of the account and content.
    ///
    /// - Parameters:
    ///   - ranks: the byte-order rank of each account number; replaces the number once the order is settled.
    ///   - keepsLoops: forms pairs of one account, of one content, and with one's own post too.
    init(_ collector: ShareCollector, ranks: [UInt32], keepsLoops: Bool) {
        self.keepsLoops = keepsLoops
        objects = collector.objects
        contents = collector.contents
        starts = [Int](repeating: 0, count: collector.objects.count + 1)
        for index in 0..<collector.count { starts[Int(collector.objectOfRow[index]) + 1] += 1 }
        for object in 0..<collector.objects.count { starts[object + 1] += starts[object] }
        storage = .allocate(capacity: collector.count)
        var cursors = starts
        for index in 0..<collector.count {
            let object = Int(collector.objectOfRow[index])
            (storage.baseAddress! + cursors[object]).initialize(to: collector.rows[index])
            cursors[object] += 1
        }
        ownContent = (0..<UInt32(collector.objects.count)).map {
            collector.contents.find(collector.objects.name($0)) ?? Self.none
        }
        for object in 0..<objectCount { sortRun(starts[object]..<starts[object + 1]) }
        countRepeats()
        for index in storage.indices { storage[index].account = ranks[Int(storage[index].account)] }
    }

    deinit { storage.deallocate() }

    @inline(__always)
    private static func precedes(_ left: ShareRow, _ right: ShareRow) -> Bool {
        if left.time != right.time { return left.time < right.time }
        if left.account != right.account { return left.account < right.account }
        return left.content < right.content
    }

    /// Files are mostly in time order already, so looking first is cheaper than sorting.
    private func sortRun(_ range: Range<Int>) {
        guard range.count > 1 else { return }
        var run = UnsafeMutableBufferPointer(rebasing: storage[range])
        var index = 1
        while index < run.count, !Self.precedes(run[index], run[index - 1]) { index += 1 }
        guard index < run.count else { return }
        if run.count <= 16 {
            for end in 1..<run.count {
                let row = run[end]
                var place = end
                while place > 0, Self.precedes(row, run[place - 1]) {
                    run[place] = run[place - 1]
                    place -= 1
                }
                run[place] = row
            }
        } else {
            run.sort(by: Self.precedes)
        }
    }

    @inline(__always)
    private func isRepeat(_ index: Int, runStart: Int) -> Bool {
        guard index > runStart else { return false }
        let row = storage[index]
        let before = storage[index - 1]
        return row.time == before.time && row.account == before.account && row.content == before.content
    }

    private func countRepeats() {
        for object in 0..<objectCount {
            for index in starts[object]..<starts[object + 1] where isRepeat(index, runStart: starts[object]) { repeats += 1 }
        }
    }

    /// Drops exact repeats and rows of accounts that `keeps` refuses; the rest keeps its order.
    func drop(repeats dropsRepeats: Bool, keeping keeps: (UInt32) -> Bool) {
        var write = 0
        var start = starts[0]
        for object in 0..<objectCount {
            let end = starts[object + 1]
            var previous: ShareRow?
            for index in start..<end {
                let row = storage[index]
                let isRepeat =
                    dropsRepeats
                    && previous.map { $0.time == row.time && $0.account == row.account && $0.content == row.content } == true
                previous = row
                if isRepeat || !keeps(row.account) { continue }
                storage[write] = row
                write += 1
            }
            start = end
            starts[object + 1] = write
        }
    }

    /// Every pair of rows of one object that lie within the window, older first, without those that mean nothing:
    /// one account, one content, or somebody passing on their own post (CooRTweet's "loops").
    @inline(__always)
    func forEachPair(window: Int64, _ body: (_ object: Int, _ older: Int, _ newer: Int) -> Void) {
        let base = UnsafePointer(storage.baseAddress!)
        if keepsLoops { return forEachPairAndLoop(base, window: window, body) }
        for object in 0..<objectCount {
            let end = starts[object + 1]
            let own = ownContent[object]
            for older in starts[object]..<end {
                let first = base[older]
                if first.content == own { continue }
                Self.forEachPartner(base, of: older, end: end, own: own, window: window) { body(object, older, $0) }
            }
        }
    }

    private func forEachPairAndLoop(
        _ base: UnsafePointer<ShareRow>, window: Int64, _ body: (_ object: Int, _ older: Int, _ newer: Int) -> Void
    ) {
        for object in 0..<objectCount {
            for older in starts[object]..<starts[object + 1] {
                var newer = older + 1
                while newer < starts[object + 1], base[newer].time - base[older].time <= window {
                    body(object, older, newer)
                    newer += 1
                }
            }
        }
    }

    /// The rows that make a pair with `older` as the newer one.
    func forEachPartner(of older: Int, object: Int, window: Int64, _ body: (_ newer: Int) -> Void) {
        let base = UnsafePointer(storage.baseAddress!)
        if keepsLoops {
            for newer in older + 1..<max(older + 1, starts[object + 1]) where base[newer].time - base[older].time <= window {
                body(newer)
            }
            return
        }
        let own = ownContent[object]
        guard base[older].content != own else { return }
        Self.forEachPartner(
            base, of: older, end: starts[object + 1], own: own, window: window, body)
    }

    @inline(__always)
    private static func forEachPartner(
        _ base: UnsafePointer<ShareRow>, of older: Int, end: Int, own: UInt32, window: Int64, _ body: (Int) -> Void
    ) {
        let first = base[older]
        let (limit, isBeyond) = first.time.addingReportingOverflow(window)
        var newer = older + 1
        while newer < end, isBeyond || base[newer].time <= limit {
            let second = base[newer]
            if second.account != first.account, second.content != first.content, second.content != own { body(newer) }
            newer += 1
        }
    }
}
