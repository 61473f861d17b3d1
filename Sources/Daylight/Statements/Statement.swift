/// Who says what about which subject: an in-toto Statement v1, before it is signed.
public struct Statement: Hashable, Sendable {
    /// What the statement is about, matched by digest only (in-toto ResourceDescriptor).
    public struct Resource: Hashable, Sendable {
        public var name: String?
        public var sha256: Digest

        public init(name: String? = nil, sha256: Digest) {
            self.name = name
            self.sha256 = sha256
        }
    }

    public static let type = "https://in-toto.io/Statement/v1"
    public static let payloadType = "application/vnd.in-toto+json"

    public let predicateType: PredicateType
    public let subjects: [Resource]
    public let predicate: JSONObject

    /// A statement whose words name nobody.
    ///
    /// - Throws: ``InputError`` if there is no subject, the predicate is empty, or a field is not one the type declares.
    public init(type: PredicateType, subjects: [Resource], predicate: JSONObject) throws(InputError) {
        guard !subjects.isEmpty else {
            throw InputError(field: "subject", expected: "at least one subject", found: "none")
        }
        guard !predicate.members.isEmpty else {
            throw InputError(field: "predicate", expected: "at least one field", found: "none")
        }
        let allowed =
            switch type.personalData {
            case .none(let fields): fields
            case .committed: PredicateType.commitmentFields
            }
        if let stray = predicate.members.first(where: { !allowed.contains($0.name) }) {
            throw InputError(
                field: stray.name, expected: "a field that \(type.uri) declares: \(allowed.sorted().joined(separator: ", "))",
                found: "another")
        }
        if type.personalData == .committed, subjects.contains(where: { $0.name != nil }) {
            throw InputError(field: "subject", expected: "no name beside a commitment", found: "a name")
        }
        self.predicateType = type
        self.subjects = subjects
        self.predicate = predicate
    }

    /// A statement that pins a private body without showing it: subject and predicate are the commitment alone.
    public init(committing commitment: Commitment, type: PredicateType, supersedes: JSONValue? = nil) throws(InputError) {
        var predicate: JSONObject = ["commitment": .string(commitment.digest.hex)]
        predicate["supersedes"] = supersedes
        try self.init(type: type, subjects: [Resource(sha256: commitment.digest)], predicate: predicate)
    }

    /// The bytes that are signed: canonical JSON (RFC 8785).
    public func body() throws(InputError) -> [UInt8] {
        try CanonicalJSON.bytes(
            of: [
                "_type": .string(Self.type),
                "subject": .array(
                    subjects.map { resource in
                        var object: JSONObject = ["digest": ["sha256": .string(resource.sha256.hex)]]
                        if let name = resource.name { object["name"] = .string(name) }
                        return .object(object)
                    }),
                "predicateType": .string(predicateType.uri),
                "predicate": .object(predicate),
            ])
    }
}
