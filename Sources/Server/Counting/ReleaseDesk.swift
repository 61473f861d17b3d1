import Daylight
import EvidenceLog
import Storage
import Tally

/// Publishes results: one person proposes, another confirms, and each signs with a key of their own (tally reference, sections 3
/// and 5).
struct ReleaseDesk: Sendable {
    /// Why nothing was published.
    enum Refusal: Error {
        case malformed(InputError)
        /// The person who proposed it wants to confirm it.
        case samePerson
        /// There is nothing to confirm, or it would be something else by now.
        case changed
        /// The definition does not name this server's keys.
        case noKeys
        case notWritten(FeedFolder.Fault)
    }

    /// What somebody proposed to publish.
    struct Proposal: Sendable {
        let status: ResultsStatus
        let reason: String?
        let text: String
        let author: String
        let at: Timestamp
        /// Of the bytes that the two people sign.
        let digest: Digest
        let version: Int
        let isOpen: Bool
    }

    let counts: CountDesk

    private var store: Store { counts.store }
    private var observatory: Observatory { counts.observatory }

    static func keyId(_ number: Int) -> String { "publisher-\(number)" }

    /// This server's publisher keys as a definition names them.
    var publishers: [PublisherKey] {
        observatory.publishers.enumerated().compactMap { index, signer in
            try? PublisherKey(id: Self.keyId(index + 1), publicKey: signer.signerKey.publicKey)
        }
    }

    /// Whether publications of this election can be signed here.
    func holdsKeys(of definition: ElectionDefinition) -> Bool {
        let named = Set(definition.facts.publishers.map(\.publicKey))
        return observatory.publishers.allSatisfy { named.contains($0.signerKey.publicKey) }
    }

    func folder(_ election: String) -> String {
        "\(observatory.directory.results)/\(FeedFile.folderName(election))"
    }

    /// A file of an election's publications; `nil` when there is none. The index is made anew and signed, since it holds for a
    /// minute only.
    func file(_ path: String, of election: String, now: Timestamp) async throws -> [UInt8]? {
        guard FeedFile.isSafe(path) else { return nil }
        guard let bytes = try FeedFolder.read("\(folder(election))/\(path)", limit: ResultsManifest.byteLimit) else { return nil }
        guard path == ResultsIndex.path, let state = try await counts.state(election) else { return bytes }
        let index = try ResultsIndex(bytes).renewed(at: now)
        let signer = observatory.publishers[0]
        let signature = PublisherSignature(
            keyId: keyId(signer, state, 0), signature: try signer.signature(over: index.signedBytes))
        return index.signed([signature]).bytes
    }

    func proposal(_ election: String) async throws -> Proposal? {
        guard let record = try await store.countRecord(.proposal, election: election) else { return nil }
        do {
            let reader = try MemberReader(JSONParser.parse(record.body))
            guard case .bool(let isOpen)? = reader.optional("open"),
                let status = ResultsStatus(rawValue: try reader.string("status")),
                let digest = Digest(hex: try reader.string("sha256"))
            else { throw reader.fault("status", "a proposal", nil) }
            return Proposal(
                status: status, reason: try reader.optionalText("reason"), text: try reader.optionalText("text") ?? "",
                author: record.author, at: record.created, digest: digest, version: record.version, isOpen: isOpen)
        } catch {
            throw StoreError.damaged("proposal of \(election), version \(record.version): \(error)")
        }
    }

    private func keep(
        _ election: String, version: Int, status: ResultsStatus, reason: String?, text: String, digest: Digest, isOpen: Bool,
        by author: String, now: Timestamp
    ) async throws {
        var body: JSONObject = [
            "status": .string(status.rawValue), "sha256": .string(digest.hex), "open": .bool(isOpen), "text": .string(text),
        ]
        if let reason { body["reason"] = .string(reason) }
        try await store.add([
            NewCountRecord(
                kind: .proposal, election: election, version: version,
                body: Array(CanonicalJSON.line(.object(body)).utf8), author: author, created: now)
        ])
    }
}

