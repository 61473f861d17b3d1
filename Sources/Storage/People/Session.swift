public import Daylight

/// Somebody signed in with a browser.
public struct Session: Hashable, Sendable {
    /// Digest of the secret in the cookie; the secret itself is never stored.
    public let tokenDigest: Digest
    public let user: User
    /// The value every form must send back.
    public let csrf: String
    public let created: Timestamp
    public let expires: Timestamp
}

/// What a token may be used for.
public enum Scope: String, CaseIterable, Hashable, Sendable {
    /// Reading.
    case read
    /// Writing and rating notes.
    case note
    /// Publishing transparency notices.
    case publish
    /// Deciding on findings.
    case decide
    /// Defining elections and sending result reports.
    case count
    /// Adding statements of admitted signers to the log.
    case append
    /// Reviewing drafts on the sounding board.
    case review
}

/// A secret for programs that act for a person.
public struct Token: Hashable, Sendable {
    /// The store's own number of a token, never used again.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    /// Digest of the secret; the secret itself is never stored.
    public let digest: Digest
    public let user: User
    /// What its owner calls it.
    public let name: String
    public let scopes: Set<Scope>
    public let created: Timestamp
    /// `nil` for a token that holds until it is revoked.
    public let expires: Timestamp?
    public let lastUsed: Timestamp?
}
