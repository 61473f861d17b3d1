public import Daylight

/// The current reports of a file of reports (tally reference, section 11.3) as a publication takes them, and why some cannot be
/// published as they stand.
public struct ReportCollection: Sendable {
    /// The definition as it stands in the file.
    public let definitionObject: JSONObject
    public let definition: ElectionDefinition
    /// One of each unit, in the order of the definition.
    public let reports: [CollectedReport]
    /// Units whose reports are left out since people have to decide which one stands, with the code of why.
    public let contested: [(unit: String, code: FindingCode)]
    /// Errors in the figures of the reports that were collected.
    public let errors: [CountFinding]
    /// Envelopes that were not taken: malformed, altered, wrongly signed, stale or of no unit.
    public let refusedCount: Int

    /// What leaves a unit's figures open although each report is sound by itself.
    private static let contesting: Set<FindingCode> = [.equivocation, .f502]
    /// What says that an envelope was not taken; the unit's accepted report stands.
    private static let refusing: Set<FindingCode> = [.altered, .f504, .f505, .stale]

    /// - Parameter leavingOut: ids of units whose reports are not to be published.
    /// - Throws: ``InputError`` when the file is no JSON, its definition is malformed or a unit to leave out is unknown.
    public init(_ bytes: [UInt8], leavingOut: Set<String> = []) async throws(InputError) {
        let file = try ReportsFile(bytes)
        definition = file.definition
        definitionObject = try file.definitionObject()
        for unit in leavingOut.sorted() where definition.units.index(of: unit) == nil {
            throw InputError(field: "unit to leave out", expected: "a unit of the definition", found: "\"\(unit)\"")
        }
        var ledger = ReportLedger(file.definition)
        // Where each current report came for the first time: a repetition may bear a signature that was not judged.
        var places: [Int: (place: Int, digest: Digest)] = [:]
        var rejected = 0
        try await file.forEachEnvelopeInParallel { place, envelope in
            guard case .success(let envelope) = envelope else {
                rejected += 1
                return
            }
            ledger.take(envelope)
            guard let unit = file.definition.units.index(of: envelope.report.unitId), let current = ledger[unit],
                current.digest == envelope.digest, places[unit]?.digest != current.digest
            else { return }
            places[unit] = (place, current.digest)
        }
        let errors = ledger.findings.filter { $0.code.severity == .error }
        refusedCount = rejected + errors.count { Self.refusing.contains($0.code) }
        // What was found in a version that another one has replaced is no longer open.
        let open = errors.filter { finding in
            let unit = file.definition.units.index(of: finding.unit)
            return !leavingOut.contains(finding.unit) && unit.flatMap { ledger[$0]?.report.version } == finding.version
        }
        var contested: [String: FindingCode] = [:]
        for finding in open where Self.contesting.contains(finding.code) {
            contested[finding.unit] = contested[finding.unit] ?? finding.code
        }
        self.contested = contested.map { ($0.key, $0.value) }.sorted { $0.unit < $1.unit }
        self.errors = open.filter { !Self.refusing.contains($0.code) && contested[$0.unit] == nil }.sorted()
        var reports: [CollectedReport] = []
        for (unit, first) in places.sorted(by: { $0.key < $1.key }) {
            let id = definition.units.units[unit].id
            guard !leavingOut.contains(id), contested[id] == nil else { continue }
            reports.append(try CollectedReport(accepted: try file.envelope(at: first.place), of: definition))
        }
        self.reports = reports
    }
}
