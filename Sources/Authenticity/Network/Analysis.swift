import Daylight

/// The passes over the tables, in order: who takes part, which pairs there are, which edges they make, which of those
/// chance does not explain, and what stands behind them.
final class Analysis {
    private let engine: CoordinationEngine
    private let names: [UInt32]
    private let ranks: [UInt32]
    private let parameters: CoordinationParameters
    private let store: ShareStore
    private var isPrepared = false

    /// Rows of each account that the prefilter counts, by rank; `nil` when nothing is filtered.
    private var activity: [Int]?
    private var rule: (any ParticipationRule)?
    /// What the bipartite model needs to know, if it is asked for.
    private var degrees: BipartiteDegrees?
    /// Prefiltered rows of each account, by rank.
    private var rowsOfRank: [Int]
    private var repeats = 0
    private var pairCounts: [Int]
    private var counts = CoordinationNetwork.Counts()
    private var unfilteredPairs = 0

    init(engine: CoordinationEngine, names: [UInt32], ranks: [UInt32]) {
        self.engine = engine
        self.names = names
        self.ranks = ranks
        parameters = engine.parameters
        store = engine.store
        rowsOfRank = [Int](repeating: 0, count: names.count)
        pairCounts = rowsOfRank
        if parameters.null == .bipartite { degrees = BipartiteDegrees(accountCount: names.count) }
    }

    private var dropsRepeats: Bool { parameters.semantics == .daylight }

    func run(inputDigest: Digest, watched: Set<[UInt8]>) throws -> CoordinationNetwork {
        activity = try activityBeforeFilter()
        try lookForPairs()
        var null = NullReport(degree: degreeNull())
        let testing = MultipleTesting(parameters, accounts: null.degree.accounts)
        var verdict = EdgeVerdict(
            try chanceModel(&null), logLimit: testing?.logLimit(edgesAtMost: counts.pairs), rowsOfRank: rowsOfRank,
            watched: Set(watched.compactMap(rank(of:))))
        let spool = EdgeSpool(scratch: store.isSpilled ? try engine.scratch?.makeFile() : nil)
        try joinEdges { edge in
            try spool.append(edge)
            verdict.judge(edge)
        }
        verdict.correct(testing)
        if let testing, parameters.correction == .benjaminiHochberg {
            let count = verdict.candidates.count
            null.discoveries = .init(count: count, cutoff: testing.cutoff(significant: count))
        }
        let network = CoordinationNetwork(
            parameters: parameters, inputDigest: inputDigest, faults: engine.faults, counts: finalCounts(verdict),
            null: null, accounts: AccountNames(table: store.accounts, order: names), spool: spool,
            histogram: verdict.histogram,
            tables: self, scratch: engine.scratch)
        guard parameters.semantics == .daylight else { return network }
        return try explain(network, verdict)
    }

    // MARK: Rows

    /// Counts what the prefilter counts: rows as read, or without repeats.
    private func activityBeforeFilter() throws -> [Int]? {
        guard parameters.minimumParticipation > 1 else { return nil }
        var activity = [Int](repeating: 0, count: names.count)
        guard dropsRepeats else {
            for (number, rows) in store.rowsOfAccount.enumerated() { activity[Int(ranks[number])] = rows }
            return activity
        }
        for index in 0..<store.tableCount {
            let table = try store.table(index)
            table.drop(repeats: true) { _ in true }
            for row in table.rows[..<table.rowCount] { activity[Int(row.account)] += 1 }
        }
        return activity
    }

    var tableCount: Int { store.tableCount }

    /// A table with repeats and inactive accounts taken out.
    func table(_ index: Int) throws -> ShareTable {
        let table = try store.table(index)
        // A table that stays in memory is prepared once; one read from disk, every time.
        if store.isSpilled || !isPrepared {
            if let activity {
                table.drop(repeats: dropsRepeats) { activity[Int($0)] >= parameters.minimumParticipation }
            } else if dropsRepeats {
                table.drop(repeats: true) { _ in true }
            }
            isPrepared = true
        }
        return table
    }

    /// The rows of a table that carry the participation rule; `nil` when there is none.
    func participating(_ table: ShareTable, index: Int) throws -> BitSet? {
        try rule?.participating(table, index: index)
    }

    // MARK: Pairs

    /// Counts rows and pairs and settles who takes part.
    private func lookForPairs() throws {
        rule = try makeRule()
        let contents = store.isSpilled ? try engine.scratch.map(DistinctCount.init) : nil
        for index in 0..<store.tableCount {
            let table = try table(index)
            repeats += table.repeats
            for row in table.rows[..<table.rowCount] { rowsOfRank[Int(row.account)] += 1 }
            degrees?.add(table)
            let census = PairCensus(
                table, window: parameters.windowMilliseconds, participating: nil, pairCounts: &pairCounts)
            unfilteredPairs += census.pairs
            if rule == nil { try take(census, of: table, contents: contents) }
            try rule?.observe(table, index: index, census: census)
            engine.onProgress?(.looking, Double(index + 1) / Double(store.tableCount))
        }
        if rule != nil { try countFilteredPairs(contents: contents) }
        if let contents { counts.contents = try contents.count() }
    }

    private func makeRule() throws -> (any ParticipationRule)? {
        let minimum = parameters.minimumParticipation
        guard minimum > 1 else { return nil }
        guard store.isSpilled, let scratch = engine.scratch else { return ParticipationInMemory(minimum: minimum) }
        return try ParticipationOnDisk(
            minimum: minimum, accountCount: names.count, tableCount: store.tableCount, seed: engine.seed, scratch: scratch)
    }