extension ReleaseDesk {
    /// What would be published now.
    struct Draft: Sendable {
        let feed: ResultsFeed
        let reports: [Int: CollectedReport]
        let state: ElectionState
    }

    /// Units whose reports are left out until a new version puts them right, with the code of why: two that contradict each
    /// other, one that was copied, figures with errors.
    static func contested(_ state: ElectionState) -> [(unit: String, code: FindingCode)] {
        let refused: Set<FindingCode> = [.altered, .f504, .f505, .stale]
        var contested: [String: FindingCode] = [:]
        for finding in state.ledger.findings where finding.code.severity == .error && !refused.contains(finding.code) {
            let unit = state.definition.units.index(of: finding.unit)
            guard unit.flatMap({ state.current($0)?.report.version }) == finding.version else { continue }
            contested[finding.unit] = contested[finding.unit] ?? finding.code
        }
        return contested.map { ($0.key, $0.value) }.sorted { $0.unit < $1.unit }
    }

    /// Reports that are to be published, by unit.
    func collected(_ state: ElectionState, leavingOut: Set<String>) async throws -> [Int: CollectedReport] {
        var wanted: [(record: CountRecord, receipt: JSONValue?)] = []
        var receipts: [StatementRecord.ID: JSONValue] = [:]
        for record in try await store.allCountRecords(.report, state.id) where !leavingOut.contains(record.key) {
            guard let unit = state.definition.units.index(of: record.key), let current = state.current(unit),
                state.place(of: current.digest)?.arrival == record.version
            else { continue }
            // Reports that came together share a statement, and so a receipt, which would be large in each of their envelopes.
            if let id = record.statement, receipts[id] == nil, let logged = try await store.statement(id)?.logged {
                receipts[id] = [
                    "statement": .integer(logged.number), "path": .string(SitePath.receipt(Int(logged.number))),
                    "leafIndex": .integer(logged.index),
                ]
            }
            wanted.append((record, record.statement.flatMap { receipts[$0] }))
        }
        return try await Self.collected(wanted, state)
    }

    /// Stored reports by unit, several read at a time; of two of one unit the one that came last.
    static func collected(
        _ records: [(record: CountRecord, receipt: JSONValue?)], _ state: ElectionState
    ) async throws -> [Int: CollectedReport] {
        let portion = 512
        return try await withThrowingTaskGroup(of: (Int, [CollectedReport]).self) { group in
            for start in stride(from: 0, to: records.count, by: portion) {
                let part = records[start..<min(start + portion, records.count)]
                group.addTask { (start, try part.map { try collected($0.record, state, $0.receipt) }) }
            }
            var parts: [Int: [CollectedReport]] = [:]
            for try await (start, part) in group { parts[start] = part }
            var reports: [Int: CollectedReport] = [:]
            for start in parts.keys.sorted() {
                for report in parts[start] ?? [] {
                    if let unit = state.definition.units.index(of: report.report.unitId) { reports[unit] = report }
                }
            }
            return reports
        }
    }

    /// A stored report, with where its receipt is.
    private static func collected(
        _ record: CountRecord, _ state: ElectionState, _ receipt: JSONValue?
    ) throws -> CollectedReport {
        do throws(InputError) {
            var envelope = try JSONParser.parse(record.body, limits: CountDesk.limits).objectValue ?? JSONObject()
            envelope["receipt"] = receipt
            return try CollectedReport(accepted: .object(envelope), of: state.definition)
        } catch {
            throw StoreError.damaged("report of \(record.key), \(record.version): \(error)")
        }
    }

