import Daylight
import Tally

/// The elections that are counted here.
struct ElectionsPage: Page {
    struct Item: Sendable {
        var id: String
        var title: String
        var status: ResultsStatus
        var received: Int
        var expected: Int
    }

    var items: [Item]
    /// Whether the visitor may define one.
    var mayDefine: Bool
    /// Whether the visitor may type reports.
    var mayType: Bool
}

/// Where an election is defined: first the file, then two groups of its digest from the paper notice.
struct DefinePage: Page {
    struct Challenge: Sendable {
        var title: String
        var units: Int
        var lists: Int
        var challenge: DigestChallenge
        var isWrong: Bool
    }

    /// This server's publisher keys as JSON, to be put into the definition.
    var keys: String
    var text: String
    var fault: String?
    /// Shown once the file could be read.
    var challenge: Challenge?
}

/// The stations of an election and how far their reports are typed; what needs somebody stands first.
struct EntriesPage: Page {
    struct Row: Sendable {
        var unit: ReportingUnit
        var state: EntryState
        /// Whether the visitor is the one who is at it.
        var isOwn: Bool
        var version: Int64?
    }

    var election: String
    var title: String
    var rows: [Row]
    /// How many stations there are in each state.
    var counts: [EntryState: Int]
    /// What was asked for and not found.
    var notFound: String?
}

/// One page of a sheet.
struct EntrySectionPage: Page {
    var election: String
    var unit: ReportingUnit
    var definition: ElectionDefinition
    var sheet: EntrySheet
    var section: EntrySheet.Section
    var isSecond: Bool
    var problems: [String: EntrySheet.Problem]
    /// Fields that differ from the first entry, which the second person looks at once more (W001).
    var differing: Set<String>
}

/// A station's entry at a glance: what is left to do, by whom, and what the rules say.
struct EntryPage: Page {
    enum Stage: Sendable {
        /// The visitor may begin.
        case open(isSecond: Bool)
        /// The first entry was the visitor's own.
        case needsAnother
        /// Somebody else is at it.
        case taken(by: String)
        /// The visitor types.
        case own(EntrySheet, isSecond: Bool, isCorrection: Bool)
        /// Waits for the coordinator.
        case hasErrors(by: String)
        /// Waits for the coordinator.
        case differs(Differences)
        case definitive(Digest?, finishedAt: Timestamp, withWarnings: Bool)
    }

    /// Two entries side by side.
    struct Differences: Sendable {
        struct Row: Sendable {
            var field: String
            var first: String
            var second: String
        }

        var rows: [Row]
        var firstUser: String
        var secondUser: String
        var firstHasErrors: Bool
        var secondHasErrors: Bool
    }

    var election: String
    var unit: ReportingUnit
    var definition: ElectionDefinition
    var stage: Stage
    /// What the rules say about the sheet that is looked at.
    var findings: [CountFinding]
    var isCoordinator: Bool
    /// Why what was asked for could not be done.
    var problem: CountPhrase?
    /// The form of warnings came back without their being accepted.
    var mustAccept: Bool
}
