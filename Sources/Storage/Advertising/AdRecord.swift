public import Daylight

/// What a record of political advertising is about.
public enum AdRecordKind: String, CaseIterable, Hashable, Sendable {
    /// A version of a transparency notice (Regulation (EU) 2024/900 Art. 12); the key is its short code.
    case notice
    /// A sponsor's declaration (Art. 7).
    case declaration
    /// Where and when an ad ran.
    case publication
    /// To whom variants of an ad were delivered, in cells.
    case delivery
    /// What a provider keeps and hands over (Art. 9, 10).
    case providerRecord
    /// That an ad may break the Regulation (Art. 15).
    case notification
    /// What an authority or an interested entity asked for (Art. 16, 17).
    case request
    /// A notice on its way to the European repository (Art. 13).
    case submission
    /// An ad from another library.
    case imported
    /// What an ad's delivery to one person was based on; the key is the digest of the person's token.
    case deliveryToken
    /// What a party promised about its advertising.
    case pledge
    /// A supplied list of rated domains, or a placement report.
    case money
    /// A picture or text that an ad consists of: what it is; the key is the digest of its bytes.
    case creative
    /// The bytes themselves, under the same key.
    case creativeContent
}

/// One version of a thing that was recorded. Versions are never changed; a later one replaces an earlier.
public struct AdRecord: Hashable, Sendable {
    /// The store's own number of a record, never used again; grows with time.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    public let kind: AdRecordKind
    /// Tells the things of one kind apart.
    public let key: String
    /// Counted from 1.
    public let version: Int
    /// JSON, but for ``AdRecordKind/creativeContent`` the file; at most ``bodyLimit`` bytes.
    public let body: [UInt8]
    /// Name of the person who recorded it.
    public let author: String
    public let created: Timestamp
    /// When something has to be done about it; `nil` when nothing has.
    public let due: Timestamp?
    /// The statement about this version, if one was made.
    public let statement: StatementRecord.ID?

    /// Longest body in bytes.
    public static let bodyLimit = 16 << 20
    /// Longest key in bytes.
    public static let keyLimit = 256
}

/// A record that is to be stored.
public struct NewAdRecord: Hashable, Sendable {
    public var kind: AdRecordKind
    public var key: String
    /// One more than the newest version there is.
    public var version: Int
    public var body: [UInt8]
    public var author: String
    public var created: Timestamp
    public var due: Timestamp?

    public init(
        kind: AdRecordKind, key: String, version: Int = 1, body: [UInt8], author: String, created: Timestamp,
        due: Timestamp? = nil
    ) {
        self.kind = kind
        self.key = key
        self.version = version
        self.body = body
        self.author = author
        self.created = created
        self.due = due
    }
}
