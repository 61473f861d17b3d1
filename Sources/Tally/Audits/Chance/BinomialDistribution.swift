#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A binomial variable: how many of so many independent trials succeed. Masses stay exact to about 14 digits for billions of
/// trials, because the large terms of their logarithm are never subtracted from each other (Loader 2000).
struct BinomialDistribution {
    let trials: Int
    /// Above 0 and below 1.
    let probability: Double

    /// P(X = k).
    func mass(_ k: Int) -> Double {
        guard (0...trials).contains(k) else { return 0 }
        let n = Double(trials)
        if k == 0 { return exp(n * log1p(-probability)) }
        if k == trials { return exp(n * log(probability)) }
        let (yes, no) = (Double(k), Double(trials - k))
        let logarithm =
            Self.stirlingError(n) - Self.stirlingError(yes) - Self.stirlingError(no)
            - Self.deviance(yes, n * probability) - Self.deviance(no, n * (1 - probability))
        return exp(logarithm) * (n / (2 * .pi * yes * no)).squareRoot()
    }

    /// P(X ≤ k), summed from its largest term outwards on the smaller side of the mean.
    func cumulative(_ k: Int) -> Double {
        guard k >= 0 else { return 0 }
        guard k < trials else { return 1 }
        return Double(k) <= Double(trials) * probability ? lowerTail(k) : 1 - upperTail(k + 1)
    }

    private func lowerTail(_ k: Int) -> Double {
        let odds = (1 - probability) / probability
        var (term, sum, x) = (mass(k), 0.0, k)
        while term > sum * 1e-18 {
            sum += term
            guard x > 0 else { break }
            term *= Double(x) / Double(trials - x + 1) * odds
            x -= 1
        }
        return sum
    }

    private func upperTail(_ k: Int) -> Double {
        let odds = probability / (1 - probability)
        var (term, sum, x) = (mass(k), 0.0, k)
        while term > sum * 1e-18 {
            sum += term
            guard x < trials else { break }
            term *= Double(trials - x) / Double(x + 1) * odds
            x += 1
        }
        return sum
    }

    /// ln(n!) minus Stirling's formula for it.
    private static func stirlingError(_ n: Double) -> Double {
        guard n > 15 else { return lgamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(2 * .pi) }
        let square = n * n
        return (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - 1.0 / 1188 / square) / square) / square) / square) / n
    }

    /// x·ln(x/mean) + mean − x. From ln(x/mean) = 2·artanh(v), v = (x − mean)/(x + mean), where the two are close.
    private static func deviance(_ x: Double, _ mean: Double) -> Double {
        let v = (x - mean) / (x + mean)
        guard abs(v) < 0.1 else { return x * log(x / mean) + mean - x }
        var (sum, power, divisor) = ((x - mean) * v, 2 * x * v * v * v, 3.0)
        while true {
            let next = sum + power / divisor
            guard next != sum else { return sum }
            (sum, power, divisor) = (next, power * v * v, divisor + 2)
        }
    }
}
