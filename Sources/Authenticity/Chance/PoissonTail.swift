#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The upper tail of a Poisson variable, in logarithms so that no value is ever lost to underflow.
public enum PoissonTail {
    /// ln P(Poisson(λ) ≥ x).
    ///
    /// At and above the mean the tail is summed from its first term, e^{−λ}λ^x/x! · (1 + λ/(x+1) + …), which stays exact
    /// where 1 − cdf is all rounding; below the mean it is 1 minus the (then small or moderate) lower tail.
    public static func logarithm(atLeast x: Int, mean lambda: Double) -> Double {
        guard x > 0 else { return 0 }
        guard lambda > 0 else { return -.infinity }
        if lambda <= Double(x) {
            return logTerm(x, lambda) + log(upperSeries(from: x, lambda))
        }
        let lower = logTerm(x - 1, lambda) + log(lowerSeries(from: x - 1, lambda))
        return log1p(-exp(lower))
    }

    /// ln(e^{−λ}λ^k/k!).
    private static func logTerm(_ k: Int, _ lambda: Double) -> Double {
        Double(k) * log(lambda) - lambda - lgamma(Double(k) + 1)
    }

    private static func upperSeries(from x: Int, _ lambda: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        var k = Double(x)
        while term > sum * 1e-17 {
            k += 1
            term *= lambda / k
            sum += term
        }
        return sum
    }

    private static func lowerSeries(from x: Int, _ lambda: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        var k = Double(x)
        while k > 0, term > sum * 1e-17 {
            term *= k / lambda
            sum += term
            k -= 1
        }
        return sum
    }
}

/// A probability kept as its natural logarithm; it is never 0.
public struct LogProbability: Hashable, Sendable, Comparable {
    public let ln: Double

    public init(ln: Double) { self.ln = ln }

    public static func < (left: LogProbability, right: LogProbability) -> Bool { left.ln < right.ln }

    /// In exponent form with ten digits, also below the range of a double: `4.218753012e-402`.
    public var text: String {
        guard ln < 0 else { return "1" }
        let decimal = ln / 2.302_585_092_994_045_684
        var exponent = Int(decimal.rounded(.down))
        var digits = Int64((pow(10, decimal - Double(exponent)) * 1e9).rounded())
        if digits >= 10_000_000_000 {
            digits = 1_000_000_000
            exponent += 1
        }
        let text = String(digits)
        return "\(text.prefix(1)).\(text.dropFirst())e\(exponent < 0 ? "-" : "+")\(abs(exponent) < 10 ? "0" : "")\(abs(exponent))"
    }

    /// Reads a decimal of any size back into its logarithm; `nil` unless it is a number above 0.
    public init?(text: String) {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        guard let first = parts.first, let mantissa = Double(first), mantissa > 0, mantissa.isFinite else { return nil }
        var exponent = 0
        if parts.count == 2 {
            guard let value = Int(parts[1]), abs(value) < 1_000_000_000 else { return nil }
            exponent = value
        }
        ln = log(mantissa) + Double(exponent) * 2.302_585_092_994_045_684
    }
}
