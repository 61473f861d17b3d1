import Credibility
import Daylight
import EvidenceLog
import Storage
import Synchronization

/// Keeps case files of leaks. What is written is for reviewers; what two persons released is public, signed and logged.
final class LeakDesk: Sendable {
    /// Most cases that are listed.
    static let limit = 1000
    /// Name and version of what publishes, as statements say it.
    private static let program = "daylight claims 1"

    /// Scopes of the records beside the case as it is written, whose scope is empty.
    enum Scope {
        static let released = "released"
        static let demotions = "demotions"
        /// Cases that name a file or an address, by its digest.
        static func naming(_ digest: Digest) -> String { "names \(digest.hex)" }
    }

    private let observatory: Observatory
    let demotions: LeakDemotions
    /// One change at a time.
    private let turn = Turnstile()
    private let lists = Mutex<[String: List]>([:])

    /// What was read of a scope, up to a record.
    private struct List {
        var last: StoredRecord.ID?
        var rows: [String: (place: StoredRecord.ID, row: Row)] = [:]
    }

    private var store: Store { observatory.store }

    /// Why nothing was changed.
    enum Refusal: Error {
        case refused(LeakRefusal)
        /// The person saw an earlier version.
        case changed
    }

    /// A case as it is stored.
    struct Kept: Sendable {
        let leak: LeakCase
        /// Of what is written, or of what is released.
        let version: Int
        let created: Timestamp
        let statement: StatementRecord.ID?

        // Small throwing readers that are inlined into asynchronous functions stop the optimiser of Swift 6.3.1.
        @inline(never)
        init(_ record: StoredRecord) throws(StoreError) {
            do { leak = try LeakCase(parsing: record.body) } catch {
                throw .damaged("leak case \(record.key), version \(record.version): \(error)")
            }
            version = record.version
            created = record.created
            statement = record.statement
        }
    }

    init(observatory: Observatory) {
        self.observatory = observatory
        demotions = LeakDemotions(store: observatory.store)
    }

    /// The case as it is written; `nil` when there is none.
    func written(_ id: String) async throws -> Kept? { try await store.record(.leakCase, key: id).map { try Kept($0) } }

    /// The case as it was released last; `nil` when it never was.
    func released(_ id: String) async throws -> Kept? {
        try await store.record(.leakCase, scope: Scope.released, key: id).map { try Kept($0) }
    }

    /// A line of the list.
    struct Row: Sendable {
        let id: String
        let title: String
        let state: LeakState
        let label: LeakLabel.Kind
        /// The first sentence of the label.
        let sentence: String
        let items: Int
        let changed: Timestamp
        /// Finds where the files are in texts of others; `nil` where nobody wrote it down. Not for readers.
        let address: LeakAddressSearch?

        init(_ leak: LeakCase, changed: Timestamp) {
            let label = LeakLabel(leak)
            (id, title, state, items) = (leak.id, leak.title, leak.state, leak.items.count)
            (self.label, sentence, self.changed) = (label.kind, label.sentences[0], changed)
            address = if case .address(let address)? = leak.firstSeen?.place { LeakAddressSearch(address) } else { nil }
        }
    }

    /// The list, the last changed first. A case is read again only when it was changed: it may have ten thousand items.
    ///
    /// - Parameter scope: empty for what is written.
    func rows(_ scope: String) async throws -> [Row] {
        var list = lists.withLock { $0[scope] } ?? List()
        while true {
            let page = try await store.records(.leakCase, scope: scope, after: list.last, limit: 8)
            guard let newest = page.last?.id else { break }
            for record in page where list.rows.count < Self.limit || list.rows[record.key] != nil {
                list.rows[record.key] = (record.id, Row(try Kept(record).leak, changed: record.created))
            }
            list.last = newest
        }
        lists.withLock { [list] in $0[scope] = list }
        return list.rows.values.sorted { $0.place.rawValue > $1.place.rawValue }.map(\.row)
    }

    /// What was released, or decided on demotions, the oldest first.
    func history(_ id: String, _ scope: String) async throws -> [RecordVersion] {
        try await store.recordHistory(.leakCase, scope: scope, key: id)
    }

