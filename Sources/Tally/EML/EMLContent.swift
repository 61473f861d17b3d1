/// What a definition (110a) says besides the election itself.
public struct EMLDefinition: Hashable, Sendable {
    public var seats: Int64?
    /// Share of the quota, in percent, from which preference votes elect a candidate.
    public var preferenceThresholdPercent: Int64?
    public var parties: [String] = []
}

/// Polling stations (110b).
public struct EMLStations: Hashable, Sendable {
    public struct Station: Hashable, Sendable {
        public let id: String
        public let name: String?
        /// Eligible voters, where given.
        public let voters: Int64?
    }

    /// Eligible voters of the contest, where given.
    public var maxVotes: Int64?
    public var stations: [Station] = []
}

/// A list of candidates (230b).
public struct EMLCandidateList: Hashable, Sendable {
    public struct Candidate: Hashable, Sendable {
        public var number: Int
        public var initials: String?
        public var firstName: String?
        public var prefix: String?
        public var lastName: String?
    }

    public var number: Int
    public var name: String?
    public var candidates: [Candidate]
}

/// Counts of one unit (a `VoteGroup` of 510).
public struct EMLVotes: Hashable, Sendable {
    public struct List: Hashable, Sendable {
        public struct Candidate: Hashable, Sendable {
            public let number: Int
            public let votes: Int64
        }

        public let number: Int
        public let name: String
        public let total: Int64
        public var candidates: [Candidate]
    }

    public var unitId: String
    public var unitName: String
    /// `Cast`: not the votes cast, but those who may vote.
    public var registeredVoters: Int64
    /// `TotalCounted`: votes on candidates.
    public var validVotes: Int64
    public var blank: Int64
    public var invalid: Int64
    /// `UncountedVotes` by their reason code.
    public var uncounted: [String: Int64]
    public var lists: [List]

    public var votesCast: Int64 { validVotes + blank + invalid }
}

/// The counted figures that EML keeps as `UncountedVotes`, with their reason codes.
enum EMLReason: String, CaseIterable {
    case pollCards = "geldige stempassen"
    case proxies = "geldige volmachtbewijzen"
    case voterCards = "geldige kiezerspassen"
    case admittedVoters = "toegelaten kiezers"
    case moreBallots = "meer getelde stembiljetten"
    case fewerBallots = "minder getelde stembiljetten"

    /// The name of the figure in answers.
    var member: String { "\(self)" }
}

/// A count (510): the reports and, where there is one, their total.
public struct EMLCount: Sendable {
    static let central = "centrale stemopneming"
    static let decentral = "decentrale stemopneming"
    static let firstSession = "eerste zitting"
    static let corrigendum = "corrigendum"

    /// ``central`` or ``decentral``, where given.
    public var countingMethod: String?
    /// ``firstSession`` or ``corrigendum``, where given.
    public var phase: String?
    public var total: EMLVotes?
    public var reports: [EMLVotes] = []
}
