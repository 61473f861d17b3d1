/// A reason that raters tick; the raw value is the column's name in the public ratings table.
public enum ExplanationTag: String, CaseIterable, Sendable {
    case helpfulOther, helpfulInformative, helpfulClear, helpfulEmpathetic, helpfulGoodSources, helpfulUniqueContext
    case helpfulAddressesClaim, helpfulImportantContext, helpfulUnbiasedLanguage
    case notHelpfulOther, notHelpfulIncorrect, notHelpfulSourcesMissingOrUnreliable, notHelpfulOpinionSpeculationOrBias
    case notHelpfulMissingKeyPoints, notHelpfulOutdated, notHelpfulHardToUnderstand, notHelpfulArgumentativeOrBiased
    case notHelpfulOffTopic, notHelpfulSpamHarassmentOrAbuse, notHelpfulIrrelevantSources, notHelpfulOpinionSpeculation
    case notHelpfulNoteNotNeeded

    /// Reasons for a note, in column order.
    public static let helpful = Array(allCases[..<9])
    /// Reasons against a note, in column order.
    public static let notHelpful = Array(allCases[9...])
}

/// The reasons one rating ticks.
struct TagSet: OptionSet, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ tag: ExplanationTag) {
        rawValue = 1 << UInt32(ExplanationTag.allCases.firstIndex(of: tag) ?? 0)
    }

    static let notHelpful = TagSet(ExplanationTag.notHelpful.map(TagSet.init))
    static let incorrect = TagSet(.notHelpfulIncorrect)
    /// What a lack of diligence in the sources looks like.
    static let lowDiligence = TagSet(
        [.notHelpfulIncorrect, .notHelpfulSourcesMissingOrUnreliable, .notHelpfulIrrelevantSources].map(TagSet.init))
}
