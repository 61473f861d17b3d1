import Daylight
import EvidenceLog
import Exposure
import Storage

/// Publishes ranking policies and ranks feeds by them: what was served is recorded, and the digest of the record is logged.
struct FeedDesk: Sendable {
    /// Largest policy document in bytes.
    static let policyLimit = 256 << 10
    /// Most posts of a feed that is ranked here.
    static let itemLimit = 1000
    /// Name and version of what ranks, as statements say it.
    private static let program = "daylight feed 1"
    /// Bytes of the name that opens a served feed to its reader.
    private static let nameByteCount = 16

    let observatory: Observatory

    private var store: Store { observatory.store }

    /// A policy as it was published.
    struct Policy: Sendable {
        let policy: RankingPolicy
        let document: JSONValue
        let digest: Digest
        let author: String
        let published: Timestamp
        let statement: StatementRecord.ID?

        init(_ record: StoredRecord) throws(InputError) {
            document = try JSONParser.parse(record.body, limits: RankingPolicy.limits)
            policy = try RankingPolicy(document)
            digest = Digest(of: try CanonicalJSON.bytes(of: document))
            author = record.author
            published = record.created
            statement = record.statement
        }
    }

    /// Every published policy, the last first.
    func policies(limit: Int = 200) async throws -> [Policy] {
        try await store.newestRecords(.rankingPolicy, limit: limit).map { try Policy($0) }
    }

    /// The policy of a version; `nil` when none is published.
    func policy(_ version: String) async throws -> Policy? {
        try await store.record(.rankingPolicy, key: version).map { try Policy($0) }
    }

    /// Why a policy is not published.
    enum Refusal: Error {
        case malformed(InputError)
        /// Another policy has this version.
        case versionTaken(String)
    }

    /// Publishes a policy, signed and logged. The same policy again is published once.
    ///
    /// - Throws: ``Refusal``.
    func publish(_ document: JSONValue, by author: String, now: Timestamp) async throws -> Policy {
        let (policy, body) = try Self.read(document)
        if let earlier = try await self.policy(policy.version) { return try Self.same(earlier, Digest(of: body)) }
        let digest = Digest(of: body)
        let statement = try Statement(
            type: .rankingPolicyPublished, subjects: [.init(name: "policy:\(digest.hex.prefix(16))", sha256: digest)],
            predicate: [
                "policySHA256": .string(digest.hex), "features": .integer(policy.features.count),
                "demotions": .integer(policy.demotions.count), "program": .string(Self.program),
            ])
        do {
            let stored = try await store.add(
                [
                    NewRecord(kind: .rankingPolicy, key: policy.version, body: body, author: author, created: now)
                ], statement: try newStatement(statement, .rankingPolicyPublished, "A ranking policy", now))
            _ = try await observatory.logPendingIfPossible()
            return try Policy(stored[0])
        } catch let error as StoreError {
            // Somebody else may have published this version in between.
            guard case .conflict = error, let earlier = try await self.policy(policy.version) else { throw error }
            return try Self.same(earlier, digest)
        }
    }

    private static func same(_ earlier: Policy, _ digest: Digest) throws(Refusal) -> Policy {
        guard earlier.digest == digest else { throw .versionTaken(earlier.policy.version) }
        return earlier
    }

    private static func read(_ document: JSONValue) throws(Refusal) -> (RankingPolicy, [UInt8]) {
        do throws(InputError) {
            let policy = try RankingPolicy(document)
            guard policy.version.utf8.count <= StoredRecord.nameLimit / 4 else {
                throw InputError(
                    field: "version", expected: "at most \(StoredRecord.nameLimit / 4) bytes",
                    found: "\(policy.version.utf8.count)")
            }
            return (policy, try CanonicalJSON.bytes(of: document))
        } catch { throw .malformed(error) }
    }

    /// A feed as it was served.
    struct Served: Sendable {
        let name: String
        let record: ServedFeed
        let opening: OpenedFeed
        let feed: RankedFeed
        let policy: Policy
        let created: Timestamp
        let statement: StatementRecord.ID?
    }

    /// Records a feed as served: the posts stay in the store, the digest of the record goes on the log.
    ///
    /// - Returns: the name under which its reader opens it.
    func record(
        _ feed: RankedFeed, _ candidates: JSONValue, by policy: Policy, noProfiling: Bool, author: String, now: Timestamp,
        entropy: Entropy
    ) async throws -> (name: String, statement: StatementRecord.ID?) {
        let salt = entropy.bytes(OpenedFeed.saltByteCount)
        let name = Hex.encode(entropy.bytes(Self.nameByteCount))
        let record = try ServedFeed(
            feed.places, at: feed.now, policy: (policy.policy.version, policy.document), candidates: candidates,
            noProfiling: noProfiling, salt: salt)
        let opening = OpenedFeed(salt: salt, candidates: candidates, order: feed.places)
        let digest = Digest(of: try CanonicalJSON.bytes(of: .object(record.json)))
        let statement = try Statement(
            type: .feedServed, subjects: [.init(name: "feed:\(digest.hex.prefix(16))", sha256: digest)],
            predicate: [
                "policySHA256": .string(policy.digest.hex), "recordSHA256": .string(digest.hex),
                "posts": .integer(record.count), "program": .string(Self.program),
            ])
        let body: JSONObject = ["record": .object(record.json), "opening": .object(opening.json)]
        let stored = try await store.add(
            [
                NewRecord(
                    kind: .servedFeed, key: name, body: CanonicalJSON.lineBytes(.object(body)), author: author, created: now)
            ], statement: try newStatement(statement, .feedServed, "A feed that was served", now))
        _ = try await observatory.logPendingIfPossible()
        return (name, stored[0].statement)
    }

    /// The feed of that name as it was served; `nil` when there is none.
    func served(_ name: String) async throws -> Served? {
        guard let stored = try await store.record(.servedFeed, key: name) else { return nil }
        let body = try MemberReader(try JSONParser.parse(stored.body, limits: OpenedFeed.limits))
        let record = try ServedFeed(.object(try body.object("record")))
        let opening = try OpenedFeed(.object(try body.object("opening")))
        guard let policy = try await policy(record.policyVersion) else { return nil }
        let used = record.noProfiling ? policy.policy.withoutProfiling : policy.policy
        return Served(
            name: name, record: record, opening: opening,
            feed: RankedFeed(try FeedCandidates(opening.candidates, for: used), by: used), policy: policy,
            created: stored.created, statement: stored.statement)
    }

    private func newStatement(
        _ statement: Statement, _ type: PredicateType, _ title: String, _ now: Timestamp
    ) throws -> NewStatement {
        NewStatement(
            envelope: try observatory.signer.sign(statement.body()), predicateType: type.uri, title: title, created: now)
    }
}
