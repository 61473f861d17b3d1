import Testing

@testable import Tally

/// Distribution functions against values computed exactly elsewhere (Python's fractions and statistics).
struct ChanceTests {
    @Test(arguments: [
        (1e-300, -37.0471), (1e-9, -5.99780701), (0.001, -3.0902323061678136), (0.07, -1.4757910281791704),
        (0.1, -1.2815515655446006), (0.3, -0.52440051270804078), (0.5, 0), (0.7, 0.52440051270804078),
        (0.9, 1.2815515655446006), (0.975, 1.9599639845400539), (0.999999, 4.753424308817089),
    ])
    func normalQuantile(probability: Double, expected: Double) {
        let tolerance = [1e-300, 1e-9].contains(probability) ? 1e-5 : 1e-12
        #expect(agree(NormalQuantile.value(probability), expected, within: tolerance))
    }

    @Test(arguments: 1...60)
    func binomialSumsToOneAndAgreesWithItsTerms(trials: Int) {
        for probability in [0.02, 0.5, 0.6, 0.993] {
            let binomial = BinomialDistribution(trials: trials, probability: probability)
            var sum = 0.0
            var exact = 1.0
            for _ in 0..<trials { exact *= 1 - probability }
            for k in 0...trials {
                #expect(agree(binomial.mass(k), exact, within: 1e-12))
                sum += exact
                #expect(agree(binomial.cumulative(k), sum, within: 1e-11))
                exact *= Double(trials - k) / Double(k + 1) * probability / (1 - probability)
            }
        }
    }

    @Test func largeBinomialKeepsItsMedian() {
        for trials in [1_000_001, 1_000_000_001] {
            let binomial = BinomialDistribution(trials: trials, probability: 0.5)
            #expect(agree(binomial.cumulative(trials / 2), 0.5, within: 1e-9))
        }
    }

    @Test func compensatedSumKeepsSmallTerms() {
        var sum = CompensatedSum()
        sum.add(1e17)
        for _ in 0..<1000 { sum.add(1) }
        sum.add(-1e17)
        #expect(sum.value == 1000)
        sum.add(-.infinity)
        sum.add(3)
        #expect(sum.value == -.infinity)
    }
}
