import Daylight
import EvidenceLog
import Storage
import Synchronization
import Tally

/// Takes definitions and reports in: checked, stored, signed and logged. Holds every election that was asked for in memory.
final class CountDesk: Sendable {
    /// Bounds of a definition.
    static let limits = JSONParser.Limits(bytes: CountRecord.bodyLimit, depth: 16)
    /// Name and version of what takes reports in, as statements say it.
    static let program = "daylight count 1"
    /// Most elections a server has.
    static let electionLimit = 200
    /// Reports that one statement names; the statement has to fit into an entry of the log.
    private static let reportsPerStatement = 256
    /// Reports that one task reads.
    private static let portion = 64

    let store: Store
    let observatory: Observatory
    /// One change at a time.
    let turn = Turnstile()
    /// One step of a release at a time.
    let releaseTurn = Turnstile()
    /// By the bytes of the election's id, since Swift takes two spellings of one letter for the same.
    private let states = Mutex<[[UInt8]: ElectionState]>([:])
    private let published = Mutex<[[UInt8]: PublishedResults]>([:])

    init(observatory: Observatory) {
        store = observatory.store
        self.observatory = observatory
    }

    /// The newest definition of every election.
    func elections() async throws -> [ElectionState] {
        var states: [ElectionState] = []
        for record in try await store.elections(limit: Self.electionLimit) {
            if let state = try await state(record.election) { states.append(state) }
        }
        return states
    }

    /// The election as it stands; `nil` when there is none of this id.
    func state(_ election: String) async throws -> ElectionState? {
        if let known = states.withLock({ $0[Array(election.utf8)] }) { return known }
        return try await turn.run { [self] in try await load(election) }
    }

    /// Only within the turn: else a report that comes in meanwhile would be left out.
    func load(_ election: String) async throws -> ElectionState? {
        if let known = states.withLock({ $0[Array(election.utf8)] }) { return known }
        guard let state = try await store.election(election) else { return nil }
        keep(state)
        return state
    }

    func keep(_ state: ElectionState) { states.withLock { $0[Array(state.id.utf8)] = state } }

    func published(_ election: String) -> PublishedResults? { published.withLock { $0[Array(election.utf8)] } }
    func keep(_ results: PublishedResults, of election: String) { published.withLock { $0[Array(election.utf8)] = results } }
    func forgetPublished(_ election: String) { published.withLock { $0[Array(election.utf8)] = nil } }

}

extension Store {
    /// The election as it stands; `nil` when there is none of this id.
    func election(_ election: String) async throws -> ElectionState? {
        guard let record = try await countRecord(.definition, election: election) else { return nil }
        var state = try ElectionState(record)
        // Both kinds in the order in which they came: which of two that contradict each other was first matters.
        let accepted = try await allCountRecords(.report, election)
        let refused = try await allCountRecords(.refused, election)
        for record in (accepted + refused).sorted(by: { $0.id.rawValue < $1.id.rawValue }) { try state.takeAgain(record) }
        return state
    }

    /// Every record of a kind, in the order in which they came.
    func allCountRecords(_ kind: CountRecordKind, _ election: String) async throws -> [CountRecord] {
        var records: [CountRecord] = []
        while case let portion = try await countRecords(kind, election: election, after: records.last?.id), !portion.isEmpty {
            records += portion
        }
        return records
    }
}

extension CountDesk {
    /// Why a definition is not taken.
    enum DefinitionRefusal: Error {
        case malformed(InputError)
        /// Reports that were made for the definition there is would mean something else under another.
        case hasReports
    }

