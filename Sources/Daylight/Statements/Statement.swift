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
    /// - Throws: ``InputError`` if there is no subject, the predicate is empty, or a field or name is not as the type
    ///   declares it.
    public init(type: PredicateType, subjects: [Resource], predicate: JSONObject) throws(InputError) {
        guard !subjects.isEmpty else {
            throw InputError(field: "subject", expected: "at least one subject", found: "none")
        }
        guard !predicate.members.isEmpty else {
            throw InputError(field: "predicate", expected: "at least one field", found: "none")
        }
        for member in predicate.members { try Self.check(member, type) }
        try Self.check(subjects, predicate, type)
        self.predicateType = type
        self.subjects = subjects
        self.predicate = predicate
    }

    private static func check(_ member: JSONObject.Member, _ type: PredicateType) throws(InputError) {
        guard let field = type.fields[member.name] else {
            let declared = type.fields.keys.sorted().joined(separator: ", ")
            throw InputError(
                field: member.name, expected: "a field that \(type.uri) declares: \(declared)", found: "another")
        }
        guard field.accepts(member.value) else {
            throw InputError(
                field: member.name, expected: field.expectation, found: member.value.stringValue ?? member.value.kind)
        }
    }

    /// Subjects carry no name that came from outside: none beside a commitment, which they are, and else an identifier.
    private static func check(
        _ subjects: [Resource], _ predicate: JSONObject, _ type: PredicateType
    ) throws(InputError) {
        switch type.personalData {
        case .committed:
            let commitment = predicate["commitment"]?.stringValue
            guard subjects.count == 1, subjects[0].name == nil, subjects[0].sha256.hex == commitment else {
                throw InputError(field: "subject", expected: "the commitment alone, without a name", found: "another subject")
            }
        case .none(let kind, _):
            for name in subjects.compactMap(\.name) {
                let parts = name.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].elementsEqual(kind.utf8),
                    PredicateField.identifier.accepts(.string(String(decoding: parts[1], as: UTF8.self)))
                else {
                    throw InputError(field: "subject", expected: "a name \(kind):<16 hexadecimal digits>", found: name)
                }
            }
        }
    }

    /// A statement that pins a private body without showing it: subject and predicate are the commitment alone.
    public init(
        committing commitment: Commitment, type: PredicateType, supersedes: StatementReference? = nil
    ) throws(InputError) {
        var predicate: JSONObject = ["commitment": .string(commitment.digest.hex)]
        predicate["supersedes"] = supersedes?.json
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
