public import Daylight

/// A finding about a report's way as one file that verifies offline: what is claimed, and the signed things it follows from.
public struct CountEvidence: Hashable, Sendable {
    public static let type = "https://daylight.example/tally/evidence/v1"
    /// Largest file in bytes.
    public static let byteLimit = 32 << 20
    /// The parts of a file of reports, each of which may be as deep as JSON may be, stand some levels further down here.
    private static let depthLimit = JSONParser.Limits().depth + 8
    /// What can be shown by a file. MISSING is not among them: that something is absent leaves nothing to show.
    public static let kinds: Set<FindingCode> = [
        .altered, .equivocation, .f502, .f503, .f505, .omitted, .splitView, .stale, .tooEarly, .w502,
    ]

    public let kind: FindingCode
    /// The unit, or for SPLIT_VIEW the log.
    public let unit: String
    public let version: Int64?
    /// One sentence with the digests of what it speaks of.
    public let claim: String
    /// The smallest file of reports (tally reference, section 11.3) in which the finding shows.
    public let facts: JSONObject
    /// The digest of everything else, as stated in the file.
    public let seal: String

    /// New evidence with its seal.
    ///
    /// - Throws: ``InputError`` for a number outside the range of a double.
    init(_ kind: FindingCode, unit: String, version: Int64?, claim: String, facts: JSONObject) throws(InputError) {
        self.kind = kind
        self.unit = unit
        self.version = version
        self.claim = claim
        self.facts = facts
        seal = try Self.seal(of: Self.body(kind, unit, version, claim, facts))
    }

    /// Reads an evidence file; whether it proves anything is asked by ``verify(definition:)``.
    ///
    /// - Throws: ``InputError`` for anything but the members of such a file.
    public init(parsing bytes: [UInt8]) throws(InputError) {
        let value = try JSONParser.parse(bytes, limits: .init(bytes: Self.byteLimit, depth: Self.depthLimit))
        let reader = try MemberReader(value, path: "/")
        try reader.refuse(except: ["type", "kind", "unit", "version", "claim", "facts", "sha256"])
        guard try reader.string("type") == Self.type else { throw reader.fault("type", Self.type, reader.optional("type")) }
        guard let kind = FindingCode(rawValue: try reader.string("kind")), Self.kinds.contains(kind) else {
            let known = Self.kinds.map(\.rawValue).sorted().joined(separator: ", ")
            throw reader.fault("kind", known, reader.optional("kind"))
        }
        self.kind = kind
        unit = try reader.string("unit")
        version =
            reader.optional("version") == nil ? nil : try reader.integer("version", in: StationReport.versionRange)
        claim = try reader.string("claim")
        facts = try reader.object("facts")
        try MemberReader(facts, path: "/facts/").refuse(
            except: ["election", "reports", "aggregates", "receipts", "evidenceLog"])
        seal = try reader.string("sha256")
    }

    /// The file: one line of RFC 8785 and a newline.
    ///
    /// - Throws: ``InputError`` for a number outside the range of a double.
    public func file() throws(InputError) -> [UInt8] {
        var body = Self.body(kind, unit, version, claim, facts)
        body["sha256"] = .string(seal)
        return try CanonicalJSON.bytes(of: .object(body)) + [0x0A]
    }

    /// Whether nothing in it changed since it was written.
    func isSealed() throws(InputError) -> Bool { try Self.seal(of: Self.body(kind, unit, version, claim, facts)) == seal }

    private static func body(
        _ kind: FindingCode, _ unit: String, _ version: Int64?, _ claim: String, _ facts: JSONObject
    ) -> JSONObject {
        var body: JSONObject = ["type": .string(type), "kind": .string(kind.rawValue), "unit": .string(unit)]
        if let version { body["version"] = .integer(version) }
        body["claim"] = .string(claim)
        body["facts"] = .object(facts)
        return body
    }

    private static func seal(of body: JSONObject) throws(InputError) -> String {
        Digest(of: try CanonicalJSON.bytes(of: .object(body))).hex
    }
}

extension MemberReader {
    /// Evidence holds nothing that nobody checks.
    fileprivate func refuse(except known: Set<String>) throws(InputError) {
        guard let stray = object.members.first(where: { !known.contains($0.name) }) else { return }
        throw fault(stray.name, "one of the members \(known.sorted().joined(separator: ", "))", stray.value)
    }
}
