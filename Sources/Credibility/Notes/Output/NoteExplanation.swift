/// Why a note has its status, in one sentence for readers. It speaks of camps of raters, never of single ones: a camp with
/// fewer than three ratings is not named.
struct NoteExplanation: Sendable {
    private let status: NoteStatus
    private let coreStatus: NoteStatus
    private let rules: [FinalRule]
    private let ratingCount: Int
    private let sides: RaterSides
    private let isHeld: Bool
    private let penalisedCount: Int
    private let parts: NotePartResults?

    init(_ note: NoteScores.Note) {
        (status, coreStatus, rules) = (note.status, note.coreStatus, note.rules)
        (ratingCount, sides, isHeld) = (note.ratingCount, note.sides, false)
        (penalisedCount, parts) = (note.penalisedCount, note.parts)
    }

    init(_ answer: NoteUpdate.Answer) {
        (status, coreStatus, rules) = (answer.status, answer.coreStatus, answer.rules)
        (ratingCount, sides, isHeld) = (answer.ratingCount, answer.sides, answer.isHeld)
        (penalisedCount, parts) = (0, nil)
    }

    var text: String {
        guard ratingCount >= Thresholds.ratings else {
            return "\(ratingCount) \(ratingCount == 1 ? "rating" : "ratings"), too few to say anything."
        }
        let named = [sides.negative, sides.positive].filter(\.isNamed)
        let found = named.map { "\($0.helpfulCount) of \($0.count)" }.joined(separator: " and ")
        let heard =
            switch named.count {
            case 2: "found helpful by \(found) raters who usually disagree"
            case 1: "found helpful by \(found) raters of one side, and hardly rated by the other"
            default: "hardly rated by people whose ratings count"
            }
        return "\(meaning): \(heard).\(leftOut)"
    }

    /// Who was not heard for having found harassing notes helpful: fewer than three are not spoken of.
    private var leftOut: String {
        guard penalisedCount >= HarassmentRecord.fewest else { return "" }
        return " Not counted: \(penalisedCount) raters who found notes helpful that others across the sides call harassing."
    }

    private var meaning: String {
        switch (status, parts?.status ?? coreStatus) {
        case (.helpful, _) where parts?.decider == .group:
            "Shown as helpful, because raters of the group that gave nearly all its ratings agree"
        case (.helpful, _): "Shown as helpful"
        case (.notHelpful, _): "Shown as not helpful"
        case (_, .helpful) where isHeld: "Not shown yet, because agreement has to last a while"
        case (.needsMoreRatings, _) where parts?.decider == .topic:
            "Not shown, because raters of notes on its topic do not agree enough"
        case (_, .helpful), (_, .notHelpful): "Not shown, because too few raters give reasons"
        case (_, .needsYourHelp): "Not shown yet, because more raters are needed"
        case (_, .firmReject): "Not shown, because \(rejection)"
        default: "Not shown, because raters do not agree enough"
        }
    }

    /// The last rule that refused the note, in words.
    private var rejection: String {
        switch rules.last {
        case .tags: "many raters give the same reason against it"
        case .incorrect: "raters near its position call it incorrect"
        case .lowDiligence: "raters doubt its sources"
        case .largeFactor: "it pleases one side"
        default: "too few raters find it helpful"
        }
    }
}

extension NoteScores.Note {
    /// Why the note has its status, in one sentence for readers.
    public var explanation: String { NoteExplanation(self).text }
}

extension NoteUpdate.Answer {
    /// Why the note has its status, in one sentence for readers.
    public var explanation: String { NoteExplanation(self).text }
}
