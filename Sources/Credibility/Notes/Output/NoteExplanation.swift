extension NoteScores.Note {
    /// Why the note has its status, in one sentence for readers. It speaks of camps of raters, never of single ones: a camp
    /// with fewer than three ratings is not named.
    public var explanation: String {
        guard ratingCount >= Thresholds.ratings else {
            return "\(ratingCount) \(ratingCount == 1 ? "rating" : "ratings"), too few to say anything."
        }
        let sides = [self.sides.negative, self.sides.positive].filter(\.isNamed)
        let found = sides.map { "\($0.helpfulCount) of \($0.count)" }.joined(separator: " and ")
        let heard =
            switch sides.count {
            case 2: "found helpful by \(found) raters who usually disagree"
            case 1: "found helpful by \(found) raters of one side, and hardly rated by the other"
            default: "hardly rated by people whose ratings count"
            }
        return "\(meaning): \(heard)."
    }

    private var meaning: String {
        switch (status, coreStatus) {
        case (.helpful, _): "Shown as helpful"
        case (.notHelpful, _): "Shown as not helpful"
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