    private func draft(
        _ election: String, status: ResultsStatus, reason: String?, text: String, at moment: Timestamp
    ) async throws -> Draft {
        guard let state = try await counts.state(election) else { throw Refusal.changed }
        guard holdsKeys(of: state.definition) else { throw Refusal.noKeys }
        try await adoptInterrupted(state)
        let reports = try await collected(state, leavingOut: Set(Self.contested(state).map(\.unit)))
        let previous = try await store.manifest(election)
        do throws(InputError) {
            let input = ResultsInput(
                definition: state.definition, definitionObject: state.json,
                reports: reports.sorted { $0.key < $1.key }.map(\.value),
                previous: previous, status: status,
                corrections: try corrections(state, reports, previous?.manifest, reason: reason, text: text),
                generatedAt: moment)
            return Draft(feed: try ResultsFeed(input), reports: reports, state: state)
        } catch {
            throw Refusal.malformed(error)
        }
    }

    private func corrections(
        _ state: ElectionState, _ reports: [Int: CollectedReport], _ previous: ResultsManifest?, reason: String?, text: String
    ) throws(InputError) -> [ResultsCorrection] {
        let current = Dictionary(
            reports.map { ($0.value.report.unitId, $0.value.digest) }, uniquingKeysWith: { first, _ in first })
        var corrections: [ResultsCorrection] = []
        for old in Set(previous?.reportDigests ?? []).subtracting(current.values).sorted() {
            guard let unit = state.place(of: old)?.unit else { continue }
            corrections.append(
                try ResultsCorrection(
                    unit: unit, oldSha256: old, newSha256: current[unit], reasonCode: reason ?? "", text: text,
                    signedBy: [Self.keyId(1), Self.keyId(2)]))
        }
        return corrections
    }

    /// Proposes to publish what there is now.
    func propose(
        _ election: String, status: ResultsStatus, reason: String?, text: String, by author: String, now: Timestamp
    ) async throws {
        try await counts.releaseTurn.run { [self] in
            let draft = try await draft(election, status: status, reason: reason, text: text, at: now)
            try await keep(
                election, version: (proposal(election)?.version ?? 0) + 1, status: status, reason: reason, text: text,
                digest: Digest(of: draft.feed.manifest.signedBytes), isOpen: true, by: author, now: now)
        }
    }

    /// Takes a proposal back.
    func withdraw(_ election: String, by author: String, now: Timestamp) async throws {
        try await counts.releaseTurn.run { [self] in
            guard let proposal = try await proposal(election), proposal.isOpen else { return }
            try await close(proposal, election, by: author, now: now)
        }
    }

    private func close(_ proposal: Proposal, _ election: String, by author: String, now: Timestamp) async throws {
        try await keep(
            election, version: proposal.version + 1, status: proposal.status, reason: proposal.reason, text: proposal.text,
            digest: proposal.digest, isOpen: false, by: author, now: now)
    }

    /// Publishes what was proposed, unless it would be something else by now. When this returns, it stands on the disk.
    func confirm(_ election: String, digest: Digest, by author: String, now: Timestamp) async throws {
        try await counts.releaseTurn.run { [self] in try await publish(election, digest: digest, by: author, now: now) }
    }

    private func publish(_ election: String, digest: Digest, by author: String, now: Timestamp) async throws {
        guard let proposal = try await proposal(election), proposal.isOpen, proposal.digest == digest else {
            throw Refusal.changed
        }
        guard proposal.author != author else { throw Refusal.samePerson }
        let draft = try await draft(
            election, status: proposal.status, reason: proposal.reason, text: proposal.text, at: proposal.at)
        guard Digest(of: draft.feed.manifest.signedBytes) == digest else { throw Refusal.changed }
        let sealed = try draft.feed.sealed(by: draft.state.definition.facts.publishers) { bytes in
            try observatory.publishers.enumerated().map { index, signer in
                PublisherSignature(keyId: keyId(signer, draft.state, index), signature: try signer.signature(over: bytes))
            }
        }
        do {
            let folder = try FeedFolder(folder(election))
            try await folder.writeTogether(draft.feed.files)
            try folder.seal(sealed)
            folder.removePages(before: draft.feed.manifest.seq)
        } catch let fault as FeedFolder.Fault {
            throw Refusal.notWritten(fault)
        }
        try await record(
            sealed.manifest.bytes, seq: draft.feed.manifest.seq, draft.state, by: "\(proposal.author), \(author)", now)
        counts.forgetPublished(election)
        try await close(proposal, election, by: author, now: now)
        _ = try await observatory.logPendingIfPossible()
    }

