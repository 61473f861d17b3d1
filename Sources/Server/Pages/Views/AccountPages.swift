import Daylight

/// Signing in for reviewers. Form fields: `name`, `password`, `return`, `csrf`.
struct SignInPage: Page {
    enum Problem: Hashable, Sendable, CaseIterable {
        /// Name and password do not belong together; never says which is wrong.
        case refused
        case nameMissing
        case passwordMissing
        case tooManyAttempts
        case expired
    }

    /// What was typed as name before, kept.
    var name: String
    /// Where to go afterwards, a path on this site.
    var returnPath: String
    var problems: [Problem]
}

/// API tokens of the person who is signed in. Form fields: `name`, `scope` (repeated), `csrf`.
struct TokensPage: Page {
    struct Token: Hashable, Sendable {
        var id: String
        var name: String
        var scopes: [String]
        var created: Timestamp
        var lastUsed: Timestamp?
    }

    /// A permission that can be given to a token.
    struct Scope: Hashable, Sendable {
        /// The value sent back, for instance `findings:read`.
        var value: String
        /// What it allows, in words.
        var label: String
        var isChosen: Bool
    }

    /// What came of the last action.
    enum Outcome: Hashable, Sendable {
        case none
        /// The secret is shown on this page and never again.
        case created(name: String, secret: String)
        case revoked(name: String)
    }

    enum Problem: Hashable, Sendable, CaseIterable {
        case nameMissing
        case nameTaken
        case scopeMissing
        case expired
    }

    var tokens: [Token]
    var scopes: [Scope]
    /// What was typed as name before, kept.
    var name: String
    var outcome: Outcome
    var problems: [Problem]
}
