/// The rules that decide a note's status, in the order in which they act; each may overwrite what those before it said.
/// The raw value is the name in `note-scores.tsv`.
public enum FinalRule: String, CaseIterable, Sendable {
    case initial = "InitialNMR"
    case helpful = "GeneralCRH"
    case notHelpful = "GeneralCRNH"
    case upperBound = "UcbCRNH"
    case ratio = "RatioCRNH"
    case notMisleading = "NmCRNH"
    case inertia = "GeneralCRHInertia"
    case tags = "TagFilter"
    case incorrect = "FilterIncorrect"
    case lowDiligence = "FilterLowDiligence"
    case largeFactor = "FilterLargeFactor"
    case lowIntercept = "RejectLowIntercept"
    case minority = "MinMinorityRaters"
    case balance = "RaterBalance"
    case withoutHighVolume = "NoHighVolIntercept"
    case withoutCorrelated = "NoCorrelatedIntercept"

    /// The status that the rule gives.
    var result: NoteStatus {
        switch self {
        case .initial: .needsMoreRatings
        case .helpful, .inertia: .helpful
        case .notHelpful, .upperBound, .ratio, .notMisleading: .notHelpful
        case .tags, .incorrect, .lowDiligence, .largeFactor, .lowIntercept: .firmReject
        case .minority, .balance, .withoutHighVolume, .withoutCorrelated: .needsYourHelp
        }
    }

    /// Whether the rule acts on a note that has a status from the rules before.
    func acts(on note: NoteEvidence, status: NoteStatus) -> Bool {
        let isRated = note.ratingCount >= Thresholds.ratings
        let sides = note.sides
        return switch self {
        case .initial: true
        case .helpful: !note.isNotMisleading && isRated && note.intercept >= Thresholds.helpful
        case .notHelpful: isRated && note.final.map(Thresholds.isNotHelpful) ?? false
        case .upperBound: isRated && (note.upperBound ?? .infinity) < Thresholds.upperBound
        case .ratio: isRated && Self.isRefused(by: sides)
        case .notMisleading: note.isNotMisleading && (note.final?.intercept ?? .infinity) < Thresholds.notMisleading
        case .inertia:
            status != .helpful && !note.isNotMisleading && isRated && note.intercept >= Thresholds.inertia
                && note.published == .helpful
        case .tags: status != .notHelpful && note.isTagged
        case .incorrect: status != .notHelpful && note.isIncorrect
        case .lowDiligence: status != .notHelpful && (note.lowDiligence ?? -.infinity) > Thresholds.lowDiligence
        case .largeFactor: status == .helpful && abs(note.final?.factor ?? 0) > Thresholds.largeFactor
        case .lowIntercept:
            status != .notHelpful && (note.final?.intercept ?? .infinity) < Thresholds.lowIntercept
        case .minority: status == .helpful && sides.netMin < Thresholds.minority
        case .balance:
            status == .helpful && (Thresholds.minority..<Thresholds.safeMinority).contains(sides.netMin)
                && (sides.balance ?? .infinity) < Thresholds.balance
        case .withoutHighVolume:
            status == .helpful && (note.withoutHighVolume ?? .infinity) < Thresholds.withoutSome
        case .withoutCorrelated:
            status == .helpful && (note.withoutCorrelated ?? .infinity) < Thresholds.withoutSome
        }
    }

    private static func isRefused(by sides: RaterSides) -> Bool {
        guard sides.negative.isNamed, sides.positive.isNamed, let negative = sides.negative.mean,
            let positive = sides.positive.mean
        else { return false }
        return max(negative, positive) <= Thresholds.sideMean && (negative + positive) / 2 <= Thresholds.averageMean
    }
}

/// Everything the rules look at for one note.
struct NoteEvidence: Sendable {
    /// k: ratings of any raters.
    var ratingCount = 0
    var isNotMisleading = false
    /// From the status history: what readers see now.
    var published: NoteStatus?
    var final: BridgingParameters?
    var upperBound: Double?
    var withoutHighVolume: Double?
    var withoutCorrelated: Double?
    var lowDiligence: Double?
    var isTagged = false
    var isIncorrect = false
    var sides = RaterSides()

    /// For comparisons that a note without an intercept must fail.
    fileprivate var intercept: Double { final?.intercept ?? -.infinity }

    /// The status after all rules, and the rules that acted.
    func judged(leavingOut left: FinalRule? = nil) -> (status: NoteStatus, rules: [FinalRule]) {
        var (status, rules) = (NoteStatus.needsMoreRatings, [FinalRule]())
        for rule in FinalRule.allCases where rule != left && rule.acts(on: self, status: status) {
            status = rule.result
            rules.append(rule)
        }
        return (status, rules)
    }
}
