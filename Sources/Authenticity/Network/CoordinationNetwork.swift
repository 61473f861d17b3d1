public import Daylight

/// The outcome of a run: counts, edges, and (in Daylight's own semantics) what chance does not explain.
public struct CoordinationNetwork {
    /// What was read and found, in numbers.
    public struct Counts: Hashable, Sendable {
        /// Good rows read, repeats included.
        public internal(set) var rows = 0
        /// Exact repeats beyond the first of their kind.
        public internal(set) var repeats = 0
        /// Rows left after repeats were dropped (where they are) and inactive accounts left out.
        public internal(set) var prefilteredRows = 0
        /// Pairs left after the participation rule, and the distinct objects and contents in them.
        public internal(set) var pairs = 0
        public internal(set) var objects = 0
        public internal(set) var contents = 0
        /// Distinct accounts on edges, and edges.
        public internal(set) var accounts = 0
        public internal(set) var edges = 0
        /// Accounts with any good row.
        public internal(set) var allAccounts = 0
        /// Times of the first and last share; `nil` without rows.
        public internal(set) var firstShare: Timestamp?
        public internal(set) var lastShare: Timestamp?
        /// Whether there are rows and every time is a whole minute: then windows below 60 s mean nothing.
        public internal(set) var areTimesWholeMinutes = false
    }

    public let parameters: CoordinationParameters
    public let inputDigest: Digest
    public let counts: Counts
    public var null: DegreeNull { nullReport.degree }
    let nullReport: NullReport
    /// Quantile of the edge weights; `nil` without edges.
    public let threshold: Double?
    public let edgesOverThreshold: Int
    /// Groups that chance does not explain, strongest first. Empty in CooRTweet's semantics.
    public private(set) var clusters: [Cluster] = []
    public private(set) var flaggedEdgeCount = 0
    public private(set) var flaggedAccountCount = 0
    /// Significant edges that a declared group explains.
    public private(set) var declaredEdgeCount = 0

    /// Bad rows, all of them counted.
    public var badRowCount: Int { faults.count }
    /// The first rows that could not be read, at most ``RowFault/sampleLimit``.
    public var badRowSamples: [RowFault] { faults.samples }

    let faults: FaultLog
    let accounts: AccountNames
    /// Flagged edges in table order, each with its numbers and its cluster.
    private(set) var flaggedEdges: [FlaggedEdge] = []
    /// For checking evidence: all edges between the watched accounts, by pair, and the rows behind them.
    private(set) var watched = WatchedEdges()
    private let spool: EdgeSpool
    let tables: Analysis
    /// Whether rows had to go to disk.
    var isSpilled: Bool { tables.tableCount > 1 }
    private let scratch: (any ScratchSpace)?

    init(
        parameters: CoordinationParameters, inputDigest: Digest, faults: FaultLog, counts: Counts, null: NullReport,
        accounts: AccountNames, spool: EdgeSpool, histogram: WeightHistogram, tables: Analysis, scratch: (any ScratchSpace)?
    ) {
        self.parameters = parameters
        self.inputDigest = inputDigest
        self.faults = faults
        self.counts = counts
        nullReport = null
        self.accounts = accounts
        self.spool = spool
        self.tables = tables
        self.scratch = scratch
        threshold = histogram.quantile(parameters.edgeQuantile)
        edgesOverThreshold = threshold.map(histogram.count(above:)) ?? 0
    }

    mutating func flag(
        _ flagged: FlaggedNetwork, declaredEdges: Int, watchedEdges: [UInt64: Candidate], rows: EvidenceRows, rowsOfRank: [Int],
        declared: DeclaredGroups
    ) {
        declaredEdgeCount = declaredEdges
        flaggedEdgeCount = flagged.edges.count
        flaggedAccountCount = flagged.accounts.count
        let builder = EvidenceBuilder(
            network: flagged, rows: rows, rowsOfRank: rowsOfRank, accounts: accounts, declared: declared, null: nullReport,
            parameters: parameters, inputDigest: inputDigest)
        flaggedEdges = builder.edges
        clusters = builder.clusters()
        watched = WatchedEdges(edges: watchedEdges, rows: rows, rowsOfRank: rowsOfRank)
    }

    // MARK: Tables

    /// Columns of ``writeEdges(to:)``.
    public static let edgeColumns = [
        "account_a", "account_b", "weight", "sum_delta", "n_content_id", "n_content_id_y", "avg_time_delta", "symmetry",
        "over_threshold",
    ]

