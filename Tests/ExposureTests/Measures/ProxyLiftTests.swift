import Daylight
import Exposure
import Testing

@Suite struct ProxyLiftTests {
    private func lift(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64) throws -> ProxyLift {
        try ProxyLift(criterionAndTrait: a, criterionOnly: b, traitOnly: c, neither: d)
    }

    @Test func aCriterionThatStandsForATraitIsForbidden() throws {
        let measure = try lift(93, 57, 27, 1823)
        #expect(isNear(measure.lift, 10.333333333333334) && isNear(measure.oddsRatio, 110.16179337231969))
        #expect(isNear(measure.lower, 66.61080791617215) && isNear(measure.upper, 182.18696182574456))
        #expect(measure.verdict == .forbid)
    }

    @Test func aCriterionThatSaysNothingIsAllowed() throws {
        let measure = try lift(11, 139, 109, 1741)
        #expect(isNear(measure.lift, 1.2222222222222223) && isNear(measure.lower, 0.6640539213774178))
        #expect(isNear(measure.upper, 2.4060074652763563) && measure.verdict == .allow)
    }

    @Test(arguments: [
        // Twice as frequent, but four people are no evidence.
        (2, 2, 2, 10, ProxyLift.Verdict.review), (200, 200, 200, 1000, .forbid), (5, 5, 3, 7, .review), (4, 6, 4, 6, .allow),
        (0, 9, 5, 90, .allow), (9, 0, 90, 900, .forbid),
    ])
    func liftAndItsIntervalDecideTogether(_ a: Int64, _ b: Int64, _ c: Int64, _ d: Int64, _ verdict: ProxyLift.Verdict) throws {
        #expect(try lift(a, b, c, d).verdict == verdict)
    }

    @Test func liftUsesRawCellsWhereTheIntervalCannot() throws {
        let measure = try lift(9, 0, 90, 900)
        #expect(isNear(measure.lift, 999.0 / 99) && isNear(measure.oddsRatio, 9.5 * 900.5 / (0.5 * 90.5)))
    }

    @Test func refusesPanelsWithoutCriterionOrTrait() {
        for cells in [(0, 0, 3, 4), (0, 3, 0, 4), (0, 0, 0, 0), (-1, 3, 3, 3), (1, 2, 3, .max)] as [(Int64, Int64, Int64, Int64)]
        {
            #expect(throws: InputError.self) { try lift(cells.0, cells.1, cells.2, cells.3) }
        }
    }

    @Test func theLargestCountsDoNotTrap() throws {
        let most = Int64(1) << 53
        #expect(try lift(most, most, most, most).verdict == .allow)
        #expect(try lift(most, 0, 0, most).verdict == .forbid)
    }
}
