/// Several reports taken together, one for each seed.
public struct QualitySummary: Hashable, Sendable {
    /// Members planted and members found.
    public struct Found: Hashable, Sendable {
        /// Groups planted.
        public var groups = 0
        /// Accounts in them.
        public var members = 0
        /// Accounts in them that were flagged.
        public var found = 0
    }

    /// Number of reports.
    public private(set) var runs = 0
    /// Reports in which an innocent account was flagged.
    public private(set) var runsWithFalseAlarm = 0
    /// Sum of the account scores.
    public private(set) var accounts = QualityScore(truePositives: 0, falsePositives: 0, falseNegatives: 0)
    /// Sum of the pair scores.
    public private(set) var pairs = QualityScore(truePositives: 0, falsePositives: 0, falseNegatives: 0)
    /// The smallest account precision of a single report; 1 without reports.
    public private(set) var worstPrecision = 1.0
    /// The smallest account recall of a single report; 1 without reports.
    public private(set) var worstRecall = 1.0
    /// Groups by the way they hide.
    public private(set) var found: [PlantedPlan.Disguise: Found] = [:]
    /// Sums over innocent accounts by class.
    public private(set) var falseAlarms: [HazardClass: QualityReport.FalseAlarms] = [:]
    /// Sum of the pairs that a declaration explains.
    public private(set) var explainedPairs = 0

    /// A summary of nothing.
    public init() {}

    /// Takes one more report into account.
    public mutating func add(_ report: QualityReport) {
        runs += 1
        accounts = accounts + report.accounts
        pairs = pairs + report.pairs
        worstPrecision = min(worstPrecision, report.accounts.precision)
        worstRecall = min(worstRecall, report.accounts.recall)
        explainedPairs += report.explainedPairs
        for group in report.groups {
            found[group.disguise, default: Found()].groups += 1
            found[group.disguise, default: Found()].members += group.members
            found[group.disguise, default: Found()].found += group.found
        }
        if report.accounts.falsePositives > 0 { runsWithFalseAlarm += 1 }
        for (hazard, alarms) in report.falseAlarms { falseAlarms[hazard, default: .init()].add(alarms) }
    }
}

extension QualityReport.FalseAlarms {
    fileprivate mutating func add(_ other: QualityReport.FalseAlarms) {
        accounts += other.accounts
        flaggedAccounts += other.flaggedAccounts
        flaggedPairs += other.flaggedPairs
    }
}
