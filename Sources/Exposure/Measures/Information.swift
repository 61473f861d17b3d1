private import Foundation

/// Sums of logarithms that do not lose their figures where distributions are almost equal.
enum Information {
    static let bit = log(2.0)

    /// `q·h(x)` with `h(x) = (1+x)·ln(1+x) − x` and `p = q·(1+x)`: never negative, and added up over two distributions
    /// `Σ p ln(p/q)`, because `Σ p = Σ q`.
    ///
    /// - Parameters:
    ///   - deviation: `p − q`, given apart because the difference of two rounded numbers would be mostly rounding.
    static func excess(p: Double, q: Double, deviation: Double) -> Double {
        guard p > 0 else { return q }
        let x = deviation / q
        if abs(x) < 0.05 { return q * seriesExcess(x) }
        // Far from 1 the logarithms stand apart: the quotient of a huge and a tiny share would be infinite or 0.
        let logarithm = abs(x) < 0.5 ? log1p(x) : log(p) - log(q)
        return max(0, p * logarithm - deviation)
    }

    /// `h(x)` as `x²/2 − x³/6 + x⁴/12 − …`; up to 0.05 the tenth power is the last that a double shows.
    private static func seriesExcess(_ x: Double) -> Double {
        var sum = 0.0
        for power in stride(from: 13.0, through: 2, by: -1) { sum = 1 / (power * (power - 1)) - x * sum }
        return x * x * sum
    }

    /// Entropy in bits of the shares that counts have in their total.
    static func entropy(_ counts: [Int128]) -> Double {
        let total = counts.reduce(0, +)
        let terms = counts.filter { $0 > 0 }.map { count in
            let share = Double(count) / Double(total)
            // A share close to one has lost the figures of its logarithm; the rest has them.
            return -share * (share > 0.5 ? log1p(-Double(total - count) / Double(total)) : log(share))
        }
        return max(0, CompensatedSum(terms).value / bit)
    }
}