    /// The document of a release or of a decision on a demotion, the newest unless told.
    func document(_ id: String, _ scope: String, version: Int? = nil) async throws -> [UInt8]? {
        try await store.record(.leakCase, scope: scope, key: id, version: version)?.body
    }

    /// Opens a case; one of the same items is left as it is.
    func open(_ file: LeakCase, by author: String, now: Timestamp) async throws -> Kept {
        try await turn.run { [self] in
            let leak: LeakCase
            do throws(InputError) { leak = try LeakCase(openedFrom: file) } catch {
                throw Refusal.refused(.malformed(error))
            }
            if let known = try await written(leak.id) { return known }
            return try await keep([try record(leak, version: 1, by: author, now: now)], statement: nil)
        }
    }

    /// Changes a case.
    ///
    /// - Parameter seen: the version that the person decided on; `nil` where it does not matter.
    /// - Returns: `nil` when there is no such case.
    func change(
        _ id: String, seen: Int? = nil, by author: String, now: Timestamp,
        _ change: @escaping @Sendable (inout LeakCase) throws(LeakRefusal) -> Void
    ) async throws -> Kept? {
        try await turn.run { [self] in
            guard let before = try await written(id) else { return nil }
            guard seen == nil || seen == before.version else { throw Refusal.changed }
            var leak = before.leak
            do throws(LeakRefusal) { try change(&leak) } catch { throw Refusal.refused(error) }
            let records = [try record(leak, version: before.version + 1, by: author, now: now)]
            let isDemoted = leak.demotions != before.leak.demotions
            if leak.state.isPublic, leak != before.leak {
                // A demotion that ends with the case has a document of its own, as every other.
                if isDemoted { _ = try await demote(leak, [], by: author, now: now) }
                return try await release(leak, records, by: author, now: now)
            }
            if isDemoted { return try await demote(leak, records, by: author, now: now) }
            return try await keep(records, statement: nil)
        }
    }

    private func record(_ leak: LeakCase, version: Int, by author: String, now: Timestamp) throws -> NewRecord {
        let body = try CanonicalJSON.bytes(of: leak.json)
        // What cannot be read again must not be stored, whichever form it came from.
        do throws(InputError) { _ = try LeakCase(parsing: body) } catch { throw Refusal.refused(.malformed(error)) }
        return NewRecord(kind: .leakCase, key: leak.id, version: version, body: body, author: author, created: now)
    }

    private func keep(_ records: [NewRecord], statement: NewStatement?) async throws -> Kept {
        let stored = try await store.add(records, statement: statement)
        if statement != nil { _ = try await observatory.logPendingIfPossible() }
        return try Kept(stored[0])
    }

    /// Publishes the case as it stands, without the address that leads to the files.
    private func release(_ leak: LeakCase, _ records: [NewRecord], by author: String, now: Timestamp) async throws -> Kept {
        let earlier = try await store.record(.leakCase, scope: Scope.released, key: leak.id)
        let body = try CanonicalJSON.bytes(of: leak.withoutAddress.json)
        var predicate: JSONObject = ["items": .integer(leak.items.count)]
        for level in LeakLevel.allCases { predicate[level.field] = .integer(leak.count(.authentic, level)) }
        let version = (earlier?.version ?? 0) + 1
        let statement = try await statement(
            .leakCaseReleased, leak, body, version: version, predicate, after: earlier, title: "A case file was released", now)
        let published = NewRecord(
            kind: .leakCase, scope: Scope.released, key: leak.id, version: version, body: body, author: author, created: now)
        let names = try await names(of: leak, version, by: author, now)
        let kept = try await keep(records + [published] + names, statement: statement)
        if let earlier, let old = try Kept(earlier).leak.firstSeen?.place.digest, old != leak.firstSeen?.place.digest,
            !leak.items.contains(where: { $0.sha256 == old })
        {
            // The case does not name this address any more.
            try await store.eraseRecord(.leakCase, scope: Scope.naming(old), key: leak.id)
        }
        return kept
    }

