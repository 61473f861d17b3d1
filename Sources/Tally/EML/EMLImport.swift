import Daylight

/// An EML_NL document as Daylight reads it (`daylight count import eml`; tally reference, sections 9 and 11.6).
public struct EMLImport: Sendable {
    /// Largest document in bytes.
    public static let byteLimit = 256 << 20

    public let kind: EMLKind
    public let header: EMLHeader
    public let election: EMLElection
    /// `ContestIdentifier@Id`: a number, `geen`, `alle` or a Roman numeral.
    public let contest: String?
    public let content: EMLContent

    public init(kind: EMLKind, header: EMLHeader, election: EMLElection, contest: String?, content: EMLContent) {
        self.kind = kind
        self.header = header
        self.election = election
        self.contest = contest
        self.content = content
    }

    /// Where the total differs from the sum of the reports.
    public var findings: [CountFinding] {
        if case .count(let count) = content { count.findings } else { [] }
    }
}

/// The documents that are read, by the `Id` of their root.
public enum EMLKind: String, CaseIterable, Sendable {
    /// Election definition.
    case definition = "110a"
    /// Polling stations.
    case stations = "110b"
    /// Candidate lists.
    case candidates = "230b"
    /// Count of a station, a municipality, a main district, and the total.
    case stationCount = "510a"
    case municipalCount = "510b"
    case districtCount = "510c"
    case totalCount = "510d"

    /// The element that holds what the document is about.
    var body: String {
        switch self {
        case .definition, .stations: "ElectionEvent"
        case .candidates: "CandidateList"
        case .stationCount, .municipalCount, .districtCount, .totalCount: "Count"
        }
    }

    public var isCount: Bool { body == "Count" }
}

/// What a document is about, by kind.
public enum EMLContent: Sendable {
    case definition(EMLDefinition)
    case stations(EMLStations)
    case candidates([EMLCandidateList])
    case count(EMLCount)
}

/// Who made the document, and when.
public struct EMLHeader: Hashable, Sendable {
    public var transactionId: String?
    public var authorityId: String?
    public var authorityName: String?
    /// As written (xs:dateTime).
    public var created: String?

    public init(
        transactionId: String? = nil, authorityId: String? = nil, authorityName: String? = nil, created: String? = nil
    ) {
        self.transactionId = transactionId
        self.authorityId = authorityId
        self.authorityName = authorityName
        self.created = created
    }
}

/// `ElectionIdentifier`.
public struct EMLElection: Hashable, Sendable {
    public var id: String
    public var name: String?
    public var category: String?
    public var subcategory: String?
    public var date: String?
    public var domainId: String?
    /// `nil` without `kr:ElectionDomain`.
    public var domainName: String?

    public init(
        id: String, name: String? = nil, category: String? = nil, subcategory: String? = nil, date: String? = nil,
        domainId: String? = nil, domainName: String? = nil
    ) {
        self.id = id
        self.name = name
        self.category = category
        self.subcategory = subcategory
        self.date = date
        self.domainId = domainId
        self.domainName = domainName
    }
}
