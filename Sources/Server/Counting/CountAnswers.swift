import Daylight
import Storage
import Tally

/// Where answers about counts take elections from: the store, or what a server holds of it in memory.
struct CountSource: Sendable {
    let election: @Sendable (String) async throws -> ElectionState?
    let published: @Sendable (ElectionState) async throws -> PublishedResults?
    let audits: @Sendable (String) async throws -> [AuditProcess]

    init(_ store: Store) {
        election = { try await store.election($0) }
        published = { try await store.publishedResults(of: $0) }
        audits = { election in
            var audits: [AuditProcess] = []
            for key in try await store.auditKeys(election) {
                if let audit = try await store.audit(election, key) { audits.append(audit) }
            }
            return audits
        }
    }

    init(_ counts: CountDesk, _ audits: AuditDesk) {
        election = { try await counts.state($0) }
        published = { try await ReleaseDesk(counts: counts).published($0) }
        self.audits = { try await audits.audits($0).map(\.process) }
    }
}

/// What can be said about a result: whether the count was right.
struct CountAnswers: Sendable {
    /// Most ways of cutting an identifier into election and unit.
    private static let cutLimit = 8

    let store: Store
    let source: CountSource

    /// The answer about a unit of an election, `ELECTION/UNIT`, or about the whole election; `nil` when there is no such thing.
    func answer(about subject: Subject) async throws -> Answer? {
        guard let (state, unit) = try await place(subject) else { return nil }
        let results = try await source.published(state)
        guard let unit, state.definition.units.units[unit].level == .station else {
            return try await sum(state, unit, results?.manifest)
        }
        return try await station(state, unit, results)
    }

    /// Ids may hold slashes themselves: the longest election that is known counts.
    private func place(_ subject: Subject) async throws -> (ElectionState, Int?)? {
        if let state = try await source.election(subject.identifier) { return (state, nil) }
        guard subject.kind == .result else { return nil }
        let slashes = subject.identifier.indices.filter { subject.identifier[$0] == "/" }
        for slash in slashes.prefix(Self.cutLimit).reversed() {
            guard let state = try await source.election(String(subject.identifier[..<slash])) else { continue }
            let unit = String(subject.identifier[subject.identifier.index(after: slash)...])
            return state.definition.units.index(of: unit).map { (state, $0) }
        }
        return nil
    }

    private static let unknown =
        "Not known here: whether everybody who voted was entitled to, and whether the paper was kept safe."

    /// What a publication says of how far it is.
    private static func published(_ manifest: ResultsManifest?) -> String {
        guard let manifest else { return "Nothing is published yet." }
        return "Publication \(manifest.seq) (\(manifest.status.rawValue)) is signed by \(manifest.signatures.count) people."
    }

    private func audited(_ state: ElectionState) async throws -> (text: String, isConfirmed: Bool) {
        let audits = try await source.audits(state.id)
        guard
            let audit = audits.first(where: { $0.isOutcomeConfirmed == false })
                ?? audits.first(where: { $0.isOutcomeConfirmed == true }) ?? audits.first
        else {
            return ("No audit of the paper ballots is recorded.", false)
        }
        return (audit.sentence, audit.isOutcomeConfirmed == true)
    }

    private func sum(_ state: ElectionState, _ unit: Int?, _ manifest: ResultsManifest?) async throws -> Answer {
        let stations =
            unit.map { state.definition.units.stations(in: $0) }
            ?? state.definition.units.units.indices.filter { state.definition.units.units[$0].level == .station }
        let received = stations.count { state.current($0) != nil }
        let ids = Set(stations.map { state.definition.units.units[$0].id })
        let open = state.publicFindings.filter { ids.contains($0.unit) && $0.code.severity == .error }
        let audit = try await audited(state)
        let name = unit.map { state.definition.units.units[$0].title } ?? state.definition.title
        let found = open.isEmpty ? "Nothing contradicts them." : "\(open.count) errors in them are open."
        return Answer(
            .wasTheCountRight, standing: open.isEmpty ? (audit.isConfirmed ? .decided : .stated) : .proposed,
            sentence:
                "\(name): \(received) of \(stations.count) stations reported, each with a receipt. \(found) "
                + "\(Self.published(manifest)) \(audit.text) \(Self.unknown)",
            evidence: [
                Answer.Evidence(label: "Results", path: SitePath.election(state.id)),
                Answer.Evidence(label: "Signed feed", path: "\(SitePath.results(state.id))/index.json"),
            ], date: manifest?.generatedAt)
    }

    private func station(_ state: ElectionState, _ unit: Int, _ results: PublishedResults?) async throws -> Answer {
        let id = state.definition.units.units[unit].id
        let name = state.definition.units.units[unit].title
        var evidence = [Answer.Evidence(label: "The station's page", path: SitePath.unit(state.id, id))]
        let open = state.publicFindings.filter { $0.unit == id && $0.code.severity == .error }
        let found =
            open.isEmpty
            ? "Nothing contradicts it."
            : "Found: " + open.prefix(5).map { "\($0.code.rawValue), \($0.message)." }.joined(separator: " ")
        guard let current = state.current(unit), let place = state.place(of: current.digest),
            let record = try await store.countRecord(.report, election: state.id, key: id, version: place.arrival)
        else {
            return Answer(
                .wasTheCountRight, standing: open.isEmpty ? .nothingFound : .proposed,
                sentence: open.isEmpty ? "\(name): no report has come in." : "\(name): no report counts. \(found)",
                evidence: evidence)
        }
        let logged =
            if let statement = record.statement { try await store.statement(statement)?.logged } else {
                StatementRecord.Logged?.none
            }
        if let logged {
            evidence.append(
                Answer.Evidence(
                    label: "Receipt of its report", path: SitePath.receipt(Int(logged.number)), isReceipt: true,
                    standing: .current))
        }
        let isPublished = results?.reports[unit]?.digest == current.digest
        let envelope = try? JSONParser.parse(record.body, limits: CountDesk.limits)
        let origin =
            switch envelope.map(UnitPage.Version.Origin.init) {
            case .station(let key): "signed with the station's key \(key)"
            case .typed: "typed from paper by two people"
            case .office, nil: "sent by the office without the station's signature"
            }
        let audit = try await audited(state)
        let shown = isPublished ? "It is in what is published." : "It is not in what is published."
        return Answer(
            .wasTheCountRight, standing: open.isEmpty ? (audit.isConfirmed ? .decided : .stated) : .proposed,
            sentence:
                "\(name): version \(current.report.version) of its report, \(origin), came in at \(record.created), digest "
                + "\(current.digest.shortGroups.joined(separator: " ")); \(logged == nil ? "its receipt follows" : "its receipt proves it"). "
                + "\(found) \(shown) \(Self.published(results?.manifest)) \(audit.text) \(Self.unknown)", evidence: evidence,
            date: record.created)
    }
}
