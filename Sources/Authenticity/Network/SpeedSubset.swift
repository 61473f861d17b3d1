public import Daylight

/// CooRTweet's faster subset (`flag_speed_share`): the pairs of a network that also lie within a shorter window and meet
/// a participation of their own, made into edges beside those of the whole network.
///
/// Held in memory whole; meant for networks of the size that tool can make.
public struct SpeedSubset {
    public let windowMilliseconds: Int64
    public let minimumParticipation: Int
    /// Pairs of the whole network whose two contents are those of a fast pair.
    public let markedPairs: Int
    /// Edges with such a pair.
    public var edgeCount: Int { edges.count }
    /// Quantile of the weights of these edges; `nil` without any.
    public let threshold: Double?
    public let edgesOverThreshold: Int

    /// By account pair.
    fileprivate let edges: [UInt64: Edge]

    /// The subset as `--json` carries it.
    public var json: JSONValue {
        .object([
            "window_s": .number(JSONNumber(spelling: Seconds.text(milliseconds: windowMilliseconds))),
            "min_participation": .integer(minimumParticipation), "marked_pairs": .integer(markedPairs),
            "edges": .integer(edgeCount), "threshold": threshold.map { .real($0) } ?? .null,
            "edges_over_threshold": .integer(edgesOverThreshold),
        ])
    }
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
        guard !isSpilled else {
            throw InputError(field: "memory", expected: "a network held in memory", found: "one on disk; raise the bound")
        }
        let table = try tables.table(0)
        let pairs = try keptPairs(table, index: 0)
        let quick = participatingPairs(pairs.filter { $0.delta <= windowMilliseconds }, table, minimumParticipation)
        let contents = Set(quick.map { SIMD2($0.older, $0.newer) })
        let marked = ListedPairs(pairs: pairs.filter { contents.contains([$0.older, $0.newer]) })
        let weights = WeightHistogram()
        var edges: [UInt64: Edge] = [:]
        try marked.forEachEdge(accountCount: accounts.count) { edge in
            weights.add(edge.weight)
            edges[PairRecord<UInt32>.key(edge.first, edge.second)] = edge
        }
        let threshold = weights.quantile(parameters.edgeQuantile)
        return SpeedSubset(
            windowMilliseconds: windowMilliseconds, minimumParticipation: minimumParticipation,
            markedPairs: marked.pairs.count, threshold: threshold,
            edgesOverThreshold: threshold.map(weights.count(above:)) ?? 0, edges: edges)
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

    /// Columns of ``writeSpeed(_:to:)``: those of the edges, once for the whole network and once for the faster part.
    public static let speedColumns =
        Array(edgeColumns.prefix(2)) + ["full", "fast"].flatMap { part in edgeColumns.dropFirst(2).map { "\($0)_\(part)" } }

    /// All edges as ``writeEdges(to:)`` has them, with the numbers of the faster subset beside them; empty where an edge
    /// has no fast pair.
    public func writeSpeed(_ subset: SpeedSubset, to sink: @escaping ByteSink) throws {
        var writer = try TableWriter(columns: Self.speedColumns, sink: sink)
        try forEachEdge { edge in
            accounts.write(edge.first, to: &writer)
            accounts.write(edge.second, to: &writer)
            Self.write(numbersOf: edge, threshold: threshold ?? 0, to: &writer)
            if let fast = subset.edges[PairRecord<UInt32>.key(edge.first, edge.second)] {
                Self.write(numbersOf: fast, threshold: subset.threshold ?? 0, to: &writer)
            } else {
                for _ in Self.edgeColumns.dropFirst(2) { writer.field(verbatim: "") }
            }
            try writer.endLine()
        }
        try writer.flush()
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
