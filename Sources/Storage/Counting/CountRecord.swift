public import Daylight

/// What a record of a count is about.
public enum CountRecordKind: String, CaseIterable, Hashable, Sendable {
    /// A definition of the election; the key is empty.
    case definition
    /// A report that was taken in, with its envelope; the key is the unit, versions count arrivals.
    case report
    /// A report that was refused for what its digest, signature, unit or version says; kept as evidence. The key is the unit.
    case refused
    /// A published manifest; the key is empty, versions are its sequence.
    case manifest
    /// A manifest that waits for the second person; the key is empty.
    case proposal
    /// An audit as it stands after an event; the key names it.
    case audit
}

/// One version of a thing that was recorded about an election. Versions are never changed; a later one replaces an earlier.
public struct CountRecord: Hashable, Sendable {
    /// The store's own number of a record, never used again; grows with time.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    public let kind: CountRecordKind
    public let election: String
    /// Tells the things of one kind in one election apart.
    public let key: String
    /// Counted from 1.
    public let version: Int
    /// JSON, at most ``bodyLimit`` bytes.
    public let body: [UInt8]
    /// Name of the person, or id of the key, it came from.
    public let author: String
    public let created: Timestamp
    /// The statement about this version and those stored with it, if one was made.
    public let statement: StatementRecord.ID?

    /// Longest body in bytes: the definition of an election with fifty thousand stations.
    public static let bodyLimit = 64 << 20
    /// Longest election id and longest key in bytes.
    public static let nameLimit = 256
}

/// A record that is to be stored.
public struct NewCountRecord: Hashable, Sendable {
    public var kind: CountRecordKind
    public var election: String
    public var key: String
    /// One more than the newest version there is.
    public var version: Int
    public var body: [UInt8]
    public var author: String
    public var created: Timestamp

    public init(
        kind: CountRecordKind, election: String, key: String = "", version: Int = 1, body: [UInt8], author: String,
        created: Timestamp
    ) {
        self.kind = kind
        self.election = election
        self.key = key
        self.version = version
        self.body = body
        self.author = author
        self.created = created
    }
}

/// The double entry of a unit as it was stored.
public struct StoredEntry: Hashable, Sendable {
    public let unit: String
    /// Counted from 1; a change names the revision that it follows.
    public let revision: Int
    /// JSON, at most ``CountRecord/bodyLimit`` bytes.
    public let state: [UInt8]
    public let changed: Timestamp
}
