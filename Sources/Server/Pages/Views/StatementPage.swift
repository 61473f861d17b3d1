import Daylight
import EvidenceLog

/// One entry of a log, in words.
struct StatementPage: Page {
    /// What the signed statement says.
    enum Content: Hashable, Sendable {
        /// The words themselves are on the log.
        case inTheClear([Field])
        /// Only a commitment is on the log; the body is kept beside it.
        case committed(Digest, Opening)
    }

    /// What has become of a body that was committed to.
    enum Opening: Hashable, Sendable {
        case shown([Field])
        /// The body exists and this visitor may not see it.
        case withheld
        case erased
    }

    struct Field: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// The statement that this one says it corrects.
    enum Earlier: Hashable, Sendable {
        case none
        /// - Parameter number: the number of the statement.
        case statement(_ number: Int)
        /// It names this place in a log, and the leaf hash of another entry than stands there: it corrects nothing.
        case mistaken(Int)
    }

    /// Numbers run on through all logs.
    var number: Int
    /// The log that it is in.
    var origin: String
    /// Its place in that log.
    var index: Int
    var leafHash: Digest
    var payloadType: String
    var predicateType: String
    /// Digest of every subject, and its name where it has one.
    var subjects: [Statement.Resource]
    var keyIDs: [String]
    var content: Content
    /// Whether a later statement corrects this one.
    var standing: StatementStanding
    var supersedes: Earlier
    /// The decoded statement as indented JSON.
    var payload: String
    var verifier: ReceiptVerifier
    var verifyCommand: String
    /// Address of the trust policy of its log.
    var policy: String
}

/// The log that statements go into, how far it is, the logs before it, and the newest entries of all of them.
struct LogPage: Page {
    struct Entry: Hashable, Sendable {
        /// The statement's number.
        var number: Int
        /// The predicate type's last parts, for instance `coordination-decision`.
        var kind: String
        var leafHash: Digest
    }

    /// A log that has ended.
    struct Earlier: Hashable, Sendable {
        var origin: String
        var size: Int
        /// Addresses of its checkpoint and its trust policy.
        var checkpointPath: String
        var policyPath: String
    }

    var origin: String
    var verifierKey: String
    /// The published checkpoint, byte for byte.
    var checkpoint: String
    var size: Int
    /// Addresses of checkpoint and trust policy.
    var checkpointPath: String
    var policyPath: String
    /// Witnesses that refuse to cosign the log's latest head.
    var refusals: [WitnessRefusal]
    /// The latest first.
    var earlier: [Earlier]
    /// Newest first.
    var entries: [Entry]
    var paging: Paging
    var downloads: ListDownloads
}
