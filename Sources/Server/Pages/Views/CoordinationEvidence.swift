import Daylight

/// The evidence file of a group of accounts, read for showing.
///
/// Keys that every evidence file has are required; the others may be missing.
struct CoordinationEvidence: Hashable, Sendable {
    struct Member: Hashable, Sendable {
        var account: String
        var rows: Int64
        var rowsInWindow: Int64?
        /// Part of the account's rows that lie in the window of another member's, 0 to 1.
        var share: Double?
    }

    struct Edge: Hashable, Sendable {
        var a: String
        var b: String
        var distinctObjects: Int64
        var pairs: Int64
        var expected: JSONNumber
        var p: JSONNumber
        var medianDelaySeconds: JSONNumber?
        var synchrony: JSONNumber
    }

    struct Share: Hashable, Sendable {
        var account: String
        var content: String
        var time: String
        var secondsAfterFirst: Double
    }

    struct Object: Hashable, Sendable {
        var name: String
        var shares: [Share]
    }

    /// The chance model the group was measured against.
    struct NullModel: Hashable, Sendable {
        var rows: JSONNumber
        var accounts: JSONNumber
        var pairs: JSONNumber
        var sumOfSquares: JSONNumber
        var limit: JSONNumber?
    }

    var cluster: String
    var windowSeconds: JSONNumber
    var model: String
    var rows: Int64
    var accounts: Int64
    var null: NullModel?
    var members: [Member]
    var edges: [Edge]
    var timeline: [Object]
    /// Innocent explanations and what testing them gave, in the order of the file.
    var innocent: [JSONObject.Member]
    var counterEvidence: [String]
    var inputSHA256: String
}
