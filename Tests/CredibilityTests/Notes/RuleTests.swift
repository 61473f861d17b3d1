import Testing

@testable import Credibility

/// The rules of reference section 2.7, one by one.
@Suite("Rules that give a status")
struct RuleTests {
    /// A note that both sides find helpful, beyond doubt.
    private static func helpful(_ change: (inout NoteEvidence) -> Void = { _ in }) -> NoteEvidence {
        var note = NoteEvidence()
        note.ratingCount = 60
        note.final = BridgingParameters(intercept: 0.45, factor: 0.1)
        (note.upperBound, note.withoutHighVolume, note.withoutCorrelated, note.lowDiligence) = (0.5, 0.45, 0.45, 0)
        note.sides.add(doubledValue: 2, isNegative: true, count: 25)
        note.sides.add(doubledValue: 2, isNegative: false, count: 25)
        change(&note)
        return note
    }

    private func names(_ note: NoteEvidence) -> String { note.judged().rules.map(\.rawValue).joined(separator: ",") }

    @Test("a note both sides find helpful is helpful")
    func general() {
        #expect(Self.helpful().judged().status == .helpful)
        #expect(names(Self.helpful()) == "InitialNMR,GeneralCRH")
        #expect(names(Self.helpful { $0.ratingCount = 4 }) == "InitialNMR")
        #expect(names(Self.helpful { $0.final?.intercept = 0.4 }) == "InitialNMR,GeneralCRH")
        #expect(names(Self.helpful { $0.final?.intercept = 0.3999 }) == "InitialNMR")
        #expect(names(Self.helpful { $0.isNotMisleading = true }) == "InitialNMR")
    }

    @Test("a note that stays a little below stays helpful if it was")
    func inertia() {
        let note = Self.helpful {
            $0.final?.intercept = 0.39
            $0.published = .helpful
        }
        #expect(names(note) == "InitialNMR,GeneralCRHInertia")
    }

    @Test(
        "what makes a note not helpful",
        arguments: [
            ("InitialNMR,GeneralCRNH", -0.13, 0.1, 0.1, false), ("InitialNMR,UcbCRNH", -0.1, 0.1, -0.041, false),
            ("InitialNMR,RejectLowIntercept", -0.1, 0.1, -0.04, false), ("InitialNMR,NmCRNH", -0.151, 0.5, 0.1, true),
            ("InitialNMR,RejectLowIntercept", -0.15, 0.5, 0.1, true),
        ] as [(String, Double, Double, Double, Bool)])
    func notHelpful(rules: String, intercept: Double, factor: Double, upper: Double, isNotMisleading: Bool) {
        let note = Self.helpful {
            $0.final = BridgingParameters(intercept: intercept, factor: factor)
            $0.upperBound = upper
            $0.isNotMisleading = isNotMisleading
        }
        #expect(names(note) == rules)
    }

    @Test("both sides must refuse for the rule of ratios")
    func ratios() {
        var note = Self.helpful { $0.sides = RaterSides() }
        note.final = BridgingParameters(intercept: 0.0, factor: 0)
        note.sides.add(doubledValue: 0, isNegative: true, count: 2)
        note.sides.add(doubledValue: 1, isNegative: true, count: 1)
        note.sides.add(doubledValue: 0, isNegative: false, count: 3)
        #expect(names(note) == "InitialNMR,RatioCRNH")
        note.sides.add(doubledValue: 2, isNegative: false, count: 3)
        #expect(names(note) == "InitialNMR,RejectLowIntercept")
    }

