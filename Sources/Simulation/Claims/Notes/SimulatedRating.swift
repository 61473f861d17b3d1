/// What one rater says about one note.
public struct SimulatedRating: Hashable, Sendable {
    /// Indices into notes and raters.
    public let note: Int
    public let rater: Int
    /// In milliseconds since 1970.
    public let createdAt: Int64
    public let level: Level
    /// Columns of the reasons that were ticked.
    public let tags: [String]

    public enum Level: String, CaseIterable, Sendable {
        case helpful = "HELPFUL"
        case somewhatHelpful = "SOMEWHAT_HELPFUL"
        case notHelpful = "NOT_HELPFUL"
    }

    private static let praise = [
        "helpfulClear", "helpfulGoodSources", "helpfulAddressesClaim", "helpfulImportantContext", "helpfulUnbiasedLanguage",
    ]
    private static let blame = [
        "notHelpfulIncorrect", "notHelpfulSourcesMissingOrUnreliable", "notHelpfulMissingKeyPoints",
        "notHelpfulArgumentativeOrBiased", "notHelpfulOpinionSpeculation", "notHelpfulIrrelevantSources",
    ]

    /// The rating, or none when the rater passes the note by.
    static func drawn(
        _ note: SimulatedNote, _ rater: SimulatedRater, number: (note: Int, rater: Int), using random: inout SeededGenerator
    ) -> [SimulatedRating] {
        let acts = note.kind.isBrigaded && rater.isBrigade
        guard random.chance(rater.activity * note.exposure) || acts else { return [] }
        let opinion = acts ? 1 : note.quality + note.slant * rater.camp * rater.strength + 0.12 * random.bell()
        let level: Level = opinion > 0.65 ? .helpful : opinion > 0.4 ? .somewhatHelpful : .notHelpful
        // Within two days, so that the rating counts for how reliable the rater is.
        let delay = Int64(random.integer(in: 300...150_000)) * 1000
        return [
            SimulatedRating(
                note: number.note, rater: number.rater, createdAt: note.createdAt + delay, level: level,
                tags: tags(level, note.kind, using: &random))
        ]
    }

    private static func tags(_ level: Level, _ kind: NoteKind, using random: inout SeededGenerator) -> [String] {
        switch level {
        case .helpful: Array(random.shuffled(praise).prefix(2))
        case .somewhatHelpful: [random.pick(praise)]
        // Whom a good note does not please can only say that nobody needs it.
        case .notHelpful: kind.role == .innocent ? ["notHelpfulNoteNotNeeded"] : Array(random.shuffled(blame).prefix(2))
        }
    }
}
