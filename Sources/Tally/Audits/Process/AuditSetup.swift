public import Daylight

/// Everything that is fixed before the seed is drawn: contests, method, risk limit, where the paper is, and what was reported
/// of each ballot or batch (tally reference, section 8.6).
public struct AuditSetup: Sendable {
    public enum Method: String, Sendable, CaseIterable {
        /// Ballot polling, drawn with replacement.
        case bravo
        /// Ballot polling by ALPHA, drawn without replacement.
        case alpha
        /// Comparison with records by Kaplan and Markov, drawn with replacement.
        case superSimple = "supersimple"
        /// Comparison with records by SHANGRLA and ALPHA, drawn without replacement.
        case comparison
        /// Comparison of batches, drawn with replacement in proportion to what they could hide.
        case macro

        /// Whether records of single ballots are compared.
        var comparesRecords: Bool { self == .superSimple || self == .comparison }
        var withReplacement: Bool { self == .bravo || self == .superSimple }

        func takes(_ outcome: AuditedContest.Outcome) -> Bool {
            switch self {
            case .bravo, .superSimple: outcome == .plurality
            case .alpha, .macro: outcome != .irv
            case .comparison: true
            }
        }
    }

    /// One of the files that are committed to.
    public struct File: Sendable {
        public let name: String
        public let digest: Digest
    }

    public static let contestLimit = 100
    public static let nameLimit = 1_000
    /// Most ballots of an audit that compares records: more than a file of records has room for.
    public static let recordLimit = 20_000_000

    public let name: String
    public let method: Method
    public let limit: RiskLimit
    public let contests: [AuditedContest]
    public let manifest: BallotManifest
    /// Who keeps each batch of the manifest; empty where there is only one office.
    public let jurisdictions: [String]
    let gamma: Double
    let errorRate: Double
    let records: RecordTable?
    /// Reported totals of the batches, by contest.
    let batches: [BatchAudit]
    /// By what the batches are drawn; `nil` when ballots are.
    let bounds: BatchBounds?
    let places: [String: Int]
    /// `contest.json` as it was given.
    let contestJSON: JSONObject
    /// Names and digests of the files, whose bytes are those of ``contents(of:)``.
    public let files: [File]

    /// Where the batch stands in the manifest.
    func batch(_ paper: AuditPaper) -> Int? { places[paper.batch] }

    /// What was reported of a paper, by contest: marks of a ballot, or votes of a batch. `nil` without a record.
    func reported(_ draw: AuditDraw) -> [[Int]]? {
        if let position = draw.paper.position { return records?.marks(batch: draw.batch, position: position) }
        return batches.map { $0.batches[draw.batch].votes }
    }
}
