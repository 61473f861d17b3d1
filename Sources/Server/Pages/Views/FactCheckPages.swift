import Credibility
import Daylight

/// The fact-checks that are known here, and a search among them.
struct FactChecksPage: Page {
    struct Item: Sendable {
        var check: FactCheck
        var isWithdrawn: Bool
    }

    var items: [Item]
    var query: String
    /// How many there are in all.
    var total: Int
    /// Whether the visitor may write one.
    var mayWrite: Bool
}

/// A fact-check with everything that is said about it, and its versions.
struct FactCheckPage: Page {
    struct Version: Sendable {
        var number: Int
        var verdict: FactCheckVerdict
        var isWithdrawn: Bool
        var created: Timestamp
        /// Number of the statement about it; `nil` until it is logged.
        var statement: Int?
    }

    var check: FactCheck
    var isWithdrawn: Bool
    /// The oldest first.
    var versions: [Version]
    var terms: FactCheckTerms
    var mayChange: Bool
}

/// Where a fact-check is written or corrected.
struct FactCheckFormPage: Page {
    /// The id of the one that is corrected.
    var corrected: String?
    var filled: Filled
}
