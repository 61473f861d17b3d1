/// What readers are shown of a note over time (reference section 2.10): a note that newly reaches "helpful" is held back
/// until it has stayed there, and a note's status is frozen 14 days after it was written.
struct Stabilisation: Equatable, Sendable {
    private static let minute: Int64 = 60_000
    private static let shortestHold = 30 * minute
    private static let longestHold = 60 * minute
    private static let longestWait = 360 * minute
    private static let lockAge: Int64 = 14 * 24 * 60 * minute

    private(set) var published: NoteStatus
    /// Since when the note is held back.
    private(set) var heldSince: Int64?
    private(set) var isLocked: Bool
    private var wasHelpful: Bool
    /// Whether the note waited for more raters as long as it may.
    private var hasWaited = false

    /// - Parameters:
    ///   - published: what readers see at the beginning.
    ///   - heldSince: since when the note has been held back already.
    init(published: NoteStatus, wasHelpful: Bool, isLocked: Bool, heldSince: Int64? = nil) {
        self.published = published == .helpful || published == .notHelpful ? published : .needsMoreRatings
        self.wasHelpful = wasHelpful || published == .helpful
        self.isLocked = isLocked
        self.heldSince = isLocked ? nil : heldSince
    }

    /// Takes the rules' answer at a moment.
    ///
    /// - Parameters:
    ///   - core: the answer.
    ///   - isExplained: whether enough raters give reasons for the answer.
    ///   - mayFlip: whether one more rating could take it back.
    ///   - created: when the note was written; `nil` when nobody knows.
    mutating func update(core: NoteStatus, isExplained: Bool, mayFlip: Bool, now: Int64, created: Int64?) {
        if let created, Self.elapsed(from: created, to: now) >= Self.lockAge { isLocked = true }
        if isLocked {
            heldSince = nil
            return
        }
        if core != .needsYourHelp { hasWaited = false }
        switch core {
        case .helpful where isExplained: reachHelpful(now: now, mayFlip: mayFlip)
        case .needsYourHelp where published == .helpful && isExplained: break
        case .needsYourHelp where isExplained && !hasWaited: wait(now: now)
        case .notHelpful where isExplained: settle(.notHelpful)
        default: settle(.needsMoreRatings)
        }
    }

    private mutating func settle(_ status: NoteStatus) {
        published = status
        heldSince = nil
    }

    private mutating func reachHelpful(now: Int64, mayFlip: Bool) {
        guard published != .helpful else { return }
        let since = heldSince ?? now
        let held = Self.elapsed(from: since, to: now)
        if held >= Self.longestHold || (held >= Self.shortestHold && !mayFlip && !wasHelpful) {
            settle(.helpful)
            wasHelpful = true
        } else {
            settle(.needsMoreRatings)
            heldSince = since
        }
    }

    private mutating func wait(now: Int64) {
        let since = heldSince ?? now
        settle(.needsMoreRatings)
        if Self.elapsed(from: since, to: now) >= Self.longestWait { hasWaited = true } else { heldSince = since }
    }

    /// Milliseconds, as many as there can be where they do not fit.
    private static func elapsed(from start: Int64, to end: Int64) -> Int64 {
        let (elapsed, isOverflow) = end.subtractingReportingOverflow(start)
        return isOverflow ? (end > start ? .max : .min) : elapsed
    }
}