    /// All edges, sorted by their accounts.
    public func writeEdges(to sink: @escaping ByteSink) throws {
        var writer = try TableWriter(columns: Self.edgeColumns, sink: sink)
        let threshold = threshold ?? 0
        try spool.forEach { edge in
            accounts.write(edge.first, to: &writer)
            accounts.write(edge.second, to: &writer)
            Self.write(numbersOf: edge, threshold: threshold, to: &writer)
            try writer.endLine()
        }
        try writer.flush()
    }

    /// The columns behind the two accounts.
    @inline(__always)
    static func write(numbersOf edge: Edge, threshold: Double, to writer: inout TableWriter) {
        writer.field(edge.weight)
        writer.field(milliseconds: edge.sumDelta)
        writer.field(edge.olderContents)
        writer.field(edge.newerContents)
        if edge.weight == 1 {
            writer.field(milliseconds: edge.sumDelta)
        } else {
            writer.field(Double(edge.sumDelta) / 1000 / Double(edge.weight))
        }
        let (low, high) = (min(edge.olderContents, edge.newerContents), max(edge.olderContents, edge.newerContents))
        writer.field(low == high ? 1 : Double(low) / Double(high))
        writer.field(Double(edge.weight) > threshold ? 1 : 0)
    }

    /// Every edge, in the order of the table.
    func forEachEdge(_ body: (Edge) throws -> Void) throws { try spool.forEach(body) }

    /// All kept pairs, sorted bytewise by object and contents.
    public func writePairs(to sink: @escaping ByteSink) throws {
        let lister = PairLister(
            tables: tables, window: parameters.windowMilliseconds, accounts: accounts, scratch: scratch)
        try lister.write(to: sink)
    }

    /// Columns of ``writeFlagged(to:)``.
    public static let flaggedColumns = [
        "account_a", "account_b", "distinct_objects", "expected", "p", "synchrony", "cluster",
    ]

    /// The flagged edges, sorted as the edges.
    public func writeFlagged(to sink: @escaping ByteSink) throws {
        var writer = try TableWriter(columns: Self.flaggedColumns, sink: sink)
        for edge in flaggedEdges {
            accounts.write(edge.candidate.first, to: &writer)
            accounts.write(edge.candidate.second, to: &writer)
            writer.field(edge.candidate.objects)
            writer.field(edge.candidate.expected)
            writer.field(verbatim: edge.candidate.probability.text)
            writer.field(edge.synchrony)
            writer.field(verbatim: edge.cluster.map { Cluster.name($0) } ?? "")
            try writer.endLine()
        }
        try writer.flush()
    }

    /// The clusters as one JSON array, in rank order.
    public var groupsJSON: JSONValue { .array(clusters.map(\.json)) }

    // MARK: Summary

    /// The numbers of the run as one object; the caller adds how long it took.
    public var summary: JSONObject {
        var object: JSONObject = [
            "rows": .integer(counts.rows),
            "bad_rows": .integer(faults.count),
            "bad_row_samples": .array(faults.samples.map(\.json)),
            "duplicate_rows": .integer(counts.repeats),
            "prefiltered_rows": .integer(counts.prefilteredRows),
            "pair_rows": .integer(counts.pairs),
            "objects": .integer(counts.objects),
            "contents": .integer(counts.contents),
            "accounts": .integer(counts.accounts),
            "edges": .integer(counts.edges),
            "threshold": threshold.map { .real($0) } ?? .null,
            "edges_over_threshold": .integer(edgesOverThreshold),
            "semantics": .string(parameters.semantics.rawValue),
            "window_s": .number(JSONNumber(spelling: Seconds.text(milliseconds: parameters.windowMilliseconds))),
            "times_are_whole_minutes": .bool(counts.areTimesWholeMinutes),
            "input_sha256": .string(inputDigest.hex),
        ]
        guard parameters.semantics == .daylight else { return object }
        object["flagged_edges"] = .integer(flaggedEdgeCount)
        object["flagged_accounts"] = .integer(flaggedAccountCount)
        object["clusters"] = .integer(clusters.count)
        object["model"] = .string(parameters.model)
        object["declared_edges"] = .integer(declaredEdgeCount)
        object["null"] = nullReport.json
        return object
    }
}
