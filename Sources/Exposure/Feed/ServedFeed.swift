public import Daylight

/// What proves later that a feed was served in the order of the published policy: digests only, so that it may be published,
/// while posts and reader stay with whom they concern (credibility reference, section 8).
public struct ServedFeed: Hashable, Sendable {
    public let policyVersion: String
    /// SHA-256 of the RFC 8785 bytes of the policy document.
    public let policy: Digest
    /// SHA-256 of the salt and the RFC 8785 bytes of the candidates. The salt keeps anybody from guessing them.
    public let candidates: Digest
    /// SHA-256 of the salt and the order: a line for each post, of its id and score.
    public let order: Digest
    public let now: Timestamp
    public let noProfiling: Bool
    public let count: Int

    /// One place of the order as it was served.
    public struct Place: Sendable, Equatable {
        public let id: String
        public let score: Int64

        public static func == (left: Place, right: Place) -> Bool {
            left.score == right.score && ExactText(left.id) == ExactText(right.id)
        }

        public init(id: String, score: Int64) { (self.id, self.score) = (id, score) }
    }

    /// Records what was served.
    ///
    /// - Parameters:
    ///   - order: the places from the first.
    ///   - policy: the policy document as published, and its version.
    ///   - candidates: the candidates document as ranked.
    ///   - salt: 32 random bytes, kept with the candidates.
    /// - Throws: ``InputError`` for a document with a number that has no canonical form.
    public init(
        _ order: [Place], at now: Timestamp, policy: (version: String, document: JSONValue), candidates: JSONValue,
        noProfiling: Bool, salt: [UInt8]
    ) throws(InputError) {
        policyVersion = policy.version
        self.policy = Digest(of: try CanonicalJSON.bytes(of: policy.document))
        self.candidates = Digest(of: salt + (try CanonicalJSON.bytes(of: candidates)))
        self.order = Digest(of: salt + order.flatMap { Array("\(CanonicalJSON.line(.string($0.id))) \($0.score)\n".utf8) })
        self.now = now
        self.noProfiling = noProfiling
        count = order.count
    }

    /// The members in which a record differs from what the policy and the candidates give; none when the policy was followed.
    public func differences(from expected: ServedFeed) -> [String] {
        var names: [String] = []
        if policyVersion != expected.policyVersion || policy != expected.policy { names.append("policy") }
        if candidates != expected.candidates { names.append("candidates") }
        if now != expected.now { names.append("now") }
        if count != expected.count { names.append("count") }
        if order != expected.order { names.append("order") }
        return names
    }

    public var json: JSONObject {
        [
            "policy": .string(policyVersion), "policySHA256": .string(policy.hex),
            "candidatesCommitment": .string(candidates.hex),
            "orderCommitment": .string(order.hex), "now": .string(now.description), "noProfiling": .bool(noProfiling),
            "items": .integer(count),
        ]
    }

    /// Reads a record.
    ///
    /// - Throws: ``InputError`` naming the member.
    public init(_ value: JSONValue) throws(InputError) {
        let reader = try MemberReader(value)
        policyVersion = try reader.string("policy")
        policy = try reader.digest("policySHA256")
        candidates = try reader.digest("candidatesCommitment")
        order = try reader.digest("orderCommitment")
        now = try reader.instant("now")
        guard let noProfiling = reader.optional("noProfiling")?.boolValue else {
            throw reader.fault("noProfiling", "true or false", reader.object["noProfiling"])
        }
        self.noProfiling = noProfiling
        count = Int(try reader.integer("items", in: 0...Int64(FeedCandidates.itemLimit)))
    }
}
