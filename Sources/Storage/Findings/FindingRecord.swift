public import Daylight

/// A finding as it is stored, with where it came from and what was made of it.
public struct FindingRecord: Hashable, Sendable {
    public let finding: Finding
    /// The data set it was found in, if any.
    public let dataset: Dataset.ID?
    /// The newest decision; `nil` while nobody has decided.
    public let decision: Decision?
}

/// Which findings to list.
public struct FindingQuery: Hashable, Sendable {
    /// What has been made of a finding.
    public enum State: Hashable, Sendable {
        case undecided
        /// The newest decision says this.
        case verdict(Verdict)
    }

    public var question: Question?
    public var state: State?
    public var subject: Subject?
    public var dataset: Dataset.ID?

    /// All findings, or those that meet every condition given.
    public init(
        question: Question? = nil, state: State? = nil, subject: Subject? = nil, dataset: Dataset.ID? = nil
    ) {
        self.question = question
        self.state = state
        self.subject = subject
        self.dataset = dataset
    }
}

/// How many findings there are for one question.
public struct FindingCount: Hashable, Sendable {
    public let question: Question
    public let total: Int
    public let undecided: Int
    /// When the newest was found.
    public let newest: Timestamp
}
