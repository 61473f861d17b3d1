public import Daylight
import EvidenceLog

/// Makes evidence files for the findings about the way of the reports in a file (`daylight count check --evidence`).
public struct EvidenceMaker {
    /// Most evidence files of one check, and most bytes of all of them.
    public static let countLimit = 1_000
    public static let totalByteLimit = 256 << 20

    /// A finding about a report's way for which no file was made.
    public struct Left: Hashable, Sendable {
        public let code: FindingCode
        public let unit: String
        public let reason: String

        /// The members `code`, `unit` and `reason`.
        public var json: JSONObject {
            ["code": .string(code.rawValue), "unit": .string(unit), "reason": .string(reason)]
        }
    }

    /// The evidence, its file and what it proves, in the order of the reports, then sums, receipts and checkpoints.
    public private(set) var made: [(evidence: CountEvidence, file: [UInt8], verdict: EvidenceVerdict)] = []
    public private(set) var left: [Left] = []
    private var byteCount = 0
    private let trail: EvidenceTrail

    /// - Throws: ``InputError`` when the file cannot be used.
    public init(_ bytes: [UInt8]) throws(InputError) {
        let file = try ReportsFile(bytes)
        trail = try EvidenceTrail(file)
        for step in trail.steps { try add(step) }
        for finding in trail.unshown { leave(finding, finding.code == .missing ? Self.absence : Self.repetition) }
    }

    private static let absence = "That a report is absent leaves nothing to show; a receipt for it shows that it was there"
    private static let fullness = "All files together may have \(totalByteLimit) bytes"
    private static let repetition = "The same report twice is no fault"

    private mutating func leave(_ finding: CountFinding, _ reason: String) {
        left.append(Left(code: finding.code, unit: finding.unit, reason: reason))
    }

    private mutating func add(_ step: EvidenceTrail.Step) throws(InputError) {
        guard made.count < Self.countLimit else { return leave(step.finding, "There are \(Self.countLimit) files already") }
        let needed = trail.byteCount(of: step)
        guard needed <= CountEvidence.byteLimit - (1 << 20) else {
            return leave(step.finding, "The definition and the reports it needs are too large for one file")
        }
        guard byteCount + needed <= Self.totalByteLimit else { return leave(step.finding, Self.fullness) }
        let facts = try trail.facts(of: step)
        let shown = try EvidenceFacts(facts)
        let finding = shown.finding(step.finding.code, unit: step.finding.unit, version: step.finding.version)
        let evidence = try CountEvidence(
            step.finding.code, unit: step.finding.unit, version: step.finding.version,
            claim: shown.claim(finding ?? step.finding), facts: facts)
        let file = try evidence.file()
        guard file.count <= CountEvidence.byteLimit, byteCount + file.count <= Self.totalByteLimit else {
            return leave(step.finding, Self.fullness)
        }
        byteCount += file.count
        made.append((evidence, file, evidence.verdict(shown)))
    }
}
