import Daylight
import Sponsorship

/// A question of the form that makes a notice.
struct NoticeQuestionPage: Page {
    var draft: String
    var question: NoticeQuestion
    var answers: NoticeAnswers
    /// What is wrong, by the name of the field.
    var problems: [NoticeProblem]
    var words: FormWords
    /// The code of the notice that is corrected, if one is.
    var revises: ShortCode?
}

/// Something wrong with one answer.
struct NoticeProblem: Hashable, Sendable {
    let field: String
    let message: String
    /// The rule and its article, such as `N05 · TTPA Art. 12(1)(d)`; empty for a fault of the form itself.
    var basis = ""
}

/// All answers at a glance, and the button that publishes.
struct NoticeCheckPage: Page {
    var draft: String
    /// Sent back, so that a second click publishes nothing twice.
    var key: String
    var answers: NoticeAnswers
    /// What keeps the notice from being published.
    var problems: [NoticeProblem]
    var warnings: [NoticeProblem]
    var words: FormWords
    var revises: ShortCode?
}

/// Where a notice begins, and the person's unfinished ones.
struct NewNoticePage: Page {
    struct Draft: Sendable {
        var id: String
        var title: String?
        var changed: Timestamp
    }

    var drafts: [Draft]
    var words: FormWords
}
