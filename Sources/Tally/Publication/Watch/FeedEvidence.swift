public import Daylight
import EvidenceLog

/// What was found, with every byte it was found in, so that anyone can find it again without the host (tally
/// reference, section 5).
public struct FeedEvidence: Sendable {
    /// Largest file in bytes.
    public static let byteLimit = 512 << 20

    /// What was claimed to be found.
    public let findings: [FeedFinding]
    public let watch: FeedWatch
    let observation: FeedObservation
    let memory: FeedMemory

    /// - Parameter memory: what was seen before the observation.
    public init(_ check: FeedCheck, after memory: FeedMemory) {
        findings = check.findings
        watch = check.watch
        observation = check.observation
        self.memory = memory
    }

    /// Judges the bytes again.
    ///
    /// - Returns: the findings that come out again, and those that do not.
    public func judge() -> (confirmed: [FeedFinding], unconfirmed: [FeedFinding]) {
        let again = Set(FeedCheck(observation, after: memory, by: watch).findings)
        return (findings.filter(again.contains), findings.filter { !again.contains($0) })
    }

    /// What the bytes alone do not show: the rest is proven by signatures.
    public static let notProven = """
        That the host sent these bytes at that time, and that files it is said to lack were not there: that is the observer's \
        word. What the publishers signed is proven by their signatures under the bytes.
        """

    /// The evidence file.
    public var file: [UInt8] {
        let object: JSONObject = [
            "kind": "daylight-feed-evidence", "findings": .array(findings.map { .object($0.json) }),
            "notProven": .string(Self.notProven), "definition": .string(watch.definition.hex),
            "logKey": watch.logKey.map { .string($0.description) } ?? .null, "host": .string(observation.host),
            "observedAt": .string(observation.observedAt.description), "index": .string(Base64.encode(observation.index)),
            "manifests": .array(
                observation.manifests.sorted { $0.key < $1.key }.map {
                    ["seq": .integer($0.key), "bytes": .string(Base64.encode($0.value))]
                }),
            "files": .array(
                observation.files.sorted { $0.key < $1.key }.map {
                    ["path": .string($0.key), "bytes": .string(Base64.encode($0.value))]
                }), "missing": .array(observation.missing.sorted().map(JSONValue.string)),
            "witnessed": .array(observation.witnessed.map { .string(Base64.encode($0)) }), "memory": .object(memory.json),
        ]
        return CanonicalJSON.lineBytes(.object(object)) + [0x0A]
    }

    /// Reads an evidence file.
    ///
    /// - Throws: ``InputError`` with a JSON pointer.
    public init(_ file: [UInt8]) throws(InputError) {
        let reader = try MemberReader(try JSONParser.parse(file, limits: .init(bytes: Self.byteLimit)), path: "/")
        guard try reader.string("kind") == "daylight-feed-evidence" else {
            throw reader.fault("kind", "daylight-feed-evidence", reader.optional("kind"))
        }
        watch = FeedWatch(
            definition: try reader.digest("definition"),
            logKey: reader.optional("logKey") == nil ? nil : try VerifierKey(parsing: try reader.string("logKey")))
        memory = try FeedMemory(.object(try reader.object("memory")), path: "/memory/")
        var findings: [FeedFinding] = []
        for (index, value) in try reader.array("findings").enumerated() {
            findings.append(try FeedFinding(value, path: "/findings/\(index)/"))
        }
        self.findings = findings
        var observation = FeedObservation(
            host: try reader.string("host"), observedAt: try reader.instant("observedAt"), index: try reader.bytes("index"))
        for (index, value) in try reader.array("manifests").enumerated() {
            let manifest = try MemberReader(value, path: "/manifests/\(index)/")
            let seq = try manifest.integer("seq", in: ResultsManifest.numberRange)
            observation.manifests[seq] = try manifest.bytes("bytes")
        }
        for (index, value) in try reader.array("files").enumerated() {
            let file = try MemberReader(value, path: "/files/\(index)/")
            observation.files[try file.string("path")] = try file.bytes("bytes")
        }
        observation.missing = Set(try reader.array("missing").compactMap(\.stringValue))
        observation.witnessed = try reader.array("witnessed").compactMap { $0.stringValue.flatMap { Base64.decode($0) } }
        self.observation = observation
    }
}

extension FeedFinding {
    fileprivate init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        guard let code = FeedCode(rawValue: try reader.string("code")) else {
            throw reader.fault("code", FeedCode.allCases.map(\.rawValue).joined(separator: ", "), reader.optional("code"))
        }
        self.init(
            code, host: try reader.string("host"), try reader.string("where"), expected: try reader.string("expected"),
            found: reader.object["found"]?.stringValue ?? "")
    }
}

extension MemberReader {
    fileprivate func bytes(_ name: String) throws(InputError) -> [UInt8] {
        guard let bytes = Base64.decode(object[name]?.stringValue ?? "-") else { throw fault(name, "base64", object[name]) }
        return bytes
    }
}
