/// A result report (tally reference, section 1.2). Lists stand in the order of the election definition, candidates in the
/// order of their numbers; the reader has made sure that all of them are there.
public struct StationReport: Hashable, Sendable {
    /// The counts a report may hold.
    public static let countRange: ClosedRange<Int64> = 0...999_999_999
    public static let versionRange: ClosedRange<Int64> = 1...999_999_999

    public let unitId: String
    public let version: Int64
    public let phase: CountPhase
    public let countingMethod: CountingMethod
    public let counts: ReportCounts
    /// Box E.1 to E.n: what the report's summary says each list got.
    public let listTotals: [Int64]
    public let body: ReportBody

    public init(
        unitId: String, version: Int64, phase: CountPhase, countingMethod: CountingMethod, counts: ReportCounts,
        listTotals: [Int64], body: ReportBody
    ) {
        self.unitId = unitId
        self.version = version
        self.phase = phase
        self.countingMethod = countingMethod
        self.counts = counts
        self.listTotals = listTotals
        self.body = body
    }

    public var form: ReportForm { body.form }
}

/// Whether a report is of the first session or a correction of it.
public enum CountPhase: String, CaseIterable, Sendable {
    case first
    case corrigendum
}

/// Where the candidate votes were counted.
public enum CountingMethod: String, CaseIterable, Sendable {
    case central
    case decentral
}

/// The numbered boxes of a report.
public struct ReportCounts: Hashable, Sendable {
    /// Eligible voters, where the report says.
    public var registeredVoters: Int64?
    /// Box A.
    public var pollCards: Int64
    /// Box B.
    public var proxies: Int64
    /// Box C; only in contests with voter cards.
    public var voterCards: Int64?
    /// Box D.
    public var admittedVoters: Int64
    /// Box E.
    public var validVotes: Int64
    /// Box F.
    public var blank: Int64
    /// Box G.
    public var invalid: Int64
    /// Box H.
    public var votesCast: Int64

    public init(
        registeredVoters: Int64? = nil, pollCards: Int64, proxies: Int64, voterCards: Int64? = nil, admittedVoters: Int64,
        validVotes: Int64, blank: Int64, invalid: Int64, votesCast: Int64
    ) {
        self.registeredVoters = registeredVoters
        self.pollCards = pollCards
        self.proxies = proxies
        self.voterCards = voterCards
        self.admittedVoters = admittedVoters
        self.validVotes = validVotes
        self.blank = blank
        self.invalid = invalid
        self.votesCast = votesCast
    }
}
