#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The binomial distribution.
enum Binomial {
    /// Natural logarithm of the probability of exactly `successes`; `share` strictly between 0 and 1.
    static func logProbability(_ successes: Int64, of trials: Int64, share: Double) -> Double {
        let (k, n) = (Double(successes), Double(trials))
        return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(share) + (n - k) * log1p(-share)
    }

    /// Probability, at even odds, of a split at least as uneven (the two-sided sign test).
    static func signTest(_ plus: Int, _ minus: Int) -> Double {
        let trials = Int64(plus + minus)
        guard trials > 0 else { return 1 }
        var tail = 0.0
        for count in 0...Int64(min(plus, minus)) { tail += exp(logProbability(count, of: trials, share: 0.5)) }
        return min(1, 2 * tail)
    }
}
