import Exposure
import Testing

@Suite struct SmallCellsTests {
    @Test func smallCellsStandTogether() {
        #expect(SmallCells.groups(totals: [30, 12, 40, 9]) == [[0], [2], [1, 3]])
        #expect(SmallCells.groups(totals: [30, 12, 40]) == [[2], [0, 1]])
        #expect(SmallCells.groups(totals: [30, 40]) == [[0], [1]])
        #expect(SmallCells.groups(totals: [3, 4]) == [[0, 1]])
        #expect(SmallCells.groups(totals: []) == [])
    }

    @Test func nobodyIsLostInMerging() {
        #expect(SmallCells.merged(table: [[30, 2, 40, 9], [10, 1, 2, 9]]) == [[30, 40, 11], [10, 2, 10]])
        let merged = SmallCells.merged(counts: [30, 12, 40], baseline: [0.25, 0.25, 0.5])
        #expect(merged.counts == [40, 42] && merged.baseline == [0.5, 0.5])
    }

    @Test func everyGroupIsLargeEnoughUnlessAllTogetherAreNot() {
        var random = SeededGenerator(3)
        for _ in 0..<500 {
            let totals = (0..<Int.random(in: 1...8, using: &random)).map { _ in Int64.random(in: 0...45, using: &random) }
            let groups = SmallCells.groups(totals: totals)
            #expect(groups.flatMap { $0 }.sorted() == Array(totals.indices))
            guard totals.reduce(0, +) >= 20 else { continue }
            for group in groups { #expect(group.reduce(0) { $0 + totals[$1] } >= 20) }
        }
    }
}
