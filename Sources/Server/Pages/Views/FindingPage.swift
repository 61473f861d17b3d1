import Daylight

/// One finding of coordination with everything behind it, and the form that decides on it.
struct FindingPage: Page {
    /// A decision that was made on the finding.
    struct DecisionRow: Hashable, Sendable {
        var verdict: Verdict
        var reasons: ReviewerWords
        var reviewer: String
        var date: Timestamp
        /// The statement's number.
        var statement: Int
        /// Whether a later decision corrects it.
        var isCurrent: Bool
    }

    /// The decision form as the visitor meets it.
    enum Form: Hashable, Sendable {
        /// Nobody is signed in; the page says who may decide and links to the sign-in page.
        case signInFirst
        /// The visitor is signed in and may not decide.
        case notAllowed
        case open(DecisionForm)
    }

    var id: Finding.ID
    var summary: String
    var created: Timestamp
    /// The name of the data set file, for the command that recomputes the finding.
    var dataFile: String
    /// Address of the data set's page.
    var dataPath: String
    var evidence: CoordinationEvidence
    var network: Drawing
    var timeline: Drawing
    /// Newest first.
    var decisions: [DecisionRow]
    var form: Form
}

/// A reviewer's reasons as a visitor meets them.
enum ReviewerWords: Hashable, Sendable {
    case shown(String)
    /// They exist, for people who are signed in.
    case withheld
    case erased

    /// - Parameter reasons: empty when they were erased.
    init(_ reasons: String, isSignedIn: Bool) {
        self = reasons.isEmpty ? .erased : isSignedIn ? .shown(reasons) : .withheld
    }
}

/// What a reviewer typed, and what is wrong with it.
struct DecisionForm: Hashable, Sendable {
    enum Problem: Hashable, Sendable, CaseIterable {
        case verdictMissing
        case reasonsMissing
        case reasonsTooLong
        /// The form was open for too long, or came from elsewhere; send it again.
        case expired
    }

    /// Longest reasons accepted, in characters.
    static let reasonsLimit = 5000

    /// Made anew whenever the form is shown: what is sent twice from one form is one decision.
    var key: String
    var verdict: Verdict?
    var reasons: String
    var problems: [Problem]

    static func empty(key: String) -> DecisionForm { DecisionForm(key: key, verdict: nil, reasons: "", problems: []) }
}

/// That a decision was made and logged.
struct DecisionMadePage: Page {
    var finding: Finding.ID
    var verdict: Verdict
    var reasons: ReviewerWords
    var date: Timestamp
    /// Whether a later decision corrects it.
    var isCurrent: Bool
    /// The statement's number, by which the decision is referred to.
    var statement: Int
    var leafHash: Digest
    /// Address of the trust policy of the log that the statement is in.
    var policy: String
    var verifyCommand: String
}
