import Tally

/// What pages about counts say where the template does not.
enum CountPhrase: String, Worded {
    case notACount = "problem.not-a-count"
    case differs = "w001"
    case alreadyClaimed = "refusal.claimed"
    case sameUser = "refusal.same-user"
    case notYourEntry = "refusal.not-yours"
    case hasErrors = "refusal.has-errors"
    case keptEntryHasErrors = "refusal.kept-has-errors"
    case notNow = "refusal.not-now"
    case changed = "refusal.changed"
    case incomplete = "refusal.incomplete"
    case needsSignature = "refusal.needs-signature"
    case warnings = "refusal.warnings"
    case notTaken = "refusal.not-taken"
    case firstEntry = "first-entry"
    case secondEntry = "second-entry"
    case sectionVotes = "section.votes"
    case sectionDifferences = "section.differences"
    case sectionList = "section.list"
    case method
    case central, decentral
    case compare
    case stationTitle = "station-title"
    case listTotal = "list-total"
    case listBox = "list-box"
    case progress
    case yes, no
    case proofDefinition = "proof.definition"
    case proofStatement = "proof.statement"
    case proofPublication = "proof.publication"
    case proofFile = "proof.file"
    case proofNoAudit = "proof.no-audit"
    case proofAudit = "proof.audit"
    case proofAuditPage = "proof.audit-page"
    case proofUnknown = "proof.unknown"
    case sharesTitle = "shares.title"
    case sharesDescription = "shares.description"
    case swingTitle = "swing.title"
    case swingDescription = "swing.description"
    case seatsTitle = "seats.title"
    case seatsDescription = "seats.description"
    case reasonTyping = "reason.typing"
    case reasonCorrigendum = "reason.corrigendum"
    case reasonCourt = "reason.court"
    case samePerson = "release.same-person"
    case publicationChanged = "release.changed"
    case noKeys = "release.no-keys"
    case originStation = "origin.station"
    case originTyped = "origin.typed"
    case originOffice = "origin.office"
    case auditExists = "audit.exists"
    case auditUnclear = "audit.unclear"
    case handCountAlone = "audit.hand-count-alone"
    case eventCommit = "event.commit"
    case eventSeed = "event.seed"
    case eventRound = "event.round"
    case eventMeasure = "event.measure"
    case eventFullCount = "event.full-count"
    case eventHandCount = "event.hand-count"

    var phraseKey: String { "count.\(rawValue)" }
}

extension EntryState: Worded {
    var phraseKey: String { "count.state.\(rawValue)" }
}

extension AuditStage: Worded {
    var phraseKey: String { "audit.stage.\(rawValue)" }
}

extension ResultsStatus: Worded {
    var phraseKey: String { "count.status.\(rawValue)" }
}

extension FindingCode.Severity: Worded {
    static var allCases: [FindingCode.Severity] { [.error, .warning] }
    var phraseKey: String { "count.severity.\(rawValue)" }
}

/// A box of a report by its field.
enum ReportBox: String, Worded {
    case pollCards, proxies, voterCards, admittedVoters, validVotes, blank, invalid, votesCast, moreBallots, fewerBallots
    case equal = "compare/equal"
    case castGreater = "compare/castGreater"
    case castSmaller = "compare/castSmaller"
    case differenceExplained
    case otherReason = "extraInvestigation/otherReason"
    case recounted = "extraInvestigation/recounted"
    case explained = "stationDifferences/explained"
    case perList = "stationDifferences/perList"

    /// The letter that the paper prints beside it.
    var letter: String? {
        switch self {
        case .pollCards: "A"
        case .proxies: "B"
        case .voterCards: "C"
        case .admittedVoters: "D"
        case .validVotes: "E"
        case .blank: "F"
        case .invalid: "G"
        case .votesCast: "H"
        case .moreBallots: "I"
        case .fewerBallots: "J"
        default: nil
        }
    }

    var phraseKey: String { "count.box.\(rawValue.split(separator: "/").last ?? "")" }
}

extension Words {
    /// Families of phrases about counts.
    static let countFamilies: [[any Worded]] = [
        CountPhrase.allCases, EntryState.allCases, AuditStage.allCases, ResultsStatus.allCases, FindingCode.Severity.allCases,
        ReportBox.allCases,
    ]
}
