/// An edge that chance does not explain.
struct Candidate: Hashable {
    /// Ranks of the two accounts.
    var first: UInt32
    var second: UInt32
    var objects: Int
    var weight: Int
    var expected: Double
    var probability: LogProbability
    /// q-value, under Benjamini–Hochberg.
    var adjusted: LogProbability?
}

/// What is left of the candidates when edges that hang by one thread are gone, cut into clusters.
struct FlaggedNetwork {
    /// A connected group with more accounts than this, and fewer of its possible edges than ``sparseDensity``, is refined.
    static let largeComponent = 50
    static let sparseDensity = 0.2

    /// In byte order of their accounts.
    private(set) var edges: [Candidate]
    /// For each edge its cluster, strongest first from 0; `nil` if refinement put its ends apart.
    private(set) var clusters: [Int?] = []
    private(set) var clusterCount = 0

    /// - Parameter candidates: significant edges without the explained ones.
    init(_ candidates: [Candidate]) {
        edges = Self.twoCore(candidates)
        let groups = Self.communities(edges)
        rank(groups)
    }

    /// Accounts on flagged edges.
    var accounts: Set<UInt32> { Set(edges.flatMap { [$0.first, $0.second] }) }

    /// Drops, again and again, edges with an end that has no other edge: one coincidence is an accident, two are a pattern.
    private static func twoCore(_ candidates: [Candidate]) -> [Candidate] {
        var edges = candidates
        while true {
            var degree: [UInt32: Int] = [:]
            for edge in edges {
                degree[edge.first, default: 0] += 1
                degree[edge.second, default: 0] += 1
            }
            let kept = edges.filter { degree[$0.first, default: 0] > 1 && degree[$0.second, default: 0] > 1 }
            if kept.count == edges.count { return kept }
            edges = kept
        }
    }

    /// A community number for every account: connected components, large sparse ones refined.
    private static func communities(_ edges: [Candidate]) -> [UInt32: Int] {
        var components = DisjointSets()
        for edge in edges { components.join(edge.first, edge.second) }
        let byRoot = Dictionary(grouping: edges) { components.root($0.first) }
        var community: [UInt32: Int] = [:]
        var next = 0
        for root in byRoot.keys.sorted() {
            let own = byRoot[root] ?? []
            let accounts = Set(own.flatMap { [$0.first, $0.second] }).sorted()
            let possible = Double(accounts.count) * Double(accounts.count - 1) / 2
            if accounts.count > largeComponent, Double(own.count) < sparseDensity * possible {
                let parts = Louvain.communities(accounts, own.map { ($0.first, $0.second, Double($0.objects)) })
                for account in accounts { community[account] = next + (parts[account] ?? 0) }
                next += (parts.values.max() ?? 0) + 1
            } else {
                for account in accounts { community[account] = next }
                next += 1
            }
        }
        return community
    }

    /// Numbers the clusters by strength: the evidence of a cluster is the sum of −ln p over its edges.
    private mutating func rank(_ community: [UInt32: Int]) {
        let own = edges.map { edge in community[edge.first] == community[edge.second] ? community[edge.first] : nil }
        var strength: [Int: Double] = [:]
        var firstAccount: [Int: UInt32] = [:]
        for (edge, group) in zip(edges, own) {
            guard let group else { continue }
            strength[group, default: 0] -= edge.probability.ln
            firstAccount[group] = min(firstAccount[group] ?? .max, edge.first)
        }
        let order = strength.keys.sorted { left, right in
            let (a, b) = (strength[left, default: 0], strength[right, default: 0])
            return a == b ? firstAccount[left, default: 0] < firstAccount[right, default: 0] : a > b
        }
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($0.element, $0.offset) })
        clusters = own.map { group in group.flatMap { place[$0] } }
        clusterCount = order.count
    }
}

/// Union–find with path halving; the smallest member is the root, so results do not depend on order.
struct DisjointSets {
    private var parent: [UInt32: UInt32] = [:]

    mutating func root(_ member: UInt32) -> UInt32 {
        var current = member
        while let next = parent[current], next != current {
            let over = parent[next] ?? next
            parent[current] = over
            current = over
        }
        return current
    }

    mutating func join(_ one: UInt32, _ other: UInt32) {
        let (a, b) = (root(one), root(other))
        guard a != b else { return }
        parent[max(a, b)] = min(a, b)
        parent[min(a, b)] = min(a, b)
    }
}
