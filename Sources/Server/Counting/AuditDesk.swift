import Daylight
import EvidenceLog
import Storage
import Synchronization
import Tally

/// Runs risk-limiting audits: every event is stored, sealed to the events before it, and logged.
final class AuditDesk: Sendable {
    /// Why an audit did not begin or an event was not taken.
    enum Refusal: Error {
        case malformed(InputError)
        case rule(AuditRefusal)
        /// There is an audit of this name.
        case exists
        /// Who ordered the full hand count wants to record its result alone.
        case samePerson
    }

    /// An audit as it stands.
    struct Kept: Sendable {
        let key: String
        let process: AuditProcess
    }

    private let store: Store
    private let observatory: Observatory
    private let turn = Turnstile()
    private let known = Mutex<[[UInt8]: AuditProcess]>([:])

    init(observatory: Observatory) {
        store = observatory.store
        self.observatory = observatory
    }

    /// Bytes, since Swift takes two spellings of one letter for the same.
    private static func slot(_ election: String, _ key: String) -> [UInt8] { Array("\(election)\u{0}\(key)".utf8) }

    /// The name of an audit in addresses: the beginning of a digest of its inputs.
    static func key(_ setup: AuditSetup) -> String {
        String(Digest(of: setup.files.flatMap { Array("\($0.name) \($0.digest.hex)\n".utf8) }).hex.prefix(12))
    }

    func audit(_ election: String, _ key: String) async throws -> AuditProcess? {
        if let process = known.withLock({ $0[Self.slot(election, key)] }) { return process }
        guard let process = try await store.audit(election, key) else { return nil }
        known.withLock { $0[Self.slot(election, key)] = process }
        return process
    }

    func audits(_ election: String) async throws -> [Kept] {
        var kept: [Kept] = []
        for key in try await store.auditKeys(election) {
            if let process = try await audit(election, key) { kept.append(Kept(key: key, process: process)) }
        }
        return kept
    }

    /// Begins an audit from its inputs.
    ///
    /// - Returns: its key.
    func begin(_ value: JSONValue, of election: String, by author: String, now: Timestamp) async throws -> String {
        let setup: AuditSetup
        do throws(InputError) {
            guard let object = value.objectValue else { throw InputError(expected: "an object", found: value.kind) }
            setup = try AuditSetup(object)
        } catch {
            throw Refusal.malformed(error)
        }
        let key = Self.key(setup)
        try await turn.run { [self] in
            guard try await audit(election, key) == nil else { throw Refusal.exists }
            try await keep(
                AuditProcess(setup), election, key, body: CanonicalJSON.bytes(of: .object(setup.json)), version: 1, by: author,
                now)
        }
        return key
    }

    /// Does what an event says.
    func apply(
        _ action: AuditEvent.Action, to key: String, of election: String, by actor: String, now: Timestamp
    ) async throws {
        try await turn.run { [self] in
            guard var process = try await audit(election, key) else { return }
            if case .handCount = action,
                process.entries.last(where: { $0.event.action.kind == .fullCount })?.event.actor == actor
            {
                throw Refusal.samePerson
            }
            // Events follow each other, also where two come within one tick or a clock was set back.
            let last = process.entries.last.map { Timestamp(milliseconds: $0.event.at.milliseconds + 1) }
            let at = max(now, last ?? now)
            do throws(AuditRefusal) { try process.apply(AuditEvent(action, at: at, by: actor)) } catch {
                throw Refusal.rule(error)
            }
            guard let entry = process.entries.last else { return }
            try await keep(process, election, key, body: entry.bytes, version: process.entries.count + 1, by: actor, now)
        }
    }

    private func keep(
        _ process: AuditProcess, _ election: String, _ key: String, body: [UInt8], version: Int, by author: String,
        _ now: Timestamp
    ) async throws {
        // What was read could be guessed from the digest of a record that ends with it: the log hears of readings with the risk.
        let isReading = process.entries.last.map { $0.event.action.kind == .enter || $0.event.action.kind == .resolve } ?? false
        let name = "audit:" + Digest(of: Array("\(election)/\(key)".utf8)).hex.prefix(16)
        let statement = try Statement(
            type: .auditRecorded, subjects: [.init(name: name, sha256: process.head)],
            predicate: [
                "recordSHA256": .string(process.head.hex), "step": .integer(version - 1), "program": .string(CountDesk.program),
            ])
        try await store.add(
            [
                NewCountRecord(
                    kind: .audit, election: election, key: key, version: version, body: body, author: author, created: now)
            ],
            statement: isReading
                ? nil
                : NewStatement(
                    envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.auditRecorded.uri,
                    title: version == 1 ? "An audit was prepared" : "Step \(version - 1) of an audit", created: now))
        known.withLock { $0[Self.slot(election, key)] = process }
        _ = try await observatory.logPendingIfPossible()
    }
}

extension Store {
    /// The keys of an election's audits, the one that was begun last first.
    func auditKeys(_ election: String) async throws -> [String] {
        try await allCountRecords(.audit, election).filter { $0.version == 1 }.map(\.key).reversed()
    }

    /// An audit made again from its record, which checks every step.
    func audit(_ election: String, _ key: String) async throws -> AuditProcess? {
        let records = try await allCountRecords(.audit, election).filter { $0.key == key }
        guard let first = records.first else { return nil }
        do {
            let setup = try AuditSetup(parsing: first.body)
            return try AuditProcess(
                setup, record: records.dropFirst().map { try JSONParser.parse($0.body, limits: CountDesk.limits) })
        } catch {
            throw StoreError.damaged("audit \(key) of \(election): \(error)")
        }
    }
}

extension AuditProcess {
    /// Whether readings are being entered blind.
    var isBlind: Bool { stage == .entering }

    /// The record as everybody may have it now: while papers are read twice, without what was read since they were drawn.
    var publicJSON: JSONValue {
        let last = isBlind ? entries.lastIndex { $0.event.action.kind == .round } : nil
        let shown = last.map { entries[...$0] } ?? entries[...]
        return ["setup": .object(setup.json), "events": .array(shown.map(\.json))]
    }

    /// One sentence for whoever asks about the count.
    var sentence: String {
        let limit = "\((setup.limit.value * 1000).rounded() / 10) %"
        return switch stage {
        case .confirmed:
            "A risk-limiting audit of the paper ballots (\(setup.method.rawValue), \(size) draws) confirmed the outcome at a risk limit of \(limit)."
        case .counted:
            isOutcomeConfirmed == true
                ? "A full hand count confirmed the outcome." : "A full hand count found another outcome than was reported."
        default:
            "A risk-limiting audit of the paper ballots has begun and has not confirmed the outcome yet (risk limit \(limit))."
        }
    }
}
