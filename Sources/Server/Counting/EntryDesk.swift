import Daylight
import Storage
import Tally

/// Typing reports from paper, twice, by two people (tally reference, section 1.4).
struct EntryDesk: Sendable {
    typealias Entry = DoubleEntry<EntrySheet>

    /// Why something cannot be done now.
    enum Refusal: Error {
        case rule(EntryRefusal)
        /// Somebody else changed the entry in between.
        case changed
        /// Reports of this election count by their stations' signatures alone.
        case needsSignature
        /// The sheet is not complete.
        case incomplete
        /// There are warnings that were not accepted.
        case warnings
        /// The report that both agree on was refused.
        case notTaken([CountFinding])
    }

    /// An entry as it stands.
    struct Kept: Sendable {
        let entry: Entry
        let revision: Int
        let changed: Timestamp?
    }

    /// What an envelope says that was typed here.
    static let source = "doubleEntry"

    let counts: CountDesk

    private var store: Store { counts.store }

    func entry(_ election: String, _ unit: String) async throws -> Kept {
        guard let stored = try await store.countEntries(election: election, unit: unit).first else {
            return Kept(entry: Entry(), revision: 0, changed: nil)
        }
        return try Self.kept(stored)
    }

    /// The entries of an election, by unit; those that were never begun are not among them.
    func entries(_ election: String) async throws -> [String: Kept] {
        var entries: [String: Kept] = [:]
        for stored in try await store.countEntries(election: election) { entries[stored.unit] = try Self.kept(stored) }
        return entries
    }

    private static func kept(_ stored: StoredEntry) throws -> Kept {
        do throws(InputError) {
            return Kept(
                entry: try Entry(JSONParser.parse(stored.state, limits: CountDesk.limits)), revision: stored.revision,
                changed: stored.changed)
        } catch {
            throw StoreError.damaged("entry of \(stored.unit): \(error)")
        }
    }

    /// The report that a sheet makes for a unit now, with what the rules say about it.
    func judged(
        _ sheet: EntrySheet, _ unit: String, _ state: ElectionState
    ) throws -> (report: JSONObject, findings: [CountFinding])? {
        let current = state.definition.units.index(of: unit).flatMap { state.current($0)?.report }
        let version = (current?.version ?? 0) + 1
        guard
            var report = sheet.report(
                unit: unit, version: version, phase: current == nil ? .first : .corrigendum, of: state.definition)
        else { return nil }
        report["corrects"] = current.flatMap { _ in state.definition.units.index(of: unit).flatMap { state.current($0)?.digest } }
            .map { .string($0.hex) }
        let typed = try StationReport(.object(report), of: state.definition)
        return (report, ReportRules.findings(in: typed, of: state.definition).sorted())
    }

    /// Does what an event says.
    ///
    /// - Throws: ``Refusal``; nothing has changed then.
    @discardableResult
    func apply(_ event: Entry.Event, to unit: String, of state: ElectionState, now: Timestamp) async throws -> Kept {
        if case .claim = event, state.definition.requiresSignatures { throw Refusal.needsSignature }
        let before = try await entry(state.id, unit)
        var entry = before.entry
        do throws(EntryRefusal) { try entry.apply(event) } catch { throw Refusal.rule(error) }
        guard entry != before.entry else { return before }
        try await keep(entry, unit, state, after: before.revision, now)
        return Kept(entry: entry, revision: before.revision + 1, changed: now)
    }

    /// Ends the open entry. Two that agree make the report, which is stored with the entry or not at all.
    func finish(
        _ unit: String, of state: ElectionState, by user: String, acceptingWarnings: Bool, now: Timestamp
    ) async throws -> Kept {
        // What came in since the page was made decides which version this is.
        let state = try await counts.state(state.id) ?? state
        let before = try await entry(state.id, unit)
        guard let sheet = before.entry.open?.entry.report, let judged = try judged(sheet, unit, state) else {
            throw Refusal.incomplete
        }
        let verdict = EntryVerdict(judged.findings)
        guard verdict != .withWarnings || acceptingWarnings else { throw Refusal.warnings }
        var entry = before.entry
        do throws(EntryRefusal) { try entry.apply(.finalise(user, sheet, verdict, at: now)) } catch {
            throw Refusal.rule(error)
        }
        if case .definitive(let definitive) = entry.state {
            try await report(judged.report, entry, definitive, unit, state, after: before.revision, now)
        } else {
            try await keep(entry, unit, state, after: before.revision, now)
        }
        return Kept(entry: entry, revision: before.revision + 1, changed: now)
    }

    private func keep(
        _ entry: Entry, _ unit: String, _ state: ElectionState, after revision: Int, _ now: Timestamp
    ) async throws {
        do {
            try await store.setCountEntry(
                election: state.id, unit: unit, after: revision, state: Array(CanonicalJSON.line(.object(entry.json)).utf8),
                at: now)
        } catch .conflict { throw Refusal.changed }
    }

    /// The report goes the way of every report, except that it is stored together with the entry.
    private func report(
        _ report: JSONObject, _ entry: Entry, _ definitive: Entry.Definitive, _ unit: String, _ state: ElectionState,
        after revision: Int, _ now: Timestamp
    ) async throws {
        let envelope: JSONValue = [
            "report": .object(report), "receivedAt": .string(now.description), "source": .string(Self.source),
        ]
        try await counts.turn.run { [counts, store] in
            guard var state = try await counts.load(state.id) else { return }
            guard case .success(let read) = ReportEnvelope.read(envelope, of: state.definition) else {
                throw Refusal.notTaken([])
            }
            let taking = state.take(read, from: .office(definitive.secondUser))
            guard taking.outcome.isAccepted, let number = taking.number else { throw Refusal.notTaken(taking.outcome.findings) }
            let subject = ElectionState.subject(read.report, read.digest, of: state.id)
            do {
                try await store.setCountEntry(
                    election: state.id, unit: unit, after: revision,
                    state: Array(CanonicalJSON.line(.object(entry.json)).utf8), at: now,
                    adding: NewCountRecord(
                        kind: .report, election: state.id, key: unit, version: number,
                        body: try CountDesk.sealed(envelope, read.digest),
                        author: "\(definitive.firstUser), \(definitive.secondUser)", created: now),
                    statement: try counts.received([subject], state, now))
            } catch StoreError.conflict { throw Refusal.changed }
            counts.keep(state)
            _ = try await counts.observatory.logPendingIfPossible()
        }
    }
}
