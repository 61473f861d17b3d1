import Daylight
import Exposure
import Testing

@Suite struct DivergenceTests {
    private let electorate = [0.12, 0.16, 0.24, 0.12, 0.16, 0.20]

    @Test func anAdThatReachesEverybodyAlikeGivesNoSignal() throws {
        let measure = try Divergence(counts: [1230, 1610, 2380, 1180, 1590, 2010], baseline: electorate)
        #expect(isNear(measure.totalVariation, 0.005))
        #expect(isNear(measure.jensenShannon, 2.559231468289943e-05))
        #expect(isNear(measure.g, 1.4210770021867312))
        #expect(measure.degreesOfFreedom == 5)
        #expect(isNear(measure.biasBits, 0.0003606737602222409))
        #expect(measure.concern(declaredUntargeted: true) == .none)
    }

    @Test func anAdThatReachesOneGroupIsStoppedWhenItWasDeclaredUntargeted() throws {
        let measure = try Divergence(counts: [90, 310, 180, 640, 7420, 1360], baseline: electorate)
        #expect(isNear(measure.totalVariation, 0.582))
        #expect(isNear(measure.jensenShannon, 0.3148, 5e-5))
        #expect(isNear(measure.g, 18_497, 0.5))
        #expect(measure.concern(declaredUntargeted: true) == .blockAndAsk)
        #expect(measure.concern(declaredUntargeted: false) == .review)
    }

    @Test func weightsNeedNotAddUpToOne() throws {
        let counts: [Int64] = [5, 9, 1]
        let shares = try Divergence(counts: counts, baseline: [0.2, 0.5, 0.3])
        let people = try Divergence(counts: counts, baseline: [2e300, 5e300, 3e300])
        #expect(isNear(shares.g, people.g) && isNear(shares.jensenShannon, people.jensenShannon))
    }

    @Test func divergenceIsBetweenNothingAndOneBit() throws {
        let apart = try Divergence(counts: [7, 0], baseline: [1e-300, 1])
        #expect(isNear(apart.totalVariation, 1) && isNear(apart.jensenShannon, 1))
        let equal = try Divergence(counts: [3, 5, 8], baseline: [3, 5, 8])
        #expect(abs(equal.totalVariation) < 1e-15 && abs(equal.jensenShannon) < 1e-15 && abs(equal.g) < 1e-12)
    }

    @Test func smallDifferencesOfHugeCountsKeepTheirFigures() throws {
        let half = Int64(1) << 52
        // Both cells are off by d = 2⁻³²: 2N·Σ p ln(p/q) = 2N·(2d)²/2 to all figures.
        let measure = try Divergence(counts: [half + (1 << 21), half - (1 << 21)], baseline: [1, 1])
        #expect(isNear(measure.g, 2 * 0x1p53 * 0x1p-62 / 2))
        #expect(isNear(measure.totalVariation, 0x1p-32))
    }

    @Test func countsUpToTheLastExactOneAreTaken() throws {
        let most = Int64(1) << 53
        let measure = try Divergence(counts: [Int64](repeating: most, count: 100), baseline: [Double](repeating: 1, count: 100))
        #expect(measure.totalVariation < 1e-15)
    }

    @Test(arguments: [
        ([5], [1.0], "counts"), ([], [], "counts"), ([1, 2], [1.0], "baseline"), ([0, 0], [1.0, 1], "counts"),
        ([1, 2], [1.0, 0], "baseline[1]"), ([1, 2], [1.0, -1], "baseline[1]"), ([1, 2], [1.0, .infinity], "baseline[1]"),
        ([1, 2], [0.0, 0], "baseline"), ([1, -1], [1.0, 1], "counts"), ([1, .max], [1.0, 1], "counts"),
        ([1, 2], [.nan, 1], "baseline[0]"), ([1, 1], [.greatestFiniteMagnitude, .greatestFiniteMagnitude], "baseline"),
    ])
    func refusesFiguresThatMeanNothing(_ counts: [Int64], _ baseline: [Double], _ field: String) {
        let error = #expect(throws: InputError.self) { try Divergence(counts: counts, baseline: baseline) }
        #expect(error?.field == field)
    }

    @Test func noOrderAndNoNamesOfCellsMatter() throws {
        var random = SeededGenerator(5)
        for _ in 0..<300 {
            let cells = (0..<Int.random(in: 2...9, using: &random)).map { _ in
                (Int64.random(in: 0...40, using: &random), Int64.random(in: 1...40, using: &random))
            }
            let (counts, weights) = (cells.map(\.0), cells.map(\.1))
            guard counts.contains(where: { $0 > 0 }) else { continue }
            let measure = try Divergence(counts: counts, baseline: weights.map { Double($0) })
            #expect((0...1).contains(measure.jensenShannon) && (0...1).contains(measure.totalVariation) && measure.g >= 0)
            let shuffled = cells.shuffled(using: &random)
            let other = try Divergence(counts: shuffled.map(\.0), baseline: shuffled.map { Double($0.1) })
            #expect(isNear(measure.jensenShannon, other.jensenShannon) && isNear(measure.g, other.g))
            // Counts and weights of the same kind change places without changing the divergence.
            guard !counts.contains(0) else { continue }
            let turned = try Divergence(counts: weights, baseline: counts.map { Double($0) })
            #expect(isNear(measure.jensenShannon, turned.jensenShannon))
            #expect(isNear(measure.totalVariation, turned.totalVariation))
        }
    }
}