    /// Defines an election, or defines it anew as long as no report has come in. When this returns, it is durable.
    ///
    /// - Throws: ``DefinitionRefusal``.
    func define(_ value: JSONValue, by author: String, now: Timestamp) async throws -> ElectionState {
        let (definition, body, digest) = try Self.read(value)
        return try await turn.run { [self] in
            let earlier = try await load(definition.id)
            if let earlier, earlier.digest == digest { return earlier }
            guard earlier?.hasRecords != true else { throw DefinitionRefusal.hasReports }
            let supersedes = try await store.reference(to: earlier?.record.statement)
            var predicate: JSONObject = [
                "definitionSHA256": .string(digest.hex), "units": .integer(definition.units.units.count),
                "lists": .integer(definition.lists.count), "program": .string(Self.program),
            ]
            predicate["supersedes"] = supersedes?.json
            let statement = try Statement(
                type: .electionDefined, subjects: [.init(name: ElectionState.subject(definition.id), sha256: digest)],
                predicate: predicate)
            let stored = try await store.add(
                [
                    NewCountRecord(
                        kind: .definition, election: definition.id, version: (earlier?.record.version ?? 0) + 1, body: body,
                        author: author, created: now)
                ],
                statement: NewStatement(
                    envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.electionDefined.uri,
                    title: "The definition of an election", created: now, supersedes: supersedes))
            let state = try ElectionState(stored[0])
            keep(state)
            _ = try await observatory.logPendingIfPossible()
            return state
        }
    }

    private static func read(_ value: JSONValue) throws(DefinitionRefusal) -> (ElectionDefinition, [UInt8], Digest) {
        do throws(InputError) {
            let definition = try ElectionDefinition(value)
            guard (1...CountRecord.nameLimit).contains(definition.id.utf8.count) else {
                throw InputError(
                    field: "/election/id", expected: "1 to \(CountRecord.nameLimit) bytes",
                    found: "\(definition.id.utf8.count)")
            }
            // Where its results are published there is a folder of its name.
            guard FeedFile.folderName(definition.id).utf8.count <= 255, definition.id != ".", definition.id != ".." else {
                throw InputError(field: "/id", expected: "an id that can name a folder", found: definition.id)
            }
            if let twice = definition.units.repeatedIds.first {
                throw InputError(field: "/units", expected: "each id once", found: "\"\(twice)\" again")
            }
            if let long = definition.units.units.first(where: { $0.id.utf8.count > CountRecord.nameLimit }) {
                throw InputError(
                    field: "/election/units", expected: "ids of at most \(CountRecord.nameLimit) bytes",
                    found: "\(long.id.utf8.count)")
            }
            return (definition, try CanonicalJSON.bytes(of: value), try ElectionDefinition.digest(of: value))
        } catch {
            throw .malformed(error)
        }
    }
}

extension CountDesk {
    /// Where a report comes from.
    enum Source: Hashable, Sendable {
        /// From anybody: its signature is all that speaks for it.
        case station
        /// From somebody who was let in, who answers for reports that are not signed.
        case office(String)
    }

    /// What became of one envelope.
    struct Intake: Sendable {
        enum Outcome: Sendable {
            case accepted
            /// It had been accepted before, with the same receipt.
            case duplicate
            /// Another report stands in its way, or a later one.
            case conflict
            /// Its signature, digest or unit is wrong.
            case refused
            /// It is not built as the definition demands.
            case malformed(InputError)
        }

        let outcome: Outcome
        let unit: String
        let version: Int64?
        let digest: Digest?
        let findings: [CountFinding]
        /// The statement that says it was received, while it has no number yet.
        var statementID: StatementRecord.ID?
        /// The number of that statement.
        var statement: UInt64?
    }

    /// An envelope as it was read.
    private struct Reading: Sendable {
        /// With when it was received.
        let stamped: JSONValue
        let envelope: ReportEnvelope
        /// As it is stored.
        let body: [UInt8]
    }

    private typealias Read = Result<Reading, ReportEnvelope.Rejection>

