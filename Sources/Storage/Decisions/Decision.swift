public import Daylight

/// What a reviewer made of a finding. Decisions are never changed; a new one supersedes the one before.
public struct Decision: Hashable, Sendable {
    /// The store's own number of a decision, never used again.
    public struct ID: RawRepresentable, Hashable, Sendable {
        public let rawValue: Int64
        public init(rawValue: Int64) { self.rawValue = rawValue }
    }

    public let id: ID
    public let finding: Finding.ID
    public let verdict: Verdict
    /// Empty when the private body has been erased.
    public let reasons: String
    /// Name of the person who decided.
    public let reviewer: String
    public let decided: Timestamp
    /// The commitment that stands in the log.
    public let commitment: Digest
    /// The signed statement of the decision, pending until the log has acknowledged it.
    public let statement: StatementRecord
}

/// What a commitment stands for. Without it the commitment means nothing.
public struct PrivateBody: Hashable, Sendable {
    public let commitment: Digest
    public let salt: [UInt8]
    public let message: [UInt8]

    public init(commitment: Digest, salt: [UInt8], message: [UInt8]) {
        self.commitment = commitment
        self.salt = salt
        self.message = message
    }

    /// Whether salt and message are those of the commitment.
    var opens: Bool {
        salt.count == Commitment.saltByteCount && Commitment(salt: salt, message: message).digest == commitment
    }
}