    @Test("rejections overwrite helpful, and all that hold are named")
    func rejections() {
        #expect(names(Self.helpful { $0.isTagged = true }) == "InitialNMR,GeneralCRH,TagFilter")
        #expect(
            names(
                Self.helpful {
                    $0.isTagged = true
                    $0.isIncorrect = true
                    $0.lowDiligence = 0.2631
                    $0.final?.factor = 0.6
                }) == "InitialNMR,GeneralCRH,TagFilter,FilterIncorrect,FilterLowDiligence")
        #expect(names(Self.helpful { $0.final?.factor = -0.51 }) == "InitialNMR,GeneralCRH,FilterLargeFactor")
        #expect(names(Self.helpful { $0.lowDiligence = 0.3 }) == "InitialNMR,GeneralCRH,FilterLowDiligence")
        #expect(Self.helpful { $0.lowDiligence = 0.3 }.judged(leavingOut: .lowDiligence).status == .helpful)
    }

    @Test("a side that is hardly heard asks for more")
    func minorities() {
        func note(positive: Int, negative: Int = 90) -> NoteEvidence {
            Self.helpful {
                $0.sides = RaterSides()
                $0.sides.add(doubledValue: 2, isNegative: true, count: negative)
                $0.sides.add(doubledValue: 2, isNegative: false, count: positive)
            }
        }
        #expect(names(note(positive: 3)) == "InitialNMR,GeneralCRH,MinMinorityRaters")
        #expect(names(note(positive: 4)) == "InitialNMR,GeneralCRH,RaterBalance")
        #expect(names(note(positive: 5)) == "InitialNMR,GeneralCRH")
        #expect(names(note(positive: 10, negative: 1000)) == "InitialNMR,GeneralCRH")
        #expect(note(positive: 4).judged().status == .needsYourHelp)
    }

    @Test("a status that hangs on few busy or joined raters asks for more")
    func withoutSome() {
        #expect(names(Self.helpful { $0.withoutHighVolume = 0.369 }) == "InitialNMR,GeneralCRH,NoHighVolIntercept")
        #expect(names(Self.helpful { $0.withoutCorrelated = 0.369 }) == "InitialNMR,GeneralCRH,NoCorrelatedIntercept")
        #expect(names(Self.helpful { $0.withoutHighVolume = nil }) == "InitialNMR,GeneralCRH")
    }

    @Test("a note without an intercept passes no comparison")
    func missing() {
        #expect(names(NoteEvidence()) == "InitialNMR")
    }

    @Test("a status is published with two reasons that two ratings give each")
    func reasons() {
        var tags = TagCounts()
        tags.add([TagSet(.helpfulClear), TagSet(.helpfulGoodSources)], count: 1)
        tags.add(TagSet(.helpfulClear))
        tags.add([TagSet(.notHelpfulOther), TagSet(.notHelpfulIncorrect)], count: 2)
        #expect(PublishedStatus.of(.helpful, published: nil, tags: tags) == .needsMoreRatings)
        #expect(PublishedStatus.of(.notHelpful, published: nil, tags: tags) == .notHelpful)
        tags.add(TagSet(.helpfulGoodSources))
        #expect(PublishedStatus.of(.helpful, published: nil, tags: tags) == .helpful)
        #expect(PublishedStatus.of(.needsYourHelp, published: .helpful, tags: tags) == .helpful)
        #expect(PublishedStatus.of(.needsYourHelp, published: .needsMoreRatings, tags: tags) == .needsMoreRatings)
        #expect(PublishedStatus.of(.firmReject, published: .helpful, tags: tags) == .needsMoreRatings)
    }

    @Test("quantiles lie between the two nearest values")
    func quantiles() {
        #expect(Quantile.of([3, 1, 2], 0.5) == 2)
        #expect(Quantile.of([4, 1, 2, 3], 0.5) == 2.5)
        #expect(Quantile.of([1, 2], 0.999) == 1.999)
        #expect(Quantile.of([7], 0.4) == 7)
        #expect(Quantile.of([], 0.4) == 0)
        var generator = SeededGenerator(seed: 2)
        let values = (0..<999).map { _ in Double.random(in: 0..<2, using: &generator) }
        #expect(Quantile.of(values, 0.5) == values.sorted()[499])
    }

    @Test("numbers have nine decimals and no negative zero")
    func decimals() {
        #expect(FixedDecimal.text(-0.018042360) == "-0.018042360")
        #expect(FixedDecimal.text(1) == "1.000000000")
        #expect(FixedDecimal.text(-1e-12) == "0.000000000")
        #expect(FixedDecimal.text(-12.5) == "-12.500000000")
    }
}
