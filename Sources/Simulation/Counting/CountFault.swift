/// What is wrong with a report, its way or a sum in a simulated count, or only looks as if.
public enum CountFault: String, CaseIterable, Sendable {
    /// Changed on its way; the station sends it again.
    case alteredInTransit = "altered-in-transit"
    /// Changed where it is stored, after it had been received; the sums are made without it.
    case alteredAtRest = "altered-at-rest"
    /// The log's entry about it was changed where it is stored.
    case alteredEntry = "altered-entry"
    /// The station signed two different reports with the same version.
    case equivocation
    /// The same report once more.
    case replay
    /// Another station's counts, signed with the station's own key.
    case copied
    /// A lower version after a higher one.
    case stale
    case missing
    case late
    /// Signed before anybody can have counted.
    case tooEarly = "too-early"
    /// The server gave a receipt and then left the report out.
    case withheld
    /// The log signed two roots for one size.
    case splitView = "split-view"
    /// A sum of a municipality that its reports do not make.
    case wrongSum = "wrong-sum"
    case unknownUnit = "unknown-unit"
    /// Signed with another station's key; the station sends it again.
    case wrongKey = "wrong-key"
    /// A clerk's slip on the paper form.
    case slip
    /// The votes of two lists exchanged.
    case swap
    /// Two digits of a list's votes exchanged.
    case transposition
    /// Ballots added for one list.
    case stuffed

    /// Innocent: a small home where nearly everybody votes.
    case careHome = "care-home"
    /// Innocent: a small station where exactly three in four vote.
    case roundShare = "round-share"
    /// Innocent: a correction as it should be.
    case corrigendum
    /// Innocent: the village that one list's leader comes from.
    case stronghold
    /// Innocent: received in the last second before the deadline.
    case lastSecond = "last-second"
    /// Innocent: the totals of its neighbour by chance, the candidates' votes its own.
    case twin
    /// Innocent: a small station that signs as early as is possible.
    case quick

    public var isPlanted: Bool {
        switch self {
        case .careHome, .roundShare, .corrigendum, .stronghold, .lastSecond, .twin, .quick: false
        default: true
        }
    }

    /// What the fault is to be found as, besides slips, which each have a code of their own; empty for what only screens see.
    var codes: [String] {
        switch self {
        case .alteredInTransit: ["ALTERED", "F505"]
        case .alteredAtRest: ["ALTERED", "F505", "MISSING", "OMITTED"]
        case .alteredEntry: ["ALTERED"]
        case .equivocation: ["EQUIVOCATION"]
        case .replay: ["DUPLICATE"]
        case .copied: ["F502"]
        case .stale: ["STALE"]
        case .missing: ["MISSING"]
        case .late: ["W502"]
        case .tooEarly: ["TOO_EARLY"]
        case .withheld: ["MISSING", "OMITTED"]
        case .splitView: ["SPLIT_VIEW"]
        case .wrongSum: ["F503"]
        case .unknownUnit: ["F504"]
        case .wrongKey: ["F505"]
        default: []
        }
    }

    /// Faults of a report's way that are planted at a station, in the order of the table above.
    static let atStations: [CountFault] = [
        .alteredInTransit, .alteredAtRest, .alteredEntry, .equivocation, .replay, .copied, .stale, .missing, .late, .tooEarly,
        .withheld, .wrongKey,
    ]
}

/// One fault, or one thing that looks like one.
public struct PlantedFault: Hashable, Sendable {
    public let kind: CountFault
    /// The unit; for a split view the log.
    public let unit: String
    /// Codes of the findings that are to be made, and no others.
    public let codes: [String]
    /// Numbers of the lists concerned: both of a swap, the one of a transposition, the one that ballots were added for.
    public var lists: [Int] = []
    /// Votes that went to a wrong list, or were added.
    public var votes: Int64 = 0
    /// Votes as they truly were; only for a transposition.
    public var truly: Int64?

    init(_ kind: CountFault, _ unit: String, codes: [String]? = nil) {
        self.kind = kind
        self.unit = unit
        self.codes = codes ?? kind.codes
    }
}
