import Daylight
import Testing

@testable import Credibility

/// Scores of section 4.2 of the credibility reference.
@Suite struct RatingScaleTests {
    @Test(arguments: [
        (1.0, 5.0, 1.0, 0.0), (5, 5, 1, 1), (3, 5, 1, 0.5), (5, 1, 5, 0), (1, 1, 5, 1), (9, 10, 0, 0.9), (4, 10, 0, 0.4),
        (6, 5, 1, 1), (9, 5, 1, 1), (0, 5, 1, 0), (-3, 5, 1, 0),
    ])
    func sharesOfTheScale(value: Double, best: Double, worst: Double, share: Double) {
        #expect(RatingScale(value: value, best: best, worst: worst).score == .share(share))
    }

    @Test func whatCannotBeMeantIsLeftOut() {
        #expect(RatingScale(value: -1, best: 5, worst: 1).score == .outOfScale)
        #expect(RatingScale(value: -1, best: 5, worst: -5).score == .outOfScale)
        #expect(RatingScale(value: 9.5, best: 5, worst: 1).score == .outOfScale)
        #expect(RatingScale(value: -3.5, best: 1, worst: 5).score == .outOfScale)
    }

    @Test func nothingIsAssumed() {
        #expect(RatingScale(value: 3, best: nil, worst: 1).score == .none)
        #expect(RatingScale(value: 3, best: 5, worst: nil).score == .none)
        #expect(RatingScale(value: nil, best: 5, worst: 1).score == .none)
        #expect(RatingScale(value: 3, best: 3, worst: 3).score == .none)
        #expect(RatingScale(value: .infinity, best: 5, worst: 1).score == .none)
        #expect(RatingScale(value: 3, best: .greatestFiniteMagnitude, worst: -.greatestFiniteMagnitude).score == .none)
    }

    @Test(arguments: [
        ("4", 4.0), ("+4", 4), ("-4", -4), ("4.5", 4.5), ("4,5", 4.5), ("007", 7), ("-0", 0),
    ])
    func numericTexts(text: String, number: Double) {
        #expect(RatingScale.number(.string(text)) == number)
    }

    @Test(arguments: ["4/5", "", "4.", ".5", "1,000.5", "1.2.3", "four", " 4", "1e3", "٤", "--4", "0x4", "NaN", "infinity"])
    func otherTextsAreNoNumbers(text: String) {
        #expect(RatingScale.number(.string(text)) == nil)
    }

    @Test func numbersInOtherValues() {
        #expect(RatingScale.number(.real(2.5)) == 2.5)
        #expect(RatingScale.number(["@value": "3"]) == 3)
        #expect(RatingScale.number([2, 5]) == 2)
        #expect(RatingScale.number(.bool(true)) == nil)
    }
}
