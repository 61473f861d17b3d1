#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Which p-values are significant when all M = A(A − 1)/2 pairs of accounts are tested, those without an edge included.
struct MultipleTesting {
    private let correction: CoordinationParameters.Correction
    private let alpha: Double
    /// M.
    private let tests: Double

    /// `nil` with fewer than two accounts.
    init?(_ parameters: CoordinationParameters, accounts: Int) {
        guard accounts > 1 else { return nil }
        correction = parameters.correction
        alpha = parameters.alpha
        tests = Double(accounts) * Double(accounts - 1) / 2
    }

    /// Logarithm of the largest p-value that can be significant if at most so many pairs have an edge at all. Pairs
    /// without one have p = 1, so no p-value ranks behind more than the edges.
    func logLimit(edgesAtMost edges: Int) -> Double {
        switch correction {
        case .bonferroni: log(alpha / tests)
        case .benjaminiHochberg: log(alpha * min(Double(edges), tests) / tests)
        }
    }

    /// Logarithm of the p-value that is just significant at a rank from 1 (Benjamini and Hochberg 1995): α·i/M.
    private func logLimit(rank: Int) -> Double { log(alpha * Double(rank) / tests) }

    /// The significant ones, in the order given; under Benjamini–Hochberg each with its q-value.
    ///
    /// - Parameter candidates: all pairs with a p-value within ``logLimit(edgesAtMost:)``.
    func significant(_ candidates: [Candidate]) -> [Candidate] {
        guard correction == .benjaminiHochberg else { return candidates }
        let order = candidates.indices.sorted { candidates[$0].probability < candidates[$1].probability }
        let last = order.indices.last { candidates[order[$0]].probability.ln <= logLimit(rank: $0 + 1) }
        guard let last else { return [] }
        // Behind the last significant rank every p·M/i is above α, so these alone decide the q-values.
        var adjusted = [LogProbability?](repeating: nil, count: candidates.count)
        var smallest = 0.0
        for rank in (0...last).reversed() {
            smallest = min(smallest, candidates[order[rank]].probability.ln + log(tests / Double(rank + 1)))
            adjusted[order[rank]] = LogProbability(ln: smallest)
        }
        return zip(candidates, adjusted).compactMap { candidate, q in
            guard let q else { return nil }
            var candidate = candidate
            candidate.adjusted = q
            return candidate
        }
    }

    /// The p-value that is just significant at the rank of the last significant pair, 0 if there is none.
    func cutoff(significant count: Int) -> Double { count == 0 ? 0 : exp(logLimit(rank: count)) }
}
