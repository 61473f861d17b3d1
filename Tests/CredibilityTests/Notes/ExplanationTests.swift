import Testing

@testable import Credibility

/// What readers are told of a note's status.
@Suite("Explaining notes")
struct ExplanationTests {
    private func note(
        _ status: NoteStatus, _ core: NoteStatus, rules: [FinalRule] = [.initial], negative: [Int], positive: [Int],
        ratings: Int = 40
    ) -> NoteScores.Note {
        var sides = RaterSides()
        for label in 0..<3 {
            sides.add(doubledValue: label, isNegative: true, count: negative[label])
            sides.add(doubledValue: label, isNegative: false, count: positive[label])
        }
        return NoteScores.Note(
            id: 1, status: status, coreStatus: core, rules: rules, first: nil, final: nil, upperBound: nil,
            withoutHighVolume: nil, withoutCorrelated: nil, lowDiligence: nil, ratingCount: ratings, sides: sides)
    }

    @Test("both camps are named with their figures")
    func both() {
        #expect(
            note(.helpful, .helpful, negative: [2, 1, 14], positive: [3, 0, 9]).explanation
                == "Shown as helpful: found helpful by 14 of 17 and 9 of 12 raters who usually disagree.")
    }

    @Test("a camp of fewer than three is not named")
    func small() {
        let text = note(.needsMoreRatings, .needsYourHelp, negative: [2, 1, 14], positive: [0, 1, 1]).explanation
        #expect(
            text == "Not shown yet, because more raters are needed: found helpful by 14 of 17 raters of one side, and hardly "
                + "rated by the other.")
    }

    @Test("the rule that refused the note is given in words")
    func refused() {
        let text = note(
            .needsMoreRatings, .firmReject, rules: [.initial, .helpful, .largeFactor], negative: [0, 0, 9], positive: [9, 0, 0]
        ).explanation
        #expect(text.hasPrefix("Not shown, because it pleases one side: found helpful by 9 of 9 and 0 of 9 raters"))
    }

    @Test("few ratings say nothing")
    func few() {
        let text = note(.needsMoreRatings, .needsMoreRatings, negative: [0, 0, 0], positive: [0, 0, 0], ratings: 1).explanation
        #expect(text == "1 rating, too few to say anything.")
    }
}