    /// Takes envelopes in, in order. When this returns, those that were accepted are durable.
    func take(_ envelopes: [JSONValue], of election: String, from source: Source, now: Timestamp) async throws -> [Intake]? {
        // What can be said of an envelope without the others is said while others have their turn.
        guard let before = try await state(election) else { return nil }
        let early = await Self.read(envelopes, of: before.definition, now)
        return try await turn.run { [self] in
            guard var state = try await load(election) else { return nil }
            // A definition that came meanwhile says what a report has to be.
            let readings = state.digest == before.digest ? early : await Self.read(envelopes, of: state.definition, now)
            var intakes: [Intake] = []
            var start = 0
            while start < readings.count {
                let end = min(readings.count, start + Self.reportsPerStatement)
                var next = state
                intakes += try await store(readings[start..<end], into: &next, source, now)
                state = next
                keep(state)
                start = end
            }
            _ = try await observatory.logPendingIfPossible()
            return try await named(intakes, state)
        }
    }

    /// Judges a portion of envelopes and stores what is to be kept of it with one statement.
    private func store(
        _ readings: ArraySlice<Read>, into state: inout ElectionState, _ source: Source, _ now: Timestamp
    ) async throws -> [Intake] {
        var records: [NewCountRecord] = []
        var subjects: [Statement.Resource] = []
        var intakes: [Intake] = []
        for read in readings {
            let reading: Reading
            switch read {
            case .success(let sound): reading = sound
            case .failure(let rejection):
                intakes.append(
                    Intake(
                        outcome: .malformed(rejection.fault), unit: rejection.unit, version: nil, digest: nil, findings: []))
                continue
            }
            let envelope = reading.envelope
            let report = envelope.report
            func intake(_ outcome: Intake.Outcome, _ findings: [CountFinding]) -> Intake {
                Intake(
                    outcome: outcome, unit: report.unitId, version: report.version, digest: envelope.digest, findings: findings)
            }
            if source == .station, let missing = Self.missing(from: reading.stamped) {
                let fault = CountFinding(
                    .f505, unit: report.unitId, version: report.version,
                    message: "No \(missing): sign the report with the station's key, or sign in to send it")
                intakes.append(intake(.refused, [fault]))
                continue
            }
            let taking = state.take(envelope, from: source)
            let outcome = taking.outcome
            intakes.append(intake(Intake.Outcome(outcome), outcome.findings))
            guard let number = taking.number else { continue }
            records.append(
                NewCountRecord(
                    kind: outcome.isAccepted ? .report : .refused, election: state.id, key: report.unitId,
                    version: number, body: reading.body, author: source.author(reading.stamped), created: now))
            guard outcome.isAccepted else { continue }
            subjects.append(ElectionState.subject(report, envelope.digest, of: state.id))
        }
        guard !records.isEmpty else { return intakes }
        let stored = try await store.add(records, statement: try received(subjects, state, now))
        return intakes.map { intake in
            var intake = intake
            if case .accepted = intake.outcome { intake.statementID = stored[0].statement }
            return intake
        }
    }

    /// Reads envelopes, several at a time: reading one and verifying its signature asks for none of the others.
    private static func read(
        _ envelopes: [JSONValue], of definition: ElectionDefinition, _ now: Timestamp
    ) async -> [Read] {
        let starts = stride(from: 0, to: envelopes.count, by: portion)
        return await withTaskGroup(of: (Int, [Read]).self) { group in
            for start in starts {
                let part = envelopes[start..<min(start + portion, envelopes.count)]
                group.addTask { (start, part.map { read($0, of: definition, now) }) }
            }
            var parts: [Int: [Read]] = [:]
            for await (start, part) in group { parts[start] = part }
            return starts.flatMap { parts[$0] ?? [] }
        }
    }

    private static func read(_ value: JSONValue, of definition: ElectionDefinition, _ now: Timestamp) -> Read {
        let stamped = stamped(value, now)
        return ReportEnvelope.read(stamped, of: definition).flatMap { envelope in
            do throws(InputError) {
                return .success(Reading(stamped: stamped, envelope: envelope, body: try sealed(stamped, envelope.digest)))
            } catch {
                return .failure(ReportEnvelope.Rejection(unit: envelope.report.unitId, fault: error))
            }
        }
    }

