/// How ALPHA guesses the mean before each draw; a better guess needs fewer draws, no guess makes the test wrong (tally
/// reference, section 8.5).
public enum AlphaEstimator: Sendable {
    /// The reported mean; without replacement, what is left of it.
    case fixed(eta: Double)
    /// The mean of the draws so far shrunk towards the reported one.
    ///
    /// - Parameters:
    ///   - eta: the reported mean.
    ///   - weight: how many draws the reported mean counts as.
    ///   - distance: how far to stay from the ends at first.
    ///   - pull: how strongly a small spread pulls towards the upper bound.
    case shrinkTrunc(eta: Double, weight: Int, distance: Double, pull: Double)
    /// The best guess for ballot comparison where two-vote overstatements come at the rate.
    case optimalComparison(errorRate: Double)

    /// What is known before a draw.
    struct State {
        private(set) var count = 0
        private(set) var total = 0.0
        private var runningMean = 0.0
        private var squares = 0.0

        mutating func add(_ x: Double, sum: inout CompensatedSum) {
            sum.add(x)
            total = sum.value
            count += 1
            let step = x - runningMean
            runningMean += step / Double(count)
            squares += step * (x - runningMean)
        }

        /// Standard deviation of the draws so far; 1 before there are two, and never 0.
        var deviation: Double { count < 2 ? 1 : max(1e-6, (squares / Double(count)).squareRoot()) }
    }

    /// The guess for the next draw, between the mean to be refuted and the upper bound.
    func estimate(_ test: Alpha, _ state: State, meanLeft: Double) -> Double {
        let bound = test.upperBound
        let guess =
            switch self {
            case .fixed(let eta):
                test.population.map { (Double($0) * eta - state.total) / Double($0 - state.count) } ?? eta
            case .shrinkTrunc(let eta, let weight, let distance, let pull):
                shrunk(
                    state, reported: eta * Double(weight), weight: Double(weight + state.count), distance, pull, bound, meanLeft
                )
            case .optimalComparison(let rate):
                (1 - bound * (1 - rate)) / (2 - 2 * bound) + bound * (1 - rate) - 0.5
            }
        // Outside these ends the test would bet on the hypothesis it is to refute.
        return min(bound * (1 - Double.ulpOfOne), max(guess, meanLeft))
    }

    private func shrunk(
        _ state: State, reported: Double, weight: Double, _ distance: Double, _ pull: Double, _ bound: Double,
        _ meanLeft: Double
    ) -> Double {
        let margin = distance / weight.squareRoot()
        let weighted = (reported + state.total) / weight
        let pulled = pull / state.deviation
        let guess = (weighted + bound * pulled) / (1 + pulled)
        return min(bound * (1 - Double.ulpOfOne) - margin, max(guess, meanLeft * (1 + Double.ulpOfOne) + margin))
    }
}
