#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The degree null model: given how often every account shares, how many coincidences would two accounts have if the
/// in-window pairs of the data fell on accounts in proportion to their activity?
///
/// With N rows, n_a rows of account a, S₂ = Σ n_a² and P in-window pairs, a pair of accounts expects
/// λ = 2·P·n_a·n_b / (N² − S₂) coincidences, and x distinct objects shared together have p = P(Poisson(λ) ≥ x).
/// Significance is corrected over all pairs of accounts, not only those seen together.
public struct DegreeNull: Hashable, Sendable {
    /// N: rows after repeats were dropped and inactive accounts left out.
    public let rows: Int
    /// A: accounts with such rows.
    public let accounts: Int
    /// P: pairs of rows within the window, before any participation filter.
    public let pairs: Int
    /// S₂: sum of the squares of the accounts' row counts.
    public let sumSquares: Int
    /// Bonferroni level over all A(A − 1)/2 account pairs.
    public let alpha: Double

    public init(rows: Int, accounts: Int, pairs: Int, sumSquares: Int, alpha: Double) {
        self.rows = rows
        self.accounts = accounts
        self.pairs = pairs
        self.sumSquares = sumSquares
        self.alpha = alpha
    }

    /// Largest p-value that is significant: α/M. `nil` with fewer than two accounts.
    public var limit: Double? {
        accounts < 2 ? nil : alpha / (Double(accounts) * Double(accounts - 1) / 2)
    }

    /// λ for two accounts with these row counts.
    public func expected(_ first: Int, _ second: Int) -> Double {
        2 * Double(pairs) * Double(first) * Double(second) / (Double(rows) * Double(rows) - Double(sumSquares))
    }

    /// p-value of `x` distinct objects shared together.
    public func probability(of x: Int, expected lambda: Double) -> LogProbability {
        LogProbability(ln: PoissonTail.logarithm(atLeast: x, mean: lambda))
    }
}

/// Says quickly which edges are significant. The tail grows with λ, so for each count of objects there is one largest
/// λ that still is; tens of millions of edges then cost one multiplication and one comparison each.
struct SignificanceFilter {
    private let null: DegreeNull
    private let logLimit: Double
    private var largestExpected: [Double] = [0]

    /// - Parameter logLimit: logarithm of the largest p-value that is significant.
    init(_ null: DegreeNull, logLimit: Double) {
        self.null = null
        self.logLimit = logLimit
    }

    /// The p-value if it is at most the limit, else `nil`.
    @inline(__always)
    mutating func probability(objects x: Int, expected lambda: Double) -> LogProbability? {
        if x >= largestExpected.count { extend(to: x) }
        // Near the boundary the table is not trusted: the p-value itself decides.
        if x < largestExpected.count, lambda > largestExpected[x] * 1.000_001 { return nil }
        let probability = null.probability(of: x, expected: lambda)
        return probability.ln <= logLimit ? probability : nil
    }

    private mutating func extend(to x: Int) {
        // Very large counts are rare enough to be computed one by one.
        guard x < 4096 else { return }
        for count in largestExpected.count...x {
            var low = 0.0
            var high = Double(count) * 2 + 1
            for _ in 0..<80 {
                let middle = (low + high) / 2
                if PoissonTail.logarithm(atLeast: count, mean: middle) <= logLimit { low = middle } else { high = middle }
            }
            largestExpected.append(high)
        }
    }
}
