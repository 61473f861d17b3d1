/// Whether so many notes gain or lose "helpful" in one run that something must be wrong with it (reference section 2.10).
/// Bounds are shares of the notes that were helpful before, a hundred more counted so that few notes are not refused for one
/// (public Community Notes source, note_status_history.py and constants.py).
public struct ChurnGuard: Hashable, Sendable {
    /// Which notes are looked at; none is locked.
    public enum Scope: String, CaseIterable, Sendable {
        /// Nobody has rated them since the run before: only other notes and raters can have moved them.
        case withoutNewRatings = "without-new-ratings"
        case all

        var bound: Double {
            switch self {
            case .withoutNewRatings: 0.12
            case .all: 0.3
            }
        }
    }

    /// What changed among the notes of a scope.
    public struct Churn: Hashable, Sendable {
        public let scope: Scope
        public internal(set) var before = 0
        public internal(set) var after = 0
        public internal(set) var gained = 0
        public internal(set) var lost = 0

        /// Notes that gained or lost, whichever are more, for each note that was helpful.
        public var share: Double { Double(max(gained, lost)) / Double(before + ChurnGuard.smoothing) }
        /// Whether the run must not be published: too many changed, or all that were helpful are lost, however few they were: that
        /// is what a table that was cut off does. A first run has nothing to compare with.
        public var isRefused: Bool { before > 0 && (share > scope.bound || (lost == before && before > 1)) }
    }

    fileprivate static let smoothing = 100

    public private(set) var churns = Scope.allCases.map { Churn(scope: $0) }

    public init() {}

    /// Takes a note in.
    ///
    /// - Parameters:
    ///   - before: what readers saw after the run before.
    ///   - after: what they would see now.
    ///   - isLocked: whether the status was frozen before this run.
    ///   - hasNewRatings: whether somebody has rated it since.
    public mutating func take(before: NoteStatus, after: NoteStatus, isLocked: Bool, hasNewRatings: Bool) {
        guard !isLocked else { return }
        let (wasHelpful, isHelpful) = (before == .helpful, after == .helpful)
        for index in churns.indices where churns[index].scope == .all || !hasNewRatings {
            churns[index].before += wasHelpful ? 1 : 0
            churns[index].after += isHelpful ? 1 : 0
            churns[index].gained += isHelpful && !wasHelpful ? 1 : 0
            churns[index].lost += wasHelpful && !isHelpful ? 1 : 0
        }
    }

    /// Whether the run may be published.
    public var isPassed: Bool { !churns.contains(where: \.isRefused) }
}
