import Daylight

/// What was decided on a finding, and the form that decides on it; the same on every finding's page.
struct FindingDecisions: Hashable, Sendable {
    var id: Finding.ID
    /// The verdicts that fit what was measured.
    var verdicts: [Verdict]
    /// Newest first.
    var decisions: [FindingPage.DecisionRow]
    var form: FindingPage.Form
}

/// One finding about a political ad: figures with their thresholds, rules with their articles, who was reached.
struct AdFindingPage: Page {
    var summary: String
    var created: Timestamp
    var evidence: AdEvidence
    /// Whether there is a notice under the ad's name.
    var hasNotice: Bool
    var deciding: FindingDecisions
}
