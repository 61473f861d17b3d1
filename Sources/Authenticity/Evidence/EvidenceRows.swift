/// The rows of a few accounts of interest, object by object: all that evidence is made of.
struct EvidenceRows {
    struct Share {
        var time: Int64
        var account: UInt32
        var content: String
        /// Whether the content has the object's own name: such a share is never part of a pair.
        var isOwn: Bool
    }

    /// The shares of one object by at least two accounts of interest, in the engine's order.
    struct Run {
        var object: [UInt8]
        var shares: [Share]
        /// Times of all rows of the object, whoever shared it; empty unless they were asked for.
        var times: [Int64]
        /// Whether a large part of all accounts shared the object.
        var isViral: Bool
    }

    /// An object shared by at least this part of all accounts is popular enough to explain coincidences.
    static let viralShare = 0.01

    private let interest: BitSet
    private let keepsTimes: Bool
    private(set) var runs: [Run] = []
    /// First and last time in the whole data, and whether every time is a whole minute.
    private(set) var firstTime = Int64.max
    private(set) var lastTime = Int64.min
    private(set) var areWholeMinutes = true

    /// - Parameter keepsTimes: whether the times of all rows of an object are kept.
    init(interest: Set<UInt32>, accountCount: Int, keepsTimes: Bool) {
        self.keepsTimes = keepsTimes
        let marks = BitSet(count: accountCount)
        for account in interest { marks.insert(Int(account)) }
        self.interest = marks
    }

    /// - Parameter accounts: how many accounts there are in all.
    mutating func collect(from table: ShareTable, accounts: Int) {
        for row in table.rows[..<table.rowCount] {
            firstTime = min(firstTime, row.time)
            lastTime = max(lastTime, row.time)
            if areWholeMinutes, row.time % 60_000 != 0 { areWholeMinutes = false }
        }
        for object in 0..<table.objectCount {
            let range = table.starts[object]..<table.starts[object + 1]
            let rows = table.rows[range].filter { interest[Int($0.account)] }
            guard let first = rows.first, rows.contains(where: { $0.account != first.account }) else { continue }
            let name = table.objects.name(UInt32(object))
            let shares = rows.map { row in
                let content = table.contents.name(row.content)
                return Share(
                    time: row.time, account: row.account, content: String(decoding: content, as: UTF8.self),
                    isOwn: NameOrder.areEqual(content, name))
            }
            let isViral = range.count > 50 && Double(range.count) >= Self.viralShare * Double(accounts)
            let times = keepsTimes ? table.rows[range].map(\.time) : []
            runs.append(Run(object: Array(name), shares: shares, times: times, isViral: isViral))
        }
    }

    /// Distinct objects that both accounts of each of these pairs have.
    func commonObjects(_ pairs: Set<UInt64>) -> [UInt64: Int] {
        var counts: [UInt64: Int] = [:]
        for run in runs {
            let accounts = Set(run.shares.map(\.account)).sorted()
            for (index, one) in accounts.enumerated() {
                for other in accounts[(index + 1)...] {
                    let key = PairRecord<UInt32>.key(one, other)
                    if pairs.contains(key) { counts[key, default: 0] += 1 }
                }
            }
        }
        return counts
    }
}

extension EvidenceRows.Run {
    /// Every pair of shares within the window, older first, as the engine forms them.
    func forEachPair(window: Int64, _ body: (_ older: Int, _ newer: Int) -> Void) {
        for older in shares.indices where !shares[older].isOwn {
            var newer = older + 1
            while newer < shares.count, shares[newer].time - shares[older].time <= window {
                let (one, other) = (shares[older], shares[newer])
                if one.account != other.account, !other.isOwn, !one.content.utf8.elementsEqual(other.content.utf8) {
                    body(older, newer)
                }
                newer += 1
            }
        }
    }
}
