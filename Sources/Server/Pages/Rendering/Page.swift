/// A page of the site as a value: what it shows, in types, before a word of HTML.
///
/// A page is a struct whose stored properties say everything the page can show. ``fields(_:)`` turns them into what its
/// template asks for; a key that the template asks for and the fields lack is a test failure.
protocol Page: Sendable {
    /// The template that lays the page out.
    static var template: Template { get }

    /// Where the page stands in the navigation; `nil` for pages outside it.
    static var section: NavigationSection? { get }

    /// Whether the page runs the one script there is, the verifier.
    static var runsScript: Bool { get }

    /// The words in the browser's title bar, without the name of the site.
    func title(_ words: Words) -> String

    /// Everything the template may show.
    func fields(_ words: Words) -> Fields
}

extension Page {
    static var runsScript: Bool { false }
}

/// The entries of the navigation.
enum NavigationSection: String, CaseIterable, Sendable {
    case ask, findings, ads, claims, feed, count, data, log, method
}
