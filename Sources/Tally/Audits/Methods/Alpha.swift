#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A sequential test of the hypothesis that the mean of a population of numbers from 0 to an upper bound is at most a given
/// mean (ALPHA; Stark 2023; tally reference, section 8.5).
public struct Alpha: Sendable {
    /// How many numbers there are when they are drawn without replacement; `nil` with replacement.
    public let population: Int?
    /// The mean that is to be refuted, above 0.
    public let mean: Double
    /// Above the mean.
    public let upperBound: Double
    public let estimator: AlphaEstimator

    public init(population: Int?, mean: Double, upperBound: Double, estimator: AlphaEstimator) {
        self.population = population
        self.mean = mean
        self.upperBound = upperBound
        self.estimator = estimator
    }

    /// The risk after each draw, at most 1 each.
    ///
    /// - Parameter draws: from 0 to the upper bound, at most as many as the population has.
    public func history(_ draws: some Sequence<Double>) -> [Double] {
        var run = Run(self)
        return draws.map { run.add($0) }
    }
}

extension Alpha {
    /// The test under way.
    struct Run {
        private let test: Alpha
        private var state = AlphaEstimator.State()
        private var logarithm = CompensatedSum()
        private var sum = CompensatedSum()

        /// How many numbers were taken.
        var count: Int { state.count }

        init(_ test: Alpha) { self.test = test }

        /// What the mean of the numbers left is if the hypothesis holds, or how far it is out of reach.
        private var meanLeft: (value: Double, isNone: Bool) {
            guard let population = test.population else { return (test.mean, false) }
            let (whole, drawn) = (Double(population) * test.mean, sum.value)
            let left = whole - drawn
            return (left / Double(population - state.count), abs(left) <= 8 * Double.ulpOfOne * max(1, whole))
        }

        /// Takes one number and says how great the risk is then.
        mutating func add(_ x: Double) -> Double {
            let (bound, left) = (test.upperBound, meanLeft)
            let eta = test.estimator.estimate(test, state, meanLeft: left.value)
            state.add(x, sum: &sum)
            let m = left.value
            // At either end of what is possible the numbers tell nothing, and beyond it they tell everything.
            if left.isNone || abs(bound - m) <= 2 * Double.ulpOfOne + 1e-6 * abs(m) { return 1 }
            if m < 0 { return 0 }
            if m > bound { return 1 }
            logarithm.add(log((x * eta / m + (bound - x) * (bound - eta) / (bound - m)) / bound))
            return min(1, exp(-logarithm.value))
        }
    }
}
