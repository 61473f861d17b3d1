/// The null model of a run, ready to judge edges.
enum ChanceModel {
    case degree(DegreeNull)
    case bipartite(BipartiteNull)
}

/// Goes over every edge once: its weight into the histogram, its accounts marked, and kept if chance does not explain it.
struct EdgeVerdict {
    let histogram = WeightHistogram()
    let accountsOnEdges: BitSet
    private(set) var candidates: [Candidate] = []
    private(set) var watchedEdges: [UInt64: Candidate] = [:]
    let watched: Set<UInt32>
    private let model: ChanceModel?
    /// Logarithm of the largest p-value that is kept; `nil` keeps none.
    private let logLimit: Double?
    private var filter: SignificanceFilter?
    private let rowsOfRank: [Int]

    /// - Parameter model: `nil` judges nothing.
    init(_ model: ChanceModel?, logLimit: Double?, rowsOfRank: [Int], watched: Set<UInt32>) {
        self.model = model
        self.logLimit = logLimit
        self.rowsOfRank = rowsOfRank
        self.watched = watched
        if case .degree(let null) = model { filter = logLimit.map { SignificanceFilter(null, logLimit: $0) } }
        accountsOnEdges = BitSet(count: rowsOfRank.count)
    }

    mutating func judge(_ edge: Edge) {
        histogram.add(edge.weight)
        accountsOnEdges.insert(Int(edge.first))
        accountsOnEdges.insert(Int(edge.second))
        guard let model else { return }
        switch model {
        case .degree(let null):
            let expected = null.expected(rowsOfRank[Int(edge.first)], rowsOfRank[Int(edge.second)])
            if let probability = filter?.probability(objects: edge.objects, expected: expected) {
                candidates.append(candidate(edge, expected, probability))
            }
            if isWatched(edge) { watch(edge, expected, null.probability(of: edge.objects, expected: expected)) }
        case .bipartite(let null):
            if let logLimit,
                let probability = null.probability(of: edge.objects, edge.first, edge.second, within: logLimit)
            {
                candidates.append(candidate(edge, null.expected(edge.first, edge.second), probability))
            }
            if isWatched(edge) {
                watch(
                    edge, null.expected(edge.first, edge.second), null.probability(of: edge.objects, edge.first, edge.second))
            }
        }
    }

    private func isWatched(_ edge: Edge) -> Bool {
        !watched.isEmpty && watched.contains(edge.first) && watched.contains(edge.second)
    }

    private mutating func watch(_ edge: Edge, _ expected: Double, _ probability: LogProbability) {
        watchedEdges[PairRecord<UInt32>.key(edge.first, edge.second)] = candidate(edge, expected, probability)
    }

    private func candidate(_ edge: Edge, _ expected: Double, _ probability: LogProbability) -> Candidate {
        Candidate(
            first: edge.first, second: edge.second, objects: edge.objects, weight: edge.weight, expected: expected,
            probability: probability)
    }

    /// Leaves only what is significant when all pairs of accounts are tested.
    mutating func correct(_ testing: MultipleTesting?) {
        guard let testing else { return }
        candidates = testing.significant(candidates)
        guard !watchedEdges.isEmpty else { return }
        for candidate in candidates where candidate.adjusted != nil {
            watchedEdges[PairRecord<UInt32>.key(candidate.first, candidate.second)]?.adjusted = candidate.adjusted
        }
    }
}
