public import Daylight
public import EvidenceLog

/// What a watcher trusts: nothing but the digest of the definition, and the log's key where it knows one.
public struct FeedWatch: Sendable {
    /// SHA-256 of the definition's canonical bytes; the definition names the publishers.
    public let definition: Digest
    /// The evidence log's key; without it checkpoints are compared as the publishers signed them.
    public let logKey: VerifierKey?

    public init(definition: Digest, logKey: VerifierKey? = nil) {
        self.definition = definition
        self.logKey = logKey
    }
}

/// What one host showed at one time, byte for byte.
public struct FeedObservation: Sendable {
    public let host: String
    public let observedAt: Timestamp
    public let index: [UInt8]
    /// By number: the newest, those since the last one known, and any older one that was looked at again.
    public var manifests: [Int64: [UInt8]] = [:]
    /// By path; the definition is among them.
    public var files: [String: [UInt8]] = [:]
    /// Paths for which the host answered that there is no such file.
    public var missing: Set<String> = []
    /// Signed notes of the same log from elsewhere.
    public var witnessed: [[UInt8]] = []

    public init(host: String, observedAt: Timestamp, index: [UInt8]) {
        self.host = host
        self.observedAt = observedAt
        self.index = index
    }

    /// Where a definition is published.
    public static func definitionPath(_ digest: Digest) -> String { "definitions/\(digest.hex).json" }
}
