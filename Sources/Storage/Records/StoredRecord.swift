public import Daylight

/// What a record is about.
public enum RecordKind: String, CaseIterable, Hashable, Sendable {
    /// A published ranking policy; the scope is empty, the key its version.
    case rankingPolicy = "ranking-policy"
    /// A feed as it was served, with the posts and the salt of its record; the scope is empty, the key opens its pages.
    case servedFeed = "served-feed"
    /// A served feed as everybody sees it; the scope is empty, the key its address, later versions replace it.
    case publicFeed = "public-feed"
    /// A fact-check; the scope is empty, the key its id, later versions replace or withdraw it.
    case factCheck = "fact-check"
    /// A page of fact-checks as a program sent it last; the scope is empty, the key the digest of its address.
    case claimReviewPage = "claim-review-page"
    /// A note on a subject; the scope is the subject, the key the note's id.
    case note
    /// How helpful somebody finds a note; the scope is the note's id, the key the rater's participant id. Replaced, never kept.
    case noteRating = "note-rating"
    /// Under which participant id a person writes and rates notes; the scope is empty, the key the number of the person.
    case noteParticipant = "note-participant"
    /// What readers have been shown of a note so far; the scope is empty, the key the note's id.
    case noteLife = "note-life"
    /// A status of a note that was published; the scope is empty, the key the note's id.
    case noteStatus = "note-status"
    /// The manifest of a scoring run; the scope is empty, the key `run`.
    case noteRun = "note-run"
    /// A table that the newest run read or wrote, as text; the scope is empty, the key the file's name.
    case noteTable = "note-table"
    /// Somebody accredited to the sounding board; the scope is empty, the key the profile's id.
    case boardReviewer = "board-reviewer"
    /// A draft that the sounding board is asked about; the scope is empty, the key its id, versions count on.
    case boardDraft = "board-draft"
    /// That somebody reviewed a version of a draft; the scope is the draft's id and version, the key the profile's id. What
    /// was said is a private body.
    case boardReview = "board-review"
    /// The case file of a leak; the key is its id. The scope tells what is written (empty), what is released, what posts are
    /// demoted for, and what a released case names.
    case leakCase = "leak-case"
}

/// One version of a thing that was recorded. Versions are never changed; a later one replaces an earlier.
public struct StoredRecord: Hashable, Sendable {
    /// The store's own number of a record, never used again; grows with time.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    public let kind: RecordKind
    /// Gathers the records that are asked for together.
    public let scope: String
    /// Tells the things of one kind and scope apart.
    public let key: String
    /// Counted from 1.
    public let version: Int
    /// JSON unless the kind says otherwise, at most ``bodyLimit`` bytes.
    public let body: [UInt8]
    /// Name of the person it came from.
    public let author: String
    public let created: Timestamp
    /// The statement about this version and those stored with it, if one was made.
    public let statement: StatementRecord.ID?

    /// Longest body in bytes.
    public static let bodyLimit = 16 << 20
    /// Longest scope and longest key in bytes.
    public static let nameLimit = 2304
}

/// That there is a version of a thing, without what it says.
public struct RecordVersion: Hashable, Sendable {
    /// Counted from 1.
    public let version: Int
    public let author: String
    public let created: Timestamp
    public let statement: StatementRecord.ID?
}

/// A record that is to be stored.
public struct NewRecord: Hashable, Sendable {
    public var kind: RecordKind
    public var scope: String
    public var key: String
    /// One more than the newest version there is.
    public var version: Int
    public var body: [UInt8]
    public var author: String
    public var created: Timestamp

    public init(
        kind: RecordKind, scope: String = "", key: String, version: Int = 1, body: [UInt8], author: String, created: Timestamp
    ) {
        self.kind = kind
        self.scope = scope
        self.key = key
        self.version = version
        self.body = body
        self.author = author
        self.created = created
    }
}
