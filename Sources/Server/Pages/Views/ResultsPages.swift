import Daylight
import Tally

/// What was published of an election, or that nothing was yet.
struct ElectionPage: Page {
    var definition: ElectionDefinition
    var definitionDigest: Digest
    /// The statement that defined it.
    var statement: UInt64?
    var published: PublishedResults?
    /// Stations whose reports came in, whether published or not.
    var received: Int
    var expected: Int
    /// The seats that the published figures make; `nil` where the definition gives none.
    var allocation: SeatAllocation?
    var shares: Drawing?
    /// Gains and losses; `nil` where the definition says nothing of the time before.
    var swing: Drawing?
    var seats: Drawing?
    /// What was found in reports and on their way, of units that are shown.
    var findings: [CountFinding]
    var audits: [AuditSummary]
    /// Whether the visitor works on it.
    var isOffice: Bool
    var mayPublish: Bool
}

/// An audit in one line.
struct AuditSummary: Sendable {
    var key: String
    var state: String
    var risk: Double?
    var riskLimit: Double
}

/// One unit: its published figures, where each comes from, and what else was found.
struct UnitPage: Page {
    /// A report of the unit that was taken in.
    struct Version: Sendable {
        enum Origin: Sendable {
            /// Signed with the key of this id.
            case station(String)
            /// Typed twice from paper.
            case typed
            /// Sent by somebody who answers for it.
            case office
        }

        var version: Int64
        var digest: Digest
        var received: Timestamp
        var origin: Origin
        var statement: UInt64?
        var isPublished: Bool
    }

    var definition: ElectionDefinition
    var index: Int
    var published: PublishedResults?
    var versions: [Version]
    var findings: [CountFinding]
}

/// Where two people publish results: one proposes, another confirms.
struct PublishPage: Page {
    struct Proposal: Sendable {
        var status: ResultsStatus
        var reported: Int
        var author: String
        var at: Timestamp
        var digest: Digest
        /// Why published reports are replaced, in the word of the manifest and in the proposer's own; none where none are.
        var reason: String?
        var text: String
        /// Whether the visitor proposed it.
        var isOwn: Bool
    }

    struct Correction: Sendable {
        var unit: ReportingUnit
        var old: Int64
        /// `nil` for one that is taken back.
        var new: Int64?
        var lowered: Bool
    }

    var election: String
    var title: String
    var published: PublishedResults?
    var received: Int
    var expected: Int
    var statuses: [ResultsStatus]
    var corrections: [Correction]
    /// Units that are left out, with the code of why.
    var contested: [(unit: String, code: FindingCode)]
    var proposal: Proposal?
    var problem: String?
    /// Whether the definition names this server's two keys.
    var mayPublish: Bool
}
