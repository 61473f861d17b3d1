import Daylight

/// What a search found, by kind, and what the box understood.
struct SearchPage: Page {
    /// What the typed text was taken for.
    enum Understood: Hashable, Sendable {
        /// Nothing was typed.
        case nothing
        /// The text names one subject.
        case subject(Subject)
        /// The text is the number of a finding.
        case finding(Finding.ID)
        /// The text is the number of an entry of a log.
        case logEntry(Int)
        /// The text was looked up word by word.
        case words([String])
    }

    /// What a group of hits is made of.
    enum Kind: Hashable, Sendable, CaseIterable {
        case accounts, objects, posts, findings, statements, dataSets
    }

    struct Hit: Hashable, Sendable {
        var title: String
        var path: String
        /// One line that says why this is here; may be empty.
        var detail: String
    }

    struct Group: Hashable, Sendable {
        var kind: Kind
        var hits: [Hit]
    }

    var query: String
    var understood: Understood
    /// Groups with at least one hit.
    var groups: [Group]
    var paging: Paging
}
