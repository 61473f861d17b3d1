import Daylight
import Storage

extension SearchHit {
    /// The page of what was hit.
    var path: String {
        switch kind {
        case .account: (try? Subject(.account, identifier)).map(SitePath.ask) ?? SitePath.search
        case .object: (try? Subject(.object, identifier)).map(SitePath.ask) ?? SitePath.search
        case .finding, .decision: Finding.ID(identifier).map(SitePath.finding) ?? SitePath.findings
        }
    }
}

extension SearchHit.Kind {
    /// What a visitor may look for. A decision is found by the reviewer's words, which are for people who are signed in.
    static func shown(to visitor: Visitor) -> Set<SearchHit.Kind> {
        Set(allCases.filter { $0 != .decision || visitor.user != nil })
    }

    /// The group of hits it stands in.
    var pageKind: SearchPage.Kind {
        switch self {
        case .account: .accounts
        case .object: .objects
        case .finding, .decision: .findings
        }
    }
}
