public import Daylight

/// What a verifier trusts: which logs, which witnesses, and how many of them must have cosigned (C2SP `tlog-policy`).
public struct TrustPolicy: Sendable {
    /// A name of a witness or group: opaque bytes, never normalised.
    public struct Name: Hashable, Sendable, CustomStringConvertible {
        let bytes: [UInt8]

        /// For messages and answers; bytes that are not UTF-8 are replaced.
        public var description: String { String(decoding: bytes, as: UTF8.self) }

        /// The name with these bytes.
        public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
    }

    /// A witness and the key its cosignatures must fit.
    public struct Witness: Sendable {
        /// Its name in this policy, which need not be its key's name.
        public let name: Name
        /// A key of type 0x04.
        public let key: VerifierKey
        /// Where it is reached, if the policy says.
        public let url: String?
    }

    struct Group: Sendable {
        let name: Name
        let threshold: Int
        let members: [Name]
    }

    /// Keys of the logs whose checkpoints are accepted; a key's name is the log's origin.
    public let logs: [VerifierKey]
    /// In the order of the file.
    public let witnesses: [Witness]
    let groups: [Group]
    /// `nil` asks for no cosignature at all.
    let quorum: Name?

    init(logs: [VerifierKey], witnesses: [Witness], groups: [Group], quorum: Name?) {
        self.logs = logs
        self.witnesses = witnesses
        self.groups = groups
        self.quorum = quorum
    }

    /// Reads a policy file.
    ///
    /// - Throws: `InputError` with the line that breaks a rule.
    public init(parsing file: [UInt8]) throws(InputError) {
        self = try TrustPolicyParser.parse(file)
    }

    /// Whether any cosignature is asked for.
    public var needsCosignatures: Bool { quorum != nil }

    /// Whether the quorum is met when exactly these witnesses have cosigned. Names of no witness do not count.
    public func isSatisfied(by cosigned: Set<Name>) -> Bool {
        guard let quorum else { return true }
        var satisfied = cosigned.intersection(witnesses.map(\.name))
        // Members stand on earlier lines, so one pass in order decides every group.
        for group in groups where group.members.count(where: { satisfied.contains($0) }) >= group.threshold {
            satisfied.insert(group.name)
        }
        return satisfied.contains(quorum)
    }
}