    /// Notes a manifest that stands on the disk.
    private func record(_ bytes: [UInt8], seq: Int64, _ state: ElectionState, by author: String, _ now: Timestamp) async throws {
        let manifest = Digest(of: bytes)
        let statement = try Statement(
            type: .resultsPublished, subjects: [.init(name: ElectionState.subject(state.id), sha256: manifest)],
            predicate: [
                "definitionSHA256": .string(state.digest.hex), "manifestSHA256": .string(manifest.hex),
                "sequence": .integer(seq), "program": .string(CountDesk.program),
            ])
        try await store.add(
            [
                NewCountRecord(
                    kind: .manifest, election: state.id, version: Int(seq), body: bytes, author: author, created: now)
            ],
            statement: NewStatement(
                envelope: try observatory.signer.sign(statement.body()), predicateType: PredicateType.resultsPublished.uri,
                title: "Results of an election were published", created: now))
    }

    /// Notes a publication that was written by a server that was stopped before it could note it: its number is used, so it
    /// has to stand.
    private func adoptInterrupted(_ state: ElectionState) async throws {
        let previous = try await store.manifest(state.id)
        let path = ResultsManifest.path((previous?.manifest.seq ?? 0) + 1)
        guard let bytes = try FeedFolder.read("\(folder(state.id))/\(path)", limit: ResultsManifest.byteLimit),
            let manifest = try? ResultsManifest(bytes), manifest.previousManifestSha256 == previous?.sha256,
            manifest.signatureCount(of: state.definition.facts.publishers) >= ResultsManifest.signaturesNeeded
        else { return }
        try await record(bytes, seq: manifest.seq, state, by: "found on the disk", manifest.generatedAt)
        counts.forgetPublished(state.id)
    }

    /// The id under which the definition names a key.
    private func keyId(_ signer: StatementSigner, _ state: ElectionState, _ index: Int) -> String {
        state.definition.facts.publishers.first { $0.publicKey == signer.signerKey.publicKey }?.id ?? Self.keyId(index + 1)
    }

    /// The newest publication; `nil` before the first.
    func published(_ state: ElectionState) async throws -> PublishedResults? {
        if let known = counts.published(state.id) { return known }
        try await adoptInterrupted(state)
        guard let results = try await store.publishedResults(of: state) else { return nil }
        counts.keep(results, of: state.id)
        return results
    }
}

extension Store {
    /// The newest manifest of an election, and SHA-256 of its file.
    func manifest(_ election: String) async throws -> (manifest: ResultsManifest, sha256: Digest)? {
        guard let record = try await countRecord(.manifest, election: election) else { return nil }
        do { return (try ResultsManifest(record.body), Digest(of: record.body)) } catch {
            throw StoreError.damaged("manifest of \(election): \(error)")
        }
    }

    /// The newest publication, read from the reports it names.
    func publishedResults(of state: ElectionState) async throws -> PublishedResults? {
        guard let (manifest, digest) = try await manifest(state.id) else { return nil }
        let published = Set(
            manifest.reportDigests.compactMap { state.place(of: $0) })
        let records = try await allCountRecords(.report, state.id).filter { record in
            published.contains(ElectionState.Place(unit: record.key, arrival: record.version))
        }
        let reports = try await ReleaseDesk.collected(records.map { ($0, nil) }, state)
        return PublishedResults(
            manifest: manifest, digest: digest, reports: reports,
            aggregates: AggregateDocument.all(of: state.definition, from: Array(reports.values)))
    }
}
