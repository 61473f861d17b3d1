import Daylight

/// What surrounds every page: the name of the site, who is looking, and how fresh the data is.
struct Chrome: Sendable {
    /// Who is looking at the page.
    enum Visitor: Hashable, Sendable {
        case anonymous
        /// - Parameters:
        ///   - name: the name the person signed in with.
        ///   - role: the role in words, for instance `reviewer`.
        case signedIn(name: String, role: String)
    }

    /// How fresh the data is.
    enum Freshness: Hashable, Sendable {
        case noData
        /// The last data set was read at this moment.
        case asOf(Timestamp)
    }

    /// The name of this site, for instance `Election observatory`; shown beside the wordmark and in the title bar.
    var siteTitle: String
    var visitor: Visitor
    /// The token every form on the page carries back in its field `csrf`.
    var csrfToken: String
    /// Path and query of the page being shown, starting with `/`; where signing in returns to.
    var currentPath: String
    var freshness: Freshness
    /// Address of the trust policy of the log that statements go into.
    var policy: String
}
