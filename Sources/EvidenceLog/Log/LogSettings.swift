import Daylight

/// What is fixed when a log is made.
public struct LogSettings: Sendable {
    /// The log's origin, also its key's name.
    public let origin: String
    /// The log's public key.
    public let verifierKey: VerifierKey
    /// Who may add statements through the command line.
    public let signers: [SignerKey]
    /// The text of the policy under which entries are acknowledged, if one was given.
    public let policy: String?
    /// Whether the log has ended: it is read, served and audited as before, and takes nothing more.
    public let isRetired: Bool
    /// The policy, read.
    let trust: TrustPolicy?

    /// Whether a head may be published only with cosignatures.
    var needsCosignatures: Bool { trust?.needsCosignatures ?? false }

    /// - Throws: `InputError` for a policy that is malformed, or whose quorum no witnesses with addresses can meet.
    init(
        origin: String, verifierKey: VerifierKey, signers: [SignerKey], policy: String?, isRetired: Bool = false
    ) throws(InputError) {
        self.isRetired = isRetired
        self.origin = origin
        self.verifierKey = verifierKey
        self.signers = signers
        self.policy = policy
        guard let policy else {
            trust = nil
            return
        }
        let trust = try TrustPolicy(parsing: Array(policy.utf8))
        guard trust.isSatisfied(by: Set(trust.witnesses.filter { $0.url != nil }.map(\.name))) else {
            throw InputError(
                source: "policy", field: "witness", expected: "addresses of enough witnesses for the quorum",
                found: "too few")
        }
        self.trust = trust
    }

    init(parsing file: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(file)
        guard let origin = value["origin"]?.stringValue, let vkey = value["vkey"]?.stringValue,
            let list = value["signers"]?.arrayValue
        else { throw InputError(expected: "an object with origin, vkey and signers", found: value.kind) }
        var signers: [SignerKey] = []
        for pem in list { signers.append(try SignerKey(pem: Array((pem.stringValue ?? "").utf8))) }
        try self.init(
            origin: origin, verifierKey: try VerifierKey(parsing: vkey), signers: signers,
            policy: value["policy"]?.stringValue, isRetired: value["retired"]?.boolValue ?? false)
    }

    /// The text of a trust policy for readers: this log, with its witnesses and its quorum.
    public var readersPolicy: String { Self.logLine(verifierKey) + witnessPolicy }

    /// The same for several logs that have their witnesses and their quorum in common.
    ///
    /// - Returns: a policy with this log, and with those of the others that have the same witnesses and quorum.
    public func readersPolicy(with others: [LogSettings]) -> String {
        others.filter { $0.witnessPolicy == witnessPolicy }.map { Self.logLine($0.verifierKey) }.joined() + readersPolicy
    }

    private static func logLine(_ key: VerifierKey) -> String { "log \(key)\n" }

    /// The part of the readers' policy that does not name the log.
    private var witnessPolicy: String {
        let own = policy?.split(separator: "\n").filter { line in
            let first = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).first
            return first != nil && first != "log" && first?.first != "#"
        }
        return own?.map { "\($0)\n" }.joined() ?? "quorum none\n"
    }

    var file: [UInt8] {
        var object: JSONObject = [
            "origin": .string(origin), "vkey": .string(verifierKey.description),
            "signers": .array(signers.map { .string($0.pem) }),
        ]
        if let policy { object["policy"] = .string(policy) }
        if isRetired { object["retired"] = true }
        return Array(CanonicalJSON.line(.object(object)).utf8) + [0x0A]
    }

    /// - Throws: ``LogError/missing(path:)`` if the directory holds no log, or ``LogError/damaged(path:reason:)``.
    static func load(_ directory: LogDirectory) throws(LogError) -> LogSettings {
        let file = try Disk.read(directory.settings, limit: 8 << 20)
        do {
            return try LogSettings(parsing: file)
        } catch {
            throw .damaged(path: directory.settings, reason: error.description)
        }
    }

    /// Reads the published checkpoint and checks that the log's key signed it.
    func publishedCheckpoint(in directory: LogDirectory) throws(LogError) -> Checkpoint {
        let note = try Disk.read(directory.checkpoint, limit: Note.byteLimit)
        do {
            return try Checkpoint(opening: note, key: verifierKey, origin: origin)
        } catch {
            throw .damaged(path: directory.checkpoint, reason: error.reason)
        }
    }
}
