public import Daylight

/// What a watcher has seen before, across all hosts of a feed.
public struct FeedMemory: Sendable {
    /// Most manifests whose digests are remembered; the newest stay.
    public static let manifestLimit = 10_000
    /// Largest state file in bytes.
    public static let byteLimit = 16 << 20

    struct Host: Sendable {
        /// The index that was last accepted: signed proof of what this host showed.
        let index: [UInt8]
        /// The checkpoint of the manifest it points to.
        let checkpoint: String?
    }

    struct Seen: Sendable {
        let sha256: Digest
        let host: String
    }

    var hosts: [String: Host] = [:]
    /// Manifests by number, with the host that first showed them.
    private(set) var manifests: [Int64: Seen] = [:]

    public init() {}

    /// The highest number accepted from a host; `nil` when nothing was.
    public func highestSeq(of host: String) -> Int64? { index(of: host)?.seq }

    /// The newest manifests whose digests are known, in order.
    public var knownSeqs: [Int64] { manifests.keys.sorted() }

    func index(of host: String) -> ResultsIndex? { hosts[host].flatMap { try? ResultsIndex($0.index) } }

    mutating func remember(_ seq: Int64, _ sha256: Digest, by host: String) {
        guard manifests[seq] == nil else { return }
        manifests[seq] = Seen(sha256: sha256, host: host)
        if manifests.count > Self.manifestLimit, let oldest = manifests.keys.min() { manifests[oldest] = nil }
    }

    /// The state file.
    public var json: JSONObject {
        [
            "kind": "daylight-feed-memory",
            "hosts": .array(
                hosts.sorted { $0.key < $1.key }.map { host, seen in
                    [
                        "host": .string(host), "index": .string(Base64.encode(seen.index)),
                        "checkpoint": seen.checkpoint.map(JSONValue.string) ?? .null,
                    ]
                }),
            "manifests": .array(
                manifests.sorted { $0.key < $1.key }.map { seq, seen in
                    ["seq": .integer(seq), "sha256": .string(seen.sha256.hex), "host": .string(seen.host)]
                }),
        ]
    }

    /// Reads a state file.
    ///
    /// - Throws: ``InputError`` with a JSON pointer.
    public init(_ value: JSONValue, path: String = "/") throws(InputError) {
        let reader = try MemberReader(value, path: path)
        guard try reader.string("kind") == "daylight-feed-memory" else {
            throw reader.fault("kind", "daylight-feed-memory", reader.optional("kind"))
        }
        for (index, value) in try reader.array("hosts").enumerated() {
            let host = try MemberReader(value, path: "\(path)hosts/\(index)/")
            guard let bytes = Base64.decode(try host.string("index")) else {
                throw host.fault("index", "base64", host.optional("index"))
            }
            hosts[try host.string("host")] = Host(
                index: bytes, checkpoint: host.optional("checkpoint") == nil ? nil : try host.string("checkpoint"))
        }
        let seen = try reader.array("manifests")
        guard seen.count <= Self.manifestLimit else {
            throw reader.fault("manifests", "at most \(Self.manifestLimit)", .integer(seen.count))
        }
        for (index, value) in seen.enumerated() {
            let manifest = try MemberReader(value, path: "\(path)manifests/\(index)/")
            remember(
                try manifest.integer("seq", in: ResultsManifest.numberRange), try manifest.digest("sha256"),
                by: try manifest.string("host"))
        }
    }
}
