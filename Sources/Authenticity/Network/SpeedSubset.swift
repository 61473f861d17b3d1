import Daylight

/// CooRTweet's faster subset (`flag_speed_share`): the pairs of a network that also lie within a shorter window and meet
/// a participation of their own, and the edges of both nets side by side.
///
/// Held in memory whole; meant for networks of the size that tool can make.
public struct SpeedSubset: Hashable, Sendable {
    public struct Edge: Hashable, Sendable {
        public let first: String
        public let second: String
        public let fullWeight: Int
        /// `nil` where the edge has no fast pair.
        public let fastWeight: Int?
    }

    /// Pairs of the full network whose two contents are those of a fast pair.
    public let markedPairs: Int
    /// In byte order of their accounts.
    public let edges: [Edge]
    /// Quantiles of the weights of either net; `nil` without edges.
    public let fullThreshold: Double?
    public let fastThreshold: Double?

    public var edgesOverFullThreshold: Int { edges.count { Double($0.fullWeight) > fullThreshold ?? .infinity } }
    public var edgesOverFastThreshold: Int { edges.count { Double($0.fastWeight ?? 0) > fastThreshold ?? .infinity } }
}

/// How many accounts stand behind an object: distinct first accounts, in byte order, among the edges that list it.
///
/// CooRTweet's `group_stats` takes the first end as its graph library stores it, which is not always the first in byte
/// order, so single counts may differ from its own.
public struct ObjectActivity: Hashable, Sendable {
    public let object: String
    public let accounts: Int
}

extension CoordinationNetwork {
    /// - Parameters:
    ///   - windowMilliseconds: the shorter window, inclusive.
    ///   - minimumParticipation: as for the whole network, applied to the fast pairs.
    /// - Throws: ``InputError`` if rows had to go to disk: the rule looks across all objects at once.
    public func speedSubset(windowMilliseconds: Int64, minimumParticipation: Int) throws -> SpeedSubset {
        var full: [SIMD2<UInt32>: Int] = [:]
        var fast: [SIMD2<UInt32>: Int] = [:]
        var marked = 0
        guard !isSpilled else {
            throw InputError(field: "memory", expected: "a network held in memory", found: "one on disk; raise the bound")
        }
        let table = try tables.table(0)
        let pairs = try keptPairs(table, index: 0)
        let quick = participatingPairs(pairs.filter { $0.delta <= windowMilliseconds }, table, minimumParticipation)
        let contents = Set(quick.map { SIMD2($0.older, $0.newer) })
        for pair in pairs {
            let key = SIMD2(UInt32(pair.key >> 32), UInt32(truncatingIfNeeded: pair.key))
            full[key, default: 0] += 1
            guard contents.contains([pair.older, pair.newer]) else { continue }
            marked += 1
            fast[key, default: 0] += 1
        }
        return subset(full: full, fast: fast, marked: marked)
    }

    private func subset(full: [SIMD2<UInt32>: Int], fast: [SIMD2<UInt32>: Int], marked: Int) -> SpeedSubset {
        let (allWeights, fastWeights) = (WeightHistogram(), WeightHistogram())
        for weight in full.values { allWeights.add(weight) }
        for weight in fast.values { fastWeights.add(weight) }
        let keys = full.keys.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        return SpeedSubset(
            markedPairs: marked,
            edges: keys.map { key in
                SpeedSubset.Edge(
                    first: accounts.text(key.x), second: accounts.text(key.y), fullWeight: full[key] ?? 0, fastWeight: fast[key])
            },
            fullThreshold: allWeights.quantile(parameters.edgeQuantile),
            fastThreshold: fastWeights.quantile(parameters.edgeQuantile))
    }

    private func keptPairs(_ table: ShareTable, index: Int) throws -> [PairRecord<UInt32>] {
        var pairs: [PairRecord<UInt32>] = []
        TablePairs(
            table: table, window: parameters.windowMilliseconds, participating: try tables.participating(table, index: index)
        ).forEachPair(ranks: 0..<Int.max) { pairs.append($0) }
        return pairs
    }

    /// The participation rule once more, over the fast pairs alone.
    private func participatingPairs(
        _ pairs: [PairRecord<UInt32>], _ table: ShareTable, _ minimum: Int
    ) -> [PairRecord<UInt32>] {
        guard minimum > 1 else { return pairs }
        let contents = Set(pairs.flatMap { [$0.older, $0.newer] })
        let rows = table.rows[..<table.rowCount].filter { contents.contains($0.content) }
        let counts = Dictionary(grouping: rows, by: \.account).mapValues(\.count)
        let good = Set(rows.filter { counts[$0.account, default: 0] >= minimum }.map(\.content))
        return pairs.filter { good.contains($0.older) || good.contains($0.newer) }
    }

    /// Objects with a pair, those with most accounts first, ties in byte order.
    public func objectActivity() throws -> [ObjectActivity] {
        var activity: [ObjectActivity] = []
        for index in 0..<tables.tableCount {
            let table = try tables.table(index)
            let byObject = Dictionary(grouping: try keptPairs(table, index: index), by: \.object)
            for (object, pairs) in byObject {
                let name = String(decoding: table.objects.name(object), as: UTF8.self)
                activity.append(ObjectActivity(object: name, accounts: Set(pairs.map(\.lowRank)).count))
            }
        }
        return activity.sorted { left, right in
            left.accounts == right.accounts
                ? left.object.utf8.lexicographicallyPrecedes(right.object.utf8) : left.accounts > right.accounts
        }
    }
}