    /// Says in the log that reports were received.
    func received(_ reports: [Statement.Resource], _ state: ElectionState, _ now: Timestamp) throws -> NewStatement? {
        guard !reports.isEmpty else { return nil }
        let statement = try Statement(
            type: .reportsReceived, subjects: reports,
            predicate: [
                "definitionSHA256": .string(state.digest.hex), "reports": .integer(reports.count),
                "receivedAt": .integer(now.milliseconds), "program": .string(Self.program),
            ])
        return NewStatement(
            envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.reportsReceived.uri,
            title: reports.count == 1 ? "A result report was received" : "\(reports.count) result reports were received",
            created: now)
    }

    /// What an envelope lacks that is to speak for itself. Without the election in what is signed, the report of a rehearsal could
    /// be sent to another election of the same stations; without key and time, a key would have no window.
    private static func missing(from envelope: JSONValue) -> String? {
        for name in ["signature", "keyId", "signedAt"] where envelope[name]?.stringValue == nil { return name }
        for name in ["electionId", "contestId"] where envelope["report"]?[name]?.stringValue == nil {
            return "\(name) in the report"
        }
        return nil
    }

    /// When a report was received is for the server to say.
    private static func stamped(_ value: JSONValue, _ now: Timestamp) -> JSONValue {
        guard var object = value.objectValue else { return value }
        object["receivedAt"] = .string(now.description)
        // Only what was typed here says so.
        object["source"] = nil
        return .object(object)
    }

    /// An envelope as it is stored: with its digest, so that a change in the store is found when it is read again.
    static func sealed(_ envelope: JSONValue, _ digest: Digest) throws(InputError) -> [UInt8] {
        var object = envelope.objectValue ?? JSONObject()
        if object["sha256"] == nil { object["sha256"] = .string(digest.hex) }
        return try CanonicalJSON.bytes(of: .object(object))
    }

    private func statement(of intake: Intake, _ state: ElectionState) async throws -> StatementRecord.ID? {
        if let id = intake.statementID { return id }
        guard let digest = intake.digest, let place = state.place(of: digest) else { return nil }
        return try await store.countRecord(.report, election: state.id, key: place.unit, version: place.arrival)?.statement
    }

    /// Puts the numbers of their statements beside reports that count.
    private func named(_ intakes: [Intake], _ state: ElectionState) async throws -> [Intake] {
        var numbers: [StatementRecord.ID: UInt64] = [:]
        var named = intakes
        for (index, intake) in intakes.enumerated() where intake.outcome.counts {
            guard let id = try await statement(of: intake, state) else { continue }
            if numbers[id] == nil { numbers[id] = try await store.statement(id)?.logged?.number }
            named[index].statement = numbers[id]
        }
        return named
    }
}

extension CountDesk.Intake.Outcome {
    /// Whether the report counts, now or since earlier.
    var counts: Bool {
        switch self {
        case .accepted, .duplicate: true
        case .conflict, .refused, .malformed: false
        }
    }

    init(_ outcome: ReportLedger.Outcome) {
        let codes = Set(outcome.findings.map(\.code))
        if outcome.isAccepted {
            self = .accepted
        } else if codes.contains(.duplicate) {
            self = .duplicate
        } else {
            self = codes.contains(.equivocation) || codes.contains(.stale) ? .conflict : .refused
        }
    }
}

extension CountDesk.Source {
    /// Who a record says it came from.
    func author(_ envelope: JSONValue) -> String {
        switch self {
        case .station: "key \(String(decoding: (envelope["keyId"]?.stringValue ?? "").utf8.prefix(64), as: UTF8.self))"
        case .office(let name): name
        }
    }
}
