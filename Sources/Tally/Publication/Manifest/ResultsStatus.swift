/// How far a publication of results has come (tally reference, section 5).
public enum ResultsStatus: String, CaseIterable, Sendable {
    /// A rehearsal; none of the figures is a result.
    case test
    case partialUnofficial = "partial-unofficial"
    case completeUnofficial = "complete-unofficial"
    case certified
    case recount

    /// What a page says beside the word.
    public var meaning: String {
        switch self {
        case .test: "This is a test. None of these figures is a result."
        case .partialUnofficial: "Provisional. Some polling stations have not reported yet."
        case .completeUnofficial: "Provisional. All polling stations have reported; nothing is certified."
        case .certified: "Certified by the authority."
        case .recount: "A recount is under way. Figures may change."
        }
    }

    /// Whether a publication of another status may follow, if its corrections are for the right reason.
    public func mayBeFollowed(by next: ResultsStatus, hasCorrections: Bool) -> Bool {
        switch (self, next) {
        case (.completeUnofficial, .partialUnofficial), (.certified, .certified): hasCorrections
        default: mayBeFollowed(by: next, with: [])
        }
    }

    /// Which statuses a publication may have after one of this status.
    ///
    /// - Parameter corrections: those of the publication that follows.
    func mayBeFollowed(by next: ResultsStatus, with corrections: [ResultsCorrection]) -> Bool {
        switch (self, next) {
        case (.test, _): true
        case (_, .test): false
        case (.partialUnofficial, .recount): false
        case (.partialUnofficial, _), (.completeUnofficial, .completeUnofficial), (.completeUnofficial, .certified): true
        // A report that was taken back leaves the count incomplete again.
        case (.completeUnofficial, .partialUnofficial): !corrections.isEmpty
        case (.completeUnofficial, .recount): true
        case (.certified, .recount): true
        case (.certified, .certified):
            !corrections.isEmpty && corrections.allSatisfy { $0.reasonCode == ResultsCorrection.courtReason }
        case (.certified, _): false
        case (.recount, let next): next == .recount || next == .certified
        }
    }

    /// Whether every station must have reported.
    var needsAllUnits: Bool { self == .completeUnofficial || self == .certified }
}
