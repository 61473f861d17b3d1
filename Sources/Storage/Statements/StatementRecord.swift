public import Daylight

/// A signed statement that is to be stored and then logged.
public struct NewStatement: Hashable, Sendable {
    /// Longest envelope: what one entry of the log can hold, in bytes.
    public static let envelopeLimit = 65_535

    /// The signed DSSE envelope, at most ``envelopeLimit`` bytes.
    public var envelope: [UInt8]
    /// Address of the kind of statement, as in the in-toto statement inside.
    public var predicateType: String
    /// What the statement says in one line, for lists. May never name a person.
    public var title: String
    public var created: Timestamp
    /// The statement that this one corrects, as the statement inside names it.
    public var supersedes: StatementReference?

    public init(
        envelope: [UInt8], predicateType: String, title: String, created: Timestamp, supersedes: StatementReference? = nil
    ) {
        self.envelope = envelope
        self.predicateType = predicateType
        self.title = title
        self.created = created
        self.supersedes = supersedes
    }
}

/// A statement as it is stored: pending until the log has acknowledged it.
public struct StatementRecord: Hashable, Sendable {
    /// The store's own number of a statement, never used again.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    /// Where a log put a statement, and the proof.
    public struct Logged: Hashable, Sendable {
        public var log: LogRecord
        /// Place in its log, counted from 0, as the receipt says it.
        public var index: UInt64
        /// The entry's hash in the log's tree (RFC 6962 §2.1).
        public var leafHash: Digest
        /// The receipt as it is handed out.
        public var receipt: String

        public init(log: LogRecord, index: UInt64, leafHash: Digest, receipt: String) {
            self.log = log
            self.index = index
            self.leafHash = leafHash
            self.receipt = receipt
        }

        /// What the statement is called: the same as the index in the first log, and counted on through the later ones.
        public var number: UInt64 { log.first + index }
    }

    public let id: ID
    public let envelope: [UInt8]
    public let predicateType: String
    public let title: String
    public let created: Timestamp
    /// `nil` while the statement is pending.
    public let logged: Logged?
    /// The number of the earlier statement that this one corrects, in the same log or an earlier one.
    public let corrects: UInt64?
}