    /// What is answered when somebody asks about a file or the address, kept by its digest so that no case has to be read.
    private func names(of leak: LeakCase, _ version: Int, by author: String, _ now: Timestamp) async throws -> [NewRecord] {
        let label = LeakLabel(leak).text
        func record(_ digest: Digest, _ version: Int, _ level: LeakLevel?) throws -> NewRecord {
            let name = LeakName(title: leak.title, label: label, level: level)
            return NewRecord(
                kind: .leakCase, scope: Scope.naming(digest), key: leak.id, version: version,
                body: try CanonicalJSON.bytes(of: name.json), author: author, created: now)
        }
        var levels: [Digest: LeakLevel] = [:]
        for item in leak.items { levels[item.sha256] = item.findings[.authentic]?.level }
        // Items never change, so that each has one for every release; the address may be another one than before.
        var names = try levels.map { try record($0.key, version, $0.value) }
        if let address = leak.firstSeen?.place.digest, levels[address] == nil {
            let earlier = try await store.recordHistory(.leakCase, scope: Scope.naming(address), key: leak.id).last?.version
            names.append(try record(address, (earlier ?? 0) + 1, nil))
        }
        return names
    }

    /// Notes that a demotion was decided or lifted, in a document of its own that its authors can read.
    private func demote(_ leak: LeakCase, _ records: [NewRecord], by author: String, now: Timestamp) async throws -> Kept {
        guard let demotion = leak.demotions.last else { return try await keep(records, statement: nil) }
        let earlier = try await store.record(.leakCase, scope: Scope.demotions, key: leak.id)
        let version = (earlier?.version ?? 0) + 1
        let body = try CanonicalJSON.bytes(of: ["leak": .string(leak.id), "demotion": demotion.json])
        let statement = try await statement(
            .leakDemotionDecided, leak, body, version: version,
            [
                "demoted": .integer(demotion.isActive(at: now) ? 1 : 0),
                "until": .integer((demotion.ended?.at ?? demotion.until).milliseconds),
            ], after: earlier, title: "A demotion was decided or lifted", now)
        let decided = NewRecord(
            kind: .leakCase, scope: Scope.demotions, key: leak.id, version: version, body: body, author: author, created: now)
        return try await keep(records + [decided], statement: statement)
    }

    private func statement(
        _ type: PredicateType, _ leak: LeakCase, _ document: [UInt8], version: Int, _ fields: JSONObject,
        after earlier: StoredRecord?, title: String, _ now: Timestamp
    ) async throws -> NewStatement {
        let supersedes = try await store.reference(to: earlier?.statement)
        var predicate = fields
        predicate["documentSHA256"] = .string(Digest(of: document).hex)
        predicate["version"] = .integer(version)
        predicate["program"] = .string(Self.program)
        predicate["supersedes"] = supersedes?.json
        let statement = try Statement(
            type: type, subjects: [.init(name: "leak:\(leak.id)", sha256: Digest(of: document))], predicate: predicate)
        return NewStatement(
            envelope: try observatory.signer.sign(statement.body()), predicateType: type.uri, title: title, created: now,
            supersedes: supersedes)
    }
}

/// A file or address that a released case names.
struct LeakName: Sendable {
    let title: String
    /// The case's label.
    let label: String
    /// Whether the file is authentic; `nil` for an address.
    let level: LeakLevel?

    fileprivate var json: JSONValue {
        var object: JSONObject = ["title": .string(title), "label": .string(label)]
        if let level { object["authentic"] = .string(level.rawValue) }
        return .object(object)
    }
}

extension LeakName {
    // Inlined into an asynchronous function it could stop the optimiser of Swift 6.3.1.
    @inline(never)
    init(_ record: StoredRecord) throws(StoreError) {
        do {
            let reader = try MemberReader(JSONParser.parse(record.body))
            self.init(
                title: try reader.string("title"), label: try reader.string("label"),
                level: reader.optional("authentic")?.stringValue.flatMap { LeakLevel(rawValue: $0) })
        } catch {
            throw .damaged("name of leak case \(record.key): \(error)")
        }
    }
}

extension LeakLevel {
    /// Its field in a statement.
    var field: String { self == .verifiedPart ? "verifiedPart" : rawValue }
}
