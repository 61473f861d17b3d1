import Daylight
import Tally

/// Where an audit begins, from its inputs as JSON.
struct NewAuditPage: Page {
    var election: String
    var title: String
    var text: String
    var fault: String?
}

/// An audit: what happened, what the risk is, and what comes next.
struct AuditPage: Page {
    var election: String
    var electionTitle: String
    var key: String
    var process: AuditProcess
    /// What the visitor may do.
    var isClerk: Bool
    var isCoordinator: Bool
    var problem: String?
}

/// Papers to fetch, to be printed.
struct RetrievalPage: Page {
    var election: String
    var key: String
    var list: RetrievalList
}

/// What one person reads from one paper.
struct ReadingPage: Page {
    var election: String
    var key: String
    var setup: AuditSetup
    var paper: AuditPaper
    /// Where two read different things, a third person decides with a reason.
    var isResolving: Bool
    var problem: String?
}
