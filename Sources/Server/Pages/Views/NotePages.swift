import Credibility
import Daylight

/// A note in a list.
struct NoteItem: Sendable {
    var id: Int64
    var summary: String
    var subject: Subject
    var status: NoteStatus
    var ratingCount: Int
    var created: Timestamp
}

/// The notes that are written here, and how they were scored.
struct NotesPage: Page {
    struct RunItem: Sendable {
        var number: Int
        var created: Timestamp
        /// Number of the statement about it; `nil` until it is logged.
        var statement: Int?
    }

    /// The newest first.
    var items: [NoteItem]
    var paging: Paging
    /// The newest first.
    var runs: [RunItem]
    /// Whether the visitor may take ratings back.
    var isSignedIn: Bool
    /// Names of the tables that the visitor may take away.
    var tables: [String]
    /// Whether the visitor may score all notes now.
    var mayScore: Bool
}

/// A note with its status, and the form to rate it.
struct NotePage: Page {
    /// A status that was published.
    struct Change: Sendable {
        var version: Int
        var status: NoteStatus
        var created: Timestamp
        var statement: Int?
    }

    /// What the visitor can do.
    enum Rating: Sendable {
        case signInFirst
        /// The visitor wrote the note.
        case own
        case open(NoteRatingForm)
    }

    var item: NoteItem
    var classification: WrittenNote.Classification
    var reasons: [WrittenNote.Reason]
    var hasTrustworthySources: Bool
    /// From when a status that was found is shown, unless it changes before.
    var heldUntil: Timestamp?
    var isLocked: Bool
    /// What the newest run found.
    var found: NoteUpdate.Answer?
    /// When that was.
    var scored: Timestamp?
    /// The oldest first.
    var changes: [Change]
    var rating: Rating
    var removal: Removal

    /// Whether the visitor may remove the note.
    enum Removal: Sendable {
        case none
        case own
        /// As a reviewer, who has to say why.
        case withReason
    }
}

/// What a visitor ticked.
struct NoteRatingForm: Sendable {
    enum Problem: Sendable {
        case noLabel, noReason, wrongReason
    }

    var label: RatingLabel?
    var tags: Set<ExplanationTag> = []
    var problem: Problem?
    /// Whether the visitor has rated the note before.
    var isRated = false
}

/// Where a note is written.
struct NoteFormPage: Page {
    enum Problem: Sendable {
        case noSubject, noClassification, noReason, noSummary, longSummary, badSummary, tooMany
    }

    var subject = ""
    var classification: WrittenNote.Classification?
    var reasons: Set<WrittenNote.Reason> = []
    var hasTrustworthySources = false
    var summary = ""
    var problems: [Problem] = []
}
