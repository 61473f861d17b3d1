#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The upper tail of a sum of independent yes/no variables that differ in their probabilities, in logarithms.
///
/// The sum is tilted so that its mean lies at x (Esscher 1932): the probabilities that are then convolved are of ordinary
/// size, and the factor that undoes the tilt is a logarithm, so that no tail is too far. Equal probabilities are
/// convolved as one binomial.
struct PoissonBinomialTail {
    /// Variables with one probability.
    struct Group {
        var probability: Double
        var count: Int
    }

    private let groups: [Group]
    /// λ, the mean of the sum.
    let mean: Double
    private let largest: Double
    private let total: Int

    init(_ groups: [Group]) {
        self.groups = groups.filter { $0.probability > 0 && $0.count > 0 }
        mean = self.groups.reduce(0) { $0 + $1.probability * Double($1.count) }
        largest = self.groups.map(\.probability).max() ?? 0
        total = self.groups.reduce(0) { $0 + $1.count }
    }

    /// How far the Poisson tail with the same mean may be from the exact one before the exact one is computed.
    static let poissonTolerance = 0.01

    /// ln P(sum ≥ x).
    func logarithm(atLeast x: Int) -> Double {
        guard x > 0 else { return 0 }
        guard x <= total else { return -.infinity }
        if x == 1 { return logAny }
        if isPoisson(x) { return PoissonTail.logarithm(atLeast: x, mean: mean) }
        return exact(x)
    }

    /// The same if it may be at most `limit`, else `nil`. Most sums need no convolution to see that they are above it.
    func logarithm(atLeast x: Int, within limit: Double) -> Double? {
        // The median is one of the two whole numbers beside the mean (Jogdeo and Samuels 1968).
        if limit < log(0.5), Double(x) <= mean.rounded(.down) { return nil }
        if x > 1, x < total, !isPoisson(x), Double(x) > mean {
            let tilt = Tilt(groups, mean: Double(x))
            // The tilted sum has x as mean and so as mode, and by Chebyshev three quarters of it lie within two standard
            // deviations, which are at most 4σ + 1 values.
            let atMean = log(0.75 / (4 * tilt.variance.squareRoot() + 1))
            if tilt.logFactor(x) + atMean > limit { return nil }
        }
        let tail = logarithm(atLeast: x)
        return tail <= limit ? tail : nil
    }

    /// ln P(sum ≥ 1).
    private var logAny: Double {
        let none = groups.reduce(0) { $0 + Double($1.count) * log1p(-$1.probability) }
        return log(-expm1(none))
    }

    /// Whether the Poisson tail is close enough: its terms differ from the exact ones by a factor of about
    /// exp(x²Σq²/2λ²), and Σq² ≤ λ·max q.
    private func isPoisson(_ x: Int) -> Bool {
        Double(x) * Double(x) * largest < 2 * Self.poissonTolerance * mean
    }

    private func exact(_ x: Int) -> Double {
        // All of them.
        if x == total { return groups.reduce(0) { $0 + Double($1.count) * log($1.probability) } }
        let isAboveMean = Double(x) > mean
        let tilt = Tilt(groups, mean: isAboveMean ? Double(x) : mean)
        let length = min(total, x + 60 + Int(10 * Double(x).squareRoot())) + 1
        let mass = Self.convolved(tilt.groups, length: length)
        guard isAboveMean else { return log1p(-min(1, mass[..<x].reduce(0, +))) }
        var sum = 0.0
        for k in (x..<length).reversed() { sum += exp(-tilt.theta * Double(k - x)) * mass[k] }
        return tilt.logFactor(x) + log(sum)
    }

    /// Probabilities of the sums 0 ..< length.
    private static func convolved(_ groups: [Group], length: Int) -> [Double] {
        var mass = [1.0]
        for group in groups {
            let (first, terms) = binomial(group)
            guard first < length else { return [Double](repeating: 0, count: length) }
            var next = [Double](repeating: 0, count: min(length, mass.count + first + terms.count - 1))
            for (k, one) in mass.enumerated() where one > 0 {
                for (offset, term) in terms.enumerated() where k + first + offset < next.count {
                    next[k + first + offset] += one * term
                }
            }
            mass = next
        }
        return mass + [Double](repeating: 0, count: length - mass.count)
    }

    /// The terms of a binomial that matter, and the number the first of them stands for.
    private static func binomial(_ group: Group) -> (first: Int, terms: [Double]) {
        guard group.probability < 1 else { return (group.count, [1]) }
        let n = Double(group.count)
        let (yes, no) = (log(group.probability), log1p(-group.probability))
        func term(_ k: Int) -> Double {
            let ways = lgamma(n + 1) - lgamma(Double(k) + 1) - lgamma(n - Double(k) + 1)
            return exp(ways + Double(k) * yes + (n - Double(k)) * no)
        }
        let mode = min(group.count, Int((n + 1) * group.probability))
        var terms = [term(mode)]
        var first = mode
        while first > 0, let next = Optional(term(first - 1)), next > 1e-25 {
            terms.append(next)
            first -= 1
        }
        terms.reverse()
        var last = mode
        while last < group.count, let next = Optional(term(last + 1)), next > 1e-25 {
            terms.append(next)
            last += 1
        }
        return (first, terms)
    }
}

/// A sum of yes/no variables whose odds are all multiplied by one factor e^θ, so that it gets the mean that is wanted.
private struct Tilt {
    let theta: Double
    let groups: [PoissonBinomialTail.Group]
    let variance: Double
    /// ln E e^{θ·sum} of the original.
    private let logMoment: Double

    init(_ original: [PoissonBinomialTail.Group], mean wanted: Double) {
        let theta = Self.solve(original, wanted)
        self.theta = theta
        groups = original.map { .init(probability: Self.tilted($0.probability, theta), count: $0.count) }
        variance = groups.reduce(0) { $0 + Double($1.count) * $1.probability * (1 - $1.probability) }
        logMoment = original.reduce(0) { sum, group in
            // ln(1 − q + q·e^θ), also where e^θ is beyond a double.
            let odds = log(group.probability) + theta
            let rest = log1p(-group.probability)
            let high = max(odds, rest)
            return sum + Double(group.count) * (high + log(exp(odds - high) + exp(rest - high)))
        }
    }

    /// ln of what a probability at x under the tilt is multiplied with to undo it.
    func logFactor(_ x: Int) -> Double { logMoment - theta * Double(x) }

    private static func tilted(_ q: Double, _ theta: Double) -> Double {
        q >= 1 ? 1 : 1 / (1 + exp(log1p(-q) - log(q) - theta))
    }

    /// The mean grows with θ; bisection needs no luck.
    private static func solve(_ groups: [PoissonBinomialTail.Group], _ wanted: Double) -> Double {
        func mean(_ theta: Double) -> Double {
            groups.reduce(0) { $0 + Double($1.count) * tilted($1.probability, theta) }
        }
        if mean(0) >= wanted { return 0 }
        var (low, high) = (0.0, 1.0)
        while mean(high) < wanted, high < 4096 { (low, high) = (high, high * 2) }
        while high - low > 1e-9 * max(1, high) {
            let middle = (low + high) / 2
            if mean(middle) < wanted { low = middle } else { high = middle }
        }
        return high
    }
}
