public import Daylight

/// Checks the result reports of an election, their way and the sums made of them (`daylight count check`; tally reference,
/// sections 1, 2 and 11.3).
public struct CountCheck: Sendable {
    /// Largest file in bytes: fifty thousand reports with long lists.
    public static let byteLimit = 256 << 20
    public static let envelopeLimit = 1_000_000
    /// Most sums, and most of one unit.
    public static let aggregatesLimit = 100_000
    public static let aggregateLimit = 64

    /// A report that is not built as the definition demands.
    public struct Rejected: Hashable, Sendable {
        /// Its place among the envelopes, from 0.
        public let index: Int
        /// The unit it names; empty when it names none.
        public let unit: String
        /// Where, as a JSON pointer into the report or, for `receivedAt`, `signedAt`, `sha256`, `keyId` and `signature`, into
        /// the envelope.
        public let path: String
        public let expected: String
        public let found: String
    }

    /// By code, then unit.
    public let findings: [CountFinding]
    public let rejected: [Rejected]
    /// How many stations the definition has.
    public let expectedStations: Int
    /// How many of them have an accepted report.
    public let receivedStations: Int
    /// Stations without an accepted report after the deadline.
    public let missing: [String]

    /// - Throws: ``InputError`` when the file is no JSON, or when its definition, sums or receipts are malformed. A malformed
    ///   report costs the others nothing.
    public init(_ bytes: [UInt8]) throws(InputError) {
        try self.init(ReportsFile(bytes))
    }

    init(_ file: ReportsFile) throws(InputError) {
        var intake = Intake(file)
        try file.forEachEnvelope { intake.take($0, $1) }
        self.init(file, intake)
    }

    /// The same check with several reports read at a time: on two processors it takes half the time.
    public static func inParallel(_ bytes: [UInt8]) async throws(InputError) -> CountCheck {
        let file = try ReportsFile(bytes)
        var intake = Intake(file)
        try await file.forEachEnvelopeInParallel { intake.take($0, $1) }
        return CountCheck(file, intake)
    }

    /// What came of the envelopes so far.
    private struct Intake {
        var ledger: ReportLedger
        var rejected: [Rejected] = []
        /// Kept only where there is a log to compare with.
        var stored: StoredReports?

        init(_ file: ReportsFile) {
            ledger = ReportLedger(file.definition)
            stored = file.log == nil ? nil : StoredReports()
        }

        mutating func take(_ index: Int, _ envelope: ReportsFile.Envelope) {
            switch envelope {
            case .success(let envelope):
                ledger.take(envelope)
                stored?.add(envelope)
            case .failure(let rejection):
                let fault = rejection.fault
                rejected.append(
                    Rejected(
                        index: index, unit: rejection.unit, path: fault.field, expected: fault.expected, found: fault.found))
            }
        }
    }

    private init(_ file: ReportsFile, _ intake: Intake) {
        let (definition, ledger) = (file.definition, intake.ledger)
        var reconciliation = Reconciliation(ledger.current, of: definition)
        reconciliation.checkSums(file.aggregates)
        reconciliation.checkReceipts(file.receipts, file.aggregates)
        reconciliation.checkMissing(asOf: file.asOf)
        let repeated = definition.units.repeatedIds.map { id in
            CountFinding(
                .f502, unit: id, message: "Unit \(id) is listed more than once in the definition; the first one stands")
        }
        var comparison = LogComparison(file)
        if let stored = intake.stored { comparison.compare(stored) }
        findings = (ledger.findings + reconciliation.findings + comparison.findings + repeated).sorted()
        rejected = intake.rejected
        let units = definition.units.units
        expectedStations = units.count { $0.level == .station }
        receivedStations = ledger.reported.count { units[$0].level == .station }
        missing = reconciliation.findings.filter { $0.code == .missing }.map(\.unit)
    }

    public var errorCount: Int { findings.count { $0.code.severity == .error } }
    public var warningCount: Int { findings.count - errorCount }
    /// Whether there is neither an error nor a rejected report.
    public var isClean: Bool { errorCount == 0 && rejected.isEmpty }
}
