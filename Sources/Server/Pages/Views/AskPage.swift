/// The form that asks the seven questions about something, without an answer yet.
struct AskPage: Page {
    /// What was typed before, kept.
    var typed: String
    /// Why the text was not understood; `nil` on a first visit.
    var problem: String?
}
