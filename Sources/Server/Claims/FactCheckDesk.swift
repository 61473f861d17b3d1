import Credibility
import Daylight
import EvidenceLog
import Storage
import Synchronization

/// Publishes fact-checks: each version is stored, signed and logged; a later one corrects or withdraws it.
final class FactCheckDesk: Sendable {
    /// Most fact-checks that are searched.
    static let limit = 100_000
    /// Name and version of what publishes, as statements say it.
    private static let program = "daylight claims 1"

    private let observatory: Observatory
    private let configuration: FactCheckConfiguration
    /// One change at a time.
    private let turn = Turnstile()
    private let known = Mutex<(newest: StoredRecord.ID?, checks: [Published])>((nil, []))

    /// A fact-check as it stands.
    struct Published: Sendable {
        let check: FactCheck
        let isWithdrawn: Bool
        let version: Int
        let author: String
        let created: Timestamp
        let statement: StatementRecord.ID?

        init(_ record: StoredRecord) throws(InputError) {
            let body = try MemberReader(try JSONParser.parse(record.body))
            check = try FactCheck(try body.value("check"))
            isWithdrawn = body.optional("withdrawn")?.boolValue ?? false
            version = record.version
            author = record.author
            created = record.created
            statement = record.statement
        }

        /// Whether anything may follow from it.
        var counts: Bool { !isWithdrawn && check.status == .accepted }
    }

    init(observatory: Observatory, configuration: FactCheckConfiguration) {
        self.observatory = observatory
        self.configuration = configuration
    }

    func policy(now: Timestamp) -> FactCheckPolicy {
        FactCheckPolicy(
            suffixes: configuration.suffixes, signatories: configuration.signatories, trustedFeeds: [], today: now.day)
    }

    /// Every fact-check, the last changed first, withdrawn ones too.
    func all() async throws -> [Published] {
        let newest = try await observatory.store.newestRecords(.factCheck, limit: 1).first?.id
        if let held = known.withLock({ $0.newest == newest ? $0.checks : nil }) { return held }
        var checks: [Published] = []
        var last: StoredRecord.ID?
        while checks.count < Self.limit {
            let page = try await observatory.store.newestRecords(.factCheck, before: last, limit: 1000)
            guard !page.isEmpty else { break }
            for record in page { checks.append(try Published(record)) }
            last = page.last?.id
        }
        known.withLock { [checks] in $0 = (newest, checks) }
        return checks
    }

    /// Every version of a fact-check, the oldest first; empty when there is none.
    func versions(_ id: String) async throws -> [Published] {
        guard Digest(hex: id) != nil else { return [] }
        return try await observatory.store.recordVersions(.factCheck, key: id).map { record throws(InputError) in
            try Published(record)
        }
    }

    /// Publishes a fact-check, or a new version where it says something else than before.
    ///
    /// - Returns: how it stands now.
    func publish(_ check: FactCheck, by author: String, now: Timestamp) async throws -> Published {
        try await store(check, withdrawn: false, by: author, now: now)
    }

    /// Withdraws a fact-check: it stays readable, and nothing follows from it any more.
    ///
    /// - Returns: `nil` when there is none of this id.
    func withdraw(_ id: String, by author: String, now: Timestamp) async throws -> Published? {
        guard let newest = try await versions(id).last else { return nil }
        return try await store(newest.check, withdrawn: true, by: author, now: now)
    }

    private func store(
        _ check: FactCheck, withdrawn: Bool, by author: String, now: Timestamp
    ) async throws -> Published {
        try await turn.run { [self] in
            let earlier = try await versions(check.id.hex).last
            if let earlier, earlier.isWithdrawn == withdrawn, Self.saysTheSame(earlier.check, check) { return earlier }
            let document: JSONValue = ["check": check.json, "withdrawn": .bool(withdrawn)]
            let body = try CanonicalJSON.bytes(of: document)
            let version = (earlier?.version ?? 0) + 1
            let supersedes = try await observatory.store.reference(to: earlier?.statement)
            var predicate: JSONObject = [
                "documentSHA256": .string(Digest(of: body).hex), "version": .integer(version),
                "withdrawn": .integer(withdrawn ? 1 : 0), "program": .string(Self.program),
            ]
            predicate["supersedes"] = supersedes?.json
            let statement = try Statement(
                type: .factCheckPublished, subjects: [.init(name: "claim:\(check.id.hex.prefix(16))", sha256: Digest(of: body))],
                predicate: predicate)
            let stored = try await observatory.store.add(
                [NewRecord(kind: .factCheck, key: check.id.hex, version: version, body: body, author: author, created: now)],
                statement: NewStatement(
                    envelope: try observatory.signer.sign(statement.body()),
                    predicateType: PredicateType.factCheckPublished.uri, title: "A version of a fact-check", created: now,
                    supersedes: supersedes))
            _ = try await observatory.logPendingIfPossible()
            return try Published(stored[0])
        }
    }

    /// Whether two records differ in nothing but the day on which they were read.
    private static func saysTheSame(_ one: FactCheck, _ other: FactCheck) -> Bool {
        guard var first = one.json.objectValue, var second = other.json.objectValue else { return false }
        for member in ["fetchedAt", "source"] { (first[member], second[member]) = (nil, nil) }
        return first == second
    }
}
