import Daylight

/// The page of a subject: the answer card, and for an account what it did.
struct SubjectPage: Page {
    /// A share by the account.
    struct ActivityRow: Hashable, Sendable {
        var time: Timestamp
        var object: Subject
        /// The post that carried it.
        var content: String
    }

    enum Activity: Hashable, Sendable {
        /// The subject is not an account, or activity is not kept for it.
        case notShown
        case rows([ActivityRow], Paging, ListDownloads)
    }

    var card: AnswerCard
    var activity: Activity
    /// Findings that name the subject.
    var findings: [FindingRow]
    /// Notes on the subject; to readers who have not signed in only those that are shown as helpful.
    var notes: [NoteItem]
    var isSignedIn: Bool
}
