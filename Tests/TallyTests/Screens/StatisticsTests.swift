import Testing

@testable import Tally

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The distributions and tests behind the screens, against published values (tally reference, section 4).
@Suite struct StatisticsTests {
    @Test(arguments: [(16.919, 0.05), (21.666, 0.01), (27.877, 0.001)])
    func criticalValuesOfNineDegrees(value: Double, tail: Double) {
        #expect(abs(ChiSquared.upperTail(value, degrees: 9) - tail) < tail * 1e-3)
        #expect(abs(ChiSquared.quantile(upperTail: tail, degrees: 9) - value) < 1e-3)
    }

    @Test(arguments: [1, 2, 8, 40, 1_000])
    func quantileAndTailAreInverse(degrees: Int) {
        for tail in [0.999, 0.5, 0.05, 1e-6] {
            let value = ChiSquared.quantile(upperTail: tail, degrees: degrees)
            #expect(abs(ChiSquared.upperTail(value, degrees: degrees) / tail - 1) < 1e-8)
        }
    }

    @Test func secondDigitsFollowBenford() {
        let published = [
            0.119679, 0.113890, 0.108821, 0.104330, 0.100308, 0.096677, 0.093375, 0.090352, 0.087570, 0.084997,
        ]
        for (own, other) in zip(DigitScreens.secondDigitShares, published) { #expect(abs(own - other) < 1e-6) }
        let mean = DigitScreens.secondDigitShares.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
        #expect(abs(mean - 4.18739) < 1e-5)
    }

    @Test func chiSquaredOfEvenDigitsIsNothing() {
        #expect(DigitScreens.chiSquared([Int](repeating: 7, count: 10), shares: [Double](repeating: 0.1, count: 10)) == 0)
        #expect(DigitScreens.chiSquared([Int](repeating: 0, count: 10), shares: [Double](repeating: 0.1, count: 10)) == nil)
    }

    @Test func normalTails() {
        #expect(abs(Normal.twoSided(1.959963984540054) - 0.05) < 1e-12)
        #expect(Normal.twoSided(-3.5) == Normal.twoSided(3.5))
    }

    @Test func medianAndDeviation() {
        let scale = RobustScale([1, 2, 3, 4, 100])
        #expect(scale.median == 3)
        #expect(abs(scale.deviation - 1 / 0.6745) < 1e-12)
    }

    /// Benjamini and Hochberg's own example (1995, section 3.2): four of fifteen stand at 0.05.
    @Test func falseDiscoveryRate() {
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
            1.0,
        ]
        #expect(FalseDiscovery.accepted(p, q: 0.05).count { $0 } == 4)
        #expect(FalseDiscovery.accepted([0.2, 0.9], q: 0.05) == [false, false])
        #expect(FalseDiscovery.accepted([], q: 0.05).isEmpty)
    }

    @Test func signTest() {
        #expect(abs(Binomial.signTest(10, 0) - 2.0 / 1024) < 1e-12)
        #expect(abs(Binomial.signTest(8, 2) - 2 * 56.0 / 1024) < 1e-12)
        #expect(Binomial.signTest(5, 5) == 1)
        #expect(Binomial.signTest(0, 0) == 1)
    }

    @Test func aWholePercentageIsWithinAHalfTenth() {
        #expect(SpikeScreen.Part(votes: 500, total: 1_000).isWhole)
        #expect(!SpikeScreen.Part(votes: 501, total: 1_000).isWhole)
        #expect(SpikeScreen.Part(votes: 1_001, total: 2_000).isWhole)
        #expect(!SpikeScreen.Part(votes: 1_002, total: 2_000).isWhole)
        #expect(SpikeScreen.Part(votes: 999, total: 999).chanceOfWhole == 1)
    }

    /// Against adding up all outcomes.
    @Test(arguments: [(57, 123), (480, 1_000), (3, 400), (1_999, 2_000), (510_090, 1_020_000)] as [(Int64, Int64)])
    func chanceOfAWholePercentage(votes: Int64, total: Int64) {
        let share = Double(votes) / Double(total)
        let all = (0...total).reduce(0.0) { sum, count in
            SpikeScreen.Part(votes: count, total: total).isWhole
                ? sum + exp(Binomial.logProbability(count, of: total, share: share)) : sum
        }
        // The last is large enough to be taken as normal.
        let tolerance = total > 1_000_000 ? 1e-3 : 1e-9
        #expect(abs(SpikeScreen.Part(votes: votes, total: total).chanceOfWhole - all) < tolerance)
    }

    @Test func transpositionsDifferByNines() {
        #expect(SwapScreen.transpositions(of: 132) == [123, 312])
        #expect(SwapScreen.transpositions(of: 11).isEmpty)
        #expect(SwapScreen.transpositions(of: 0).isEmpty)
        #expect(SwapScreen.transpositions(of: 4_096).allSatisfy { abs($0 - 4_096) % 9 == 0 })
    }
}
