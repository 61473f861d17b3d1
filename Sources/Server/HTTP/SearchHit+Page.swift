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
    /// The group of hits it stands in.
    var pageKind: SearchPage.Kind {
        switch self {
        case .account: .accounts
        case .object: .objects
        case .finding, .decision: .findings
        }
    }
}
