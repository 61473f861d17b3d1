import Daylight
import Exposure
import Testing

@Suite struct VariantDependenceTests {
    private let tailored: [[Int64]] = [
        [4000, 300, 200, 100], [250, 3600, 300, 150], [150, 250, 3900, 200], [100, 200, 250, 4050],
    ]

    @Test func tailoredTextsDependOnThePerson() throws {
        let measure = try VariantDependence(table: tailored)
        #expect(isNear(measure.information, 1.2214752047637512))
        #expect(isNear(measure.variantEntropy, 1.9994615755281706) && isNear(measure.cellEntropy, 1.99959917713182))
        #expect(isNear(measure.bias, 0.00036067376022224084) && isNear(measure.normalised, 0.6107216792505571))
        #expect(isNear(measure.effectiveVariants, 3.9985074489145105))
        #expect(measure.concern(declaredUntargeted: true) == .blockAndAsk)
        #expect(measure.concern(declaredUntargeted: false) == .review)
        #expect(!measure.isFlood)
    }

    @Test func aTestOfTwoTextsDoesNotDependOnThePerson() throws {
        let measure = try VariantDependence(table: [[2250, 2190, 2310, 2260], [2240, 2230, 2260, 2260]])
        #expect(measure.information < 0.0002 && measure.normalised == 0)
        #expect(measure.concern(declaredUntargeted: true) == .none)
    }

    @Test func manyVariantsWhichDependOnThePersonAreAFlood() throws {
        let measure = try VariantDependence(table: (0..<24).map { row in (0..<24).map { $0 == row ? 90 : 5 } })
        #expect(measure.isFlood)
        let untailored = try VariantDependence(table: (0..<24).map { _ in [Int64](repeating: 50, count: 24) })
        #expect(untailored.effectiveVariants > 23.9 && !untailored.isFlood)
    }

    @Test func effectiveVariantsCountUnequalOnesForLess() throws {
        #expect(isNear(try VariantDependence.effectiveVariants(reach: [31, 22, 12, 10, 8, 7, 5, 5]), 6.48, 0.005))
        #expect(isNear(try VariantDependence.effectiveVariants(reach: [9, 9, 9]), 3))
        #expect(isNear(try VariantDependence.effectiveVariants(reach: [9, 0]), 1))
    }

    @Test(
        arguments: [
            [[1, 2], [3]], [[1, 2]], [], [[1], [2]], [[], []], [[0, 0], [0, 0]], [[1, -1], [1, 1]], [[1, .max], [1, 1]],
        ] as [[[Int64]]])
    func refusesWhatIsNoTable(_ table: [[Int64]]) {
        #expect(throws: InputError.self) { try VariantDependence(table: table) }
    }

    @Test func oneVariantOrOneCellCarriesNoInformation() throws {
        #expect(try VariantDependence(table: [[5, 9], [0, 0]]).normalised == 0)
        #expect(try VariantDependence(table: [[5, 0], [8, 0]]).normalised == 0)
    }

    @Test func independentTablesHaveExactlyNone() throws {
        var random = SeededGenerator(11)
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 2...6, using: &random)).map { _ in Int64.random(in: 1...1 << 20, using: &random) }
            let columns = (0..<Int.random(in: 2...6, using: &random)).map { _ in Int64.random(in: 1...1 << 20, using: &random) }
            let measure = try VariantDependence(table: rows.map { row in columns.map { row * $0 } })
            #expect(measure.normalised == 0 && abs(measure.information) < 1e-15)
        }
    }

    @Test func orderAndTranspositionDoNotMatter() throws {
        var random = SeededGenerator(12)
        for _ in 0..<200 {
            let (height, width) = (Int.random(in: 2...6, using: &random), Int.random(in: 2...6, using: &random))
            let table = (0..<height).map { _ in (0..<width).map { _ in Int64.random(in: 0...60, using: &random) } }
            guard let measure = try? VariantDependence(table: table) else { continue }
            let turned = try VariantDependence(table: (0..<width).map { column in table.map { $0[column] } })
            let order = Array(0..<width).shuffled(using: &random)
            let shuffled = try VariantDependence(table: table.shuffled(using: &random).map { row in order.map { row[$0] } })
            for other in [turned, shuffled] {
                #expect(isNear(measure.information, other.information) && isNear(measure.normalised, other.normalised))
            }
            #expect((0...1).contains(measure.normalised))
            #expect(measure.information <= min(measure.variantEntropy, measure.cellEntropy) + 1e-12)
        }
    }

    @Test func hugeCountsDoNotTrap() throws {
        let most = Int64(1) << 53
        let measure = try VariantDependence(table: [[most, most, 0], [most, 1, most], [0, most, most]])
        #expect((0...1).contains(measure.normalised) && measure.normalised > 0.1)
    }
}
