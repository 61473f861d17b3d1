public import Daylight

/// What a publisher has of the Journalism Trust Initiative (CEN CWA 17493:2019; credibility reference, section 7.2).
public struct TrustInitiative: Hashable, Sendable {
    /// How far it went.
    public enum State: Hashable, Sendable {
        /// It answered the questions itself and published the report.
        case selfAssessed(published: CivilDate)
        /// An auditor confirmed the answers for some time.
        case certified(auditor: String, from: CivilDate, until: CivilDate)
    }

    public let state: State
    /// Where the report is.
    public let report: String

    public init(state: State, report: String) { (self.state, self.report) = (state, report) }

    /// Certificates expire; then the signal says so.
    public func signal(on day: CivilDate) -> SourceSignal {
        switch state {
        case .selfAssessed(let published):
            SourceSignal(
                kind: .trustInitiative, statement: "self-assessed report published", saidBy: "the publisher itself",
                date: published, link: report, isCurrent: true)
        case .certified(let auditor, let from, let until):
            SourceSignal(
                kind: .trustInitiative,
                statement: (from...max(from, until)).contains(day)
                    ? "certified until \(until)" : "certificate expired \(until)",
                saidBy: auditor, date: from, link: report, isCurrent: from <= day && day <= until)
        }
    }
}
