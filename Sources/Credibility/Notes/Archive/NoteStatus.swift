/// The status of a note, with the names of the public status history.
public enum NoteStatus: String, CaseIterable, Sendable {
    case needsMoreRatings = "NEEDS_MORE_RATINGS"
    case helpful = "CURRENTLY_RATED_HELPFUL"
    case notHelpful = "CURRENTLY_RATED_NOT_HELPFUL"
    /// Inside a model only: no other model may make it helpful.
    case firmReject = "FIRM_REJECT"
    /// Inside a model only: shown to raters to be rated by more of them.
    case needsYourHelp = "NEEDS_YOUR_HELP"
}

/// What the author says about the post.
enum NoteClassification: Sendable {
    case misleading
    case notMisleading
    /// An empty classification: the note was deleted.
    case deleted
    /// A name that this version does not know; such a note is scored like one that calls the post misleading.
    case unknown
}
