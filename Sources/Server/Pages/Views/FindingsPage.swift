import Daylight

/// How far people are with a finding.
enum DecisionState: Hashable, Sendable {
    case undecided
    /// The newest decision.
    case decided(Verdict, Timestamp)
}

/// A finding as one row of a list.
struct FindingRow: Hashable, Sendable {
    /// What a finding of coordination is about, in numbers.
    struct Coordination: Hashable, Sendable {
        var accounts: Int
        /// Distinct objects in the timeline.
        var objects: Int
        /// The smallest p on an edge, as spelt in the evidence.
        var strongestP: JSONNumber
    }

    var id: Finding.ID
    /// One plain sentence.
    var summary: String
    /// `nil` when the finding is not about accounts.
    var coordination: Coordination?
    var created: Timestamp
    var state: DecisionState
}

/// The list of findings.
struct FindingsPage: Page {
    /// Which findings are listed.
    enum Filter: Hashable, Sendable {
        case all
        case undecided
        case verdict(Verdict)

        /// The value of the query parameter `filter`.
        var slug: String {
            switch self {
            case .all: "all"
            case .undecided: "undecided"
            case .verdict(let verdict): verdict.slug
            }
        }

        static let everyCase: [Filter] = [.all, .undecided] + Verdict.allCases.map(Filter.verdict)

        /// `nil` for a value no filter has.
        init?(slug: String) {
            guard let filter = Self.everyCase.first(where: { $0.slug == slug }) else { return nil }
            self = filter
        }

    }

    var filter: Filter
    var rows: [FindingRow]
    var paging: Paging
    var downloads: ListDownloads
}

extension Verdict {
    /// The value in addresses and in the decision form's field `verdict`.
    var slug: String {
        switch self {
        case .coordinatedAndDeceptive: "coordinated-and-deceptive"
        case .declaredGroup: "declared-group"
        case .organic: "organic"
        case .breach: "breach"
        case .noBreach: "no-breach"
        case .needMore: "need-more"
        }
    }

    /// `nil` for a value no verdict has.
    init?(slug: String) {
        guard let verdict = Self.allCases.first(where: { $0.slug == slug }) else { return nil }
        self = verdict
    }
}
