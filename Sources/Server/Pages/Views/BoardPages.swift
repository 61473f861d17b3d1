import Credibility
import Daylight

/// The sounding board: its drafts and the people who review them.
struct BoardPage: Page {
    struct Item: Sendable {
        var draft: BoardDraft
        var isOpen: Bool
    }

    var drafts: [Item]
    var reviewers: [BoardReviewer]
    var today: CivilDate
    /// Whether the visitor may open drafts and accredit.
    var isOffice: Bool
    /// The visitor's own profile.
    var mine: BoardReviewer?
}

/// The public profile of a reviewer.
struct BoardReviewerPage: Page {
    var reviewer: BoardReviewer
    var today: CivilDate
    var mayChange: Bool
}

/// A version of a draft with what the board says about it.
struct BoardDraftPage: Page {
    /// Most comments on a clause that the page shows.
    static let commentLimit = 20

    struct Version: Sendable {
        var number: Int
        var created: Timestamp
        /// Number of the statement about it; `nil` until it is logged.
        var statement: Int?
    }

    var tally: BoardTally
    /// How many reviews were erased.
    var erased: Int
    /// Whether the visitor sees what was said.
    var mayHear: Bool
    var isOpen: Bool
    var isNewest: Bool
    /// The oldest first.
    var versions: [Version]
    /// Since the version before; `nil` for the first.
    var changes: BoardChanges?
    /// The published policy that it is about.
    var policy: String?
    var mayReview: Bool
    var mayChange: Bool

    var draft: BoardDraft { tally.draft }
}

/// Where an accredited person votes and comments, clause by clause.
struct BoardReviewPage: Page {
    enum State: Hashable, Sendable {
        case open, notAccredited, closed

        init(_ draft: BoardDraft, _ profile: BoardReviewer?, now: Timestamp) {
            if !draft.isOpen(at: now) {
                self = .closed
            } else {
                self = profile?.isAccredited(on: now.day) == true ? .open : .notAccredited
            }
        }
    }

    var draft: BoardDraft
    var state: State
    var filled: Filled
    /// Whether the reviewer has given a review of this version.
    var replaces: Bool
}

/// Where a draft is written or a reviewer is accredited.
struct BoardFormPage: Page {
    /// What the form makes, or the id of what it changes.
    enum Subject: Hashable, Sendable {
        case draft(String?)
        case reviewer(String?)
    }

    var subject: Subject
    var filled: Filled
}
