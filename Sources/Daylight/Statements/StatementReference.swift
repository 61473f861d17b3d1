/// How a statement names an earlier one that it corrects: place in its log and leaf hash, both, so that it can name no
/// other statement than the one that was meant, in whichever log it is.
public struct StatementReference: Hashable, Sendable {
    /// Counted from 0, at most 2^63 − 1.
    public let index: UInt64
    /// The entry's hash in the log's tree (RFC 6962 §2.1).
    public let leafHash: Digest

    public init(index: UInt64, leafHash: Digest) {
        self.index = index
        self.leafHash = leafHash
    }

    /// The value of a predicate's field `supersedes`; `nil` unless it is exactly an index and a leaf hash.
    public init?(_ value: JSONValue) {
        guard let object = value.objectValue, object.members.count == 2,
            let index = object["index"]?.integerValue.flatMap({ UInt64(exactly: $0) }),
            let leafHash = object["leafHash"]?.stringValue.flatMap({ Digest(hex: $0) })
        else { return nil }
        self.init(index: index, leafHash: leafHash)
    }

    public var json: JSONValue { ["index": .integer(index), "leafHash": .string(leafHash.hex)] }
}
