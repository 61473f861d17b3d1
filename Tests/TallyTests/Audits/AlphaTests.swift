import Testing

@testable import Tally

/// Sequential tests of a mean (tally reference, section 8.5).
struct AlphaTests {
    private static let shrink = AlphaEstimator.shrinkTrunc(eta: 0.6, weight: 100, distance: 0.05, pull: 0)

    @Test func shrinkTruncWithReplacement() {
        let history = Alpha(population: nil, mean: 0.5, upperBound: 1, estimator: Self.shrink).history(workedDraws)
        let expected = [0.8333333333, 0.6898907104, 0.8796106557, 0.730644335, 0.730644335, 0.604076025]
        #expect(zip(history, expected).allSatisfy { agree($0, $1, within: 1e-9) })
        #expect(agree(history.min() ?? 1, 0.10116013743697978, within: 1e-12))
    }

    @Test func shrinkTruncWithoutReplacement() {
        let history = Alpha(population: 1000, mean: 0.5, upperBound: 1, estimator: Self.shrink).history(workedDraws)
        #expect(agree(history.min() ?? 1, 0.09468276699357574, within: 1e-12))
    }

    @Test(arguments: [(nil, 0.1267684990603018), (1000, 0.12200700240508891)] as [(Int?, Double)])
    func fixedGuess(population: Int?, expected: Double) {
        let test = Alpha(population: population, mean: 0.5, upperBound: 1, estimator: .fixed(eta: 0.6))
        #expect(agree(test.history(workedDraws).min() ?? 1, expected, within: 1e-12))
    }

    @Test func kaplanMarkov() {
        let history = KaplanMarkov.history(workedDraws, mean: 0.5, guard: 0.1)
        #expect(agree(history.min() ?? 1, 0.02431264616069552, within: 1e-12))
        #expect(KaplanMarkov.history([0, 1], mean: 0.5, guard: 0) == [1, 1])
    }

    private static func comparison(margin: Double, population: Int) -> (test: Alpha, assorter: ComparisonAssorter) {
        let assorter = ComparisonAssorter(.plurality(winner: 0, loser: 1), reportedMean: (1 + margin) / 2)
        let test = Alpha(
            population: population, mean: 0.5, upperBound: assorter.upperBound, estimator: .optimalComparison(errorRate: 1e-4))
        return (test, assorter)
    }

    @Test(arguments: [(0.1, 59, 45), (0.05, 119, 92), (0.02, 302, 232), (0.01, 610, 469), (0.005, 1246, 958)])
    func errorFreeComparisonSizes(margin: Double, five: Int, ten: Int) {
        let (test, assorter) = Self.comparison(margin: margin, population: 1_000_000)
        let history = test.history(repeatElement(assorter.cleanValue, count: 1300))
        #expect(history.firstIndex { $0 <= 0.05 } == five - 1)
        #expect(history.firstIndex { $0 <= 0.1 } == ten - 1)
    }

    @Test func comparisonWithOverstatements() {
        let (test, assorter) = Self.comparison(margin: 0.05, population: 100_000)
        var draws = Array(repeating: assorter.cleanValue, count: 400)
        draws[50] = assorter.value(overstatement: 0.5)
        draws[200] = draws[50]
        let history = test.history(draws)
        #expect(agree(history[99], 0.1598466186) && agree(history[249], 0.0072074773675, within: 1e-10))
        #expect(agree(history[399], 0.0001622708, within: 1e-6))
        draws[300] = assorter.value(overstatement: 1)
        let worse = test.history(draws)
        #expect(agree(worse[300], 0.5091537582) && agree(worse[399], 0.0416514156))
    }

    @Test func sampleThatProvesTheMeanLeavesNoRisk() {
        let test = Alpha(population: 10, mean: 0.5, upperBound: 1, estimator: .fixed(eta: 0.9))
        let proven = test.history(Array(repeating: 1, count: 10))
        #expect(proven[4] > 0 && proven[6] == 0 && proven[9] == 0)
        // Exactly the mean is no proof.
        #expect(test.history([1, 1, 1, 1, 1, 0, 0, 0, 0, 0]).last == 1)
        #expect(test.history(Array(repeating: 0, count: 10)).allSatisfy { $0 == 1 })
    }

    @Test func randomPopulationsNeverBreakTheTest() {
        var generator = SeatGenerator(seed: 5)
        for _ in 0..<FuzzRuns.count(default: 300) {
            let bound = Double.random(in: 0.6...3, using: &generator)
            let count = Int.random(in: 1...60, using: &generator)
            let draws = (0..<count).map { _ in
                Bool.random(using: &generator) ? bound : Double.random(in: 0...bound, using: &generator)
            }
            let estimators: [AlphaEstimator] = [
                .fixed(eta: bound), .shrinkTrunc(eta: bound * 0.7, weight: 3, distance: 0.5, pull: 2),
            ]
            for estimator in estimators {
                for population in [nil, count, count + 5] {
                    let test = Alpha(population: population, mean: 0.5, upperBound: bound, estimator: estimator)
                    #expect(test.history(draws).allSatisfy { (0...1).contains($0) })
                }
            }
        }
    }

    /// A wrong outcome must slip through no more often than the risk limit allows; here the mean is exactly ½.
    @Test func wrongOutcomesRarelyEscape() {
        var generator = SeatGenerator(seed: 6)
        let population = (0..<200).map { $0 % 2 == 0 ? 1.0 : 0.0 }
        let test = Alpha(population: 200, mean: 0.5, upperBound: 1, estimator: Self.shrink)
        let escaped = (0..<400).count { _ in
            test.history(population.shuffled(using: &generator)).contains { $0 <= 0.1 }
        }
        #expect(escaped <= 60)
    }
}
