#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The chi-squared distribution, by the regularised incomplete gamma function (NIST Digital Library of Mathematical Functions,
/// sections 8.7 and 8.9).
enum ChiSquared {
    /// Probability of a value at least as large.
    static func upperTail(_ value: Double, degrees: Int) -> Double {
        guard value > 0 else { return 1 }
        let (shape, scaled) = (Double(degrees) / 2, value / 2)
        return scaled < shape + 1 ? 1 - series(shape, scaled) : continuedFraction(shape, scaled)
    }

    /// The value that is exceeded with the given probability, between 0 and 1.
    static func quantile(upperTail probability: Double, degrees: Int) -> Double {
        var (low, high) = (0.0, Double(degrees) + 10)
        while upperTail(high, degrees: degrees) > probability { high *= 2 }
        for _ in 0..<200 where low < high {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if upperTail(middle, degrees: degrees) > probability { low = middle } else { high = middle }
        }
        return high
    }

    private static func front(_ shape: Double, _ value: Double) -> Double { exp(shape * log(value) - value - lgamma(shape)) }

    private static func series(_ shape: Double, _ value: Double) -> Double {
        var term = 1 / shape
        var sum = term
        var step = shape
        repeat {
            step += 1
            term *= value / step
            sum += term
        } while term > sum * 1e-17
        return sum * front(shape, value)
    }

    /// Lentz's evaluation of the continued fraction of the upper incomplete gamma function.
    private static func continuedFraction(_ shape: Double, _ value: Double) -> Double {
        let tiny = 1e-300
        var denominator = value + 1 - shape
        var c = 1 / tiny
        var d = 1 / denominator
        var fraction = d
        for step in 1...100_000 {
            let factor = Double(step) * (shape - Double(step))
            denominator += 2
            d = factor * d + denominator
            if abs(d) < tiny { d = tiny }
            c = denominator + factor / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            fraction *= d * c
            if abs(d * c - 1) < 1e-16 { break }
        }
        return min(1, fraction * front(shape, value))
    }
}