    private func countFilteredPairs(contents: DistinctCount?) throws {
        pairCounts = [Int](repeating: 0, count: names.count)
        for index in 0..<store.tableCount {
            let table = try table(index)
            let participating = try participating(table, index: index)
            let census = PairCensus(
                table, window: parameters.windowMilliseconds, participating: participating, pairCounts: &pairCounts)
            try take(census, of: table, contents: contents)
        }
    }

    /// Adds what one table's kept pairs contribute to the totals.
    private func take(_ census: PairCensus, of table: ShareTable, contents: DistinctCount?) throws {
        counts.pairs += census.pairs
        counts.objects += census.objects
        let inPairs = BitSet(count: table.contents.count)
        for row in 0..<table.rowCount where census.isInPair[row] { inPairs.insert(Int(table.rows[row].content)) }
        guard let contents else {
            counts.contents += inPairs.population
            return
        }
        for content in 0..<table.contents.count where inPairs[content] { try contents.add(hash(table, UInt32(content))) }
    }

    private func hash(_ table: ShareTable, _ content: UInt32) -> UInt64 {
        NameTable.hash(table.contents.name(content), seed: engine.seed)
    }

    // MARK: Edges

    /// Most pairs held at once: a share of the memory bound, or of the pairs there are.
    private var roundLimit: Int {
        if let limit = engine.memoryLimit { return max(1 << 15, limit / 5 / 40) }
        return min(max(counts.pairs / 8, 1 << 20), 1 << 23)
    }

    private func joinEdges(_ body: (Edge) throws -> Void) throws {
        guard store.isSpilled, let scratch = engine.scratch else {
            let table = try table(0)
            let source = TablePairs(
                table: table, window: parameters.windowMilliseconds, participating: try participating(table, index: 0))
            return try EdgeBuilder(source: source, accountCount: names.count, roundLimit: roundLimit)
                .forEachEdge(ranks: 0..<names.count, pairCounts: pairCounts, body)
        }
        let spill = try PairSpill(pairCounts: pairCounts, scratch: scratch)
        var firstObject = 0
        for index in 0..<store.tableCount {
            let table = try table(index)
            let participating = try participating(table, index: index)
            try spill.add(
                table, window: parameters.windowMilliseconds, participating: participating, firstObject: firstObject
            ) { hash(table, $0) }
            firstObject += table.objectCount
            engine.onProgress?(.joining, Double(index + 1) / Double(store.tableCount))
        }
        try spill.forEachEdge(accountCount: names.count, pairCounts: pairCounts, roundLimit: roundLimit, body)
    }

    /// The model that judges edges; `nil` where nothing is judged.
    private func chanceModel(_ report: inout NullReport) throws -> ChanceModel? {
        guard parameters.semantics == .daylight else { return nil }
        guard let degrees else { return .degree(report.degree) }
        let null = try BipartiteNull(degrees)
        report.bipartite = .init(objects: null.objects, links: null.links)
        return .bipartite(null)
    }

    private func degreeNull() -> DegreeNull {
        DegreeNull(
            rows: rowsOfRank.reduce(0, +), accounts: rowsOfRank.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }, pairs: unfilteredPairs,
            sumSquares: rowsOfRank.reduce(0) { $0 + $1 * $1 }, alpha: parameters.alpha)
    }

    private func finalCounts(_ verdict: EdgeVerdict) -> CoordinationNetwork.Counts {
        var counts = counts
        counts.rows = store.rowCount
        counts.allAccounts = store.accounts.count
        counts.firstShare = store.timeRange.map { Timestamp(milliseconds: $0.lowerBound) }
        counts.lastShare = store.timeRange.map { Timestamp(milliseconds: $0.upperBound) }
        counts.areTimesWholeMinutes = store.rowCount > 0 && store.areTimesWholeMinutes
        counts.repeats = repeats
        counts.prefilteredRows = rowsOfRank.reduce(0, +)
        counts.edges = verdict.histogram.count
        counts.accounts = verdict.accountsOnEdges.population
        return counts
    }

    private func rank(of account: [UInt8]) -> UInt32? {
        account.withUnsafeBytes { store.accounts.find($0) }.map { ranks[Int($0)] }
    }

    // MARK: Evidence

    private func explain(_ network: CoordinationNetwork, _ verdict: EdgeVerdict) throws -> CoordinationNetwork {
        let accounts = network.accounts
        let unexplained = verdict.candidates.filter {
            !engine.declared.explain(accounts.bytes($0.first), accounts.bytes($0.second))
        }
        let flagged = FlaggedNetwork(unexplained)
        let interest = flagged.accounts.union(verdict.watched)
        var rows = EvidenceRows(
            interest: interest, accountCount: names.count, keepsTimes: parameters.permutations != nil)
        if !interest.isEmpty {
            for index in 0..<store.tableCount {
                rows.collect(from: try table(index), accounts: network.null.accounts)
                engine.onProgress?(.explaining, Double(index + 1) / Double(store.tableCount))
            }
        }
        var network = network
        network.flag(
            flagged, declaredEdges: verdict.candidates.count - unexplained.count, watchedEdges: verdict.watchedEdges, rows: rows,
            rowsOfRank: rowsOfRank, declared: engine.declared)
        return network
    }
}
