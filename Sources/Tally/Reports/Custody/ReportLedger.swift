public import Daylight
import HashTreeCollections

/// Takes envelopes in order of arrival and keeps the accepted ones (tally reference, sections 2 and 11.3). A copy shares all but what
/// changes afterwards.
public struct ReportLedger: Sendable {
    /// What is kept of an accepted report.
    public struct Entry: Sendable {
        public let report: StationReport
        public let digest: Digest
    }

    /// What became of one envelope.
    public struct Outcome: Sendable {
        /// Whether the report counts from now on; one that came before does not count again.
        public let isAccepted: Bool
        public let findings: [CountFinding]
    }

    /// Shortest time between the close of the poll and a signed report.
    static let shortestCount: Int64 = 10 * 60 * 1000

    public let definition: ElectionDefinition
    /// Accepted digests by version, for each unit.
    private var versions: TreeDictionary<Int, [Int64: Digest]> = [:]
    /// Current reports by the index of their unit.
    private var entries: TreeDictionary<Int, Entry> = [:]
    /// The first accepted report with this content, whatever its unit.
    private var unitsByContent: TreeDictionary<Digest, Int> = [:]
    public private(set) var findings: [CountFinding] = []

    public init(_ definition: ElectionDefinition) { self.definition = definition }

    /// The current report of a unit, by the unit's index; `nil` while there is none.
    public subscript(unit: Int) -> Entry? { entries[unit] }

    /// The current report of each unit that has one, by the unit's index.
    public var current: [Int: Entry] { Dictionary(uniqueKeysWithValues: entries.lazy.map { ($0.key, $0.value) }) }

    /// The indices of the units that have a report, in no order.
    public var reported: some Collection<Int> { entries.keys }

    /// Takes the next envelope in.
    @discardableResult
    public mutating func take(_ envelope: ReportEnvelope) -> Outcome {
        let known = findings.count
        let isAccepted = accepts(envelope)
        return Outcome(isAccepted: isAccepted, findings: Array(findings[known...]))
    }

    /// Forgets what was found in the envelope that was taken last: for one that anybody could have sent any number of times.
    public mutating func forget(_ outcome: Outcome) { findings.removeLast(outcome.findings.count) }

    private mutating func accepts(_ envelope: ReportEnvelope) -> Bool {
        let report = envelope.report
        guard let index = definition.units.index(of: report.unitId) else {
            find(.f504, report, ["/unitId"], "Unit \(report.unitId) is not in the definition")
            return false
        }
        guard isTrusted(envelope), isNew(envelope, unit: index) else { return false }
        findings += ReportRules.findings(in: report, of: definition)
        compareWithOtherUnits(envelope, unit: index)
        checkTimes(envelope)
        if let previous = entries[index] { compare(report, with: previous.report) }
        versions[index, default: [:]][report.version] = envelope.digest
        entries[index] = Entry(report: report, digest: envelope.digest)
        return true
    }

    private mutating func isTrusted(_ envelope: ReportEnvelope) -> Bool {
        var isTrusted = true
        if let stated = envelope.statedDigest, stated.lowercased() != envelope.digest.hex {
            find(
                .altered, envelope.report, [],
                "The report's digest is \(envelope.digest.hex.prefix(16))…, stated was \(stated.prefix(16))…")
            isTrusted = false
        }
        if let fault = envelope.signatureFault {
            find(.f505, envelope.report, [], fault)
            isTrusted = false
        }
        return isTrusted
    }

    private mutating func isNew(_ envelope: ReportEnvelope, unit: Int) -> Bool {
        let report = envelope.report
        guard let latest = entries[unit]?.report.version else { return true }
        if let accepted = versions[unit]?[report.version] {
            if accepted == envelope.digest {
                find(.duplicate, report, ["/version"], "Version \(report.version) had been accepted already")
            } else {
                find(
                    .equivocation, report, ["/version"],
                    "Another report with version \(report.version) was accepted before; a person has to decide")
            }
            return false
        }
        guard report.version < latest else { return true }
        find(.stale, report, ["/version"], "Version \(report.version) came after version \(latest)")
        return false
    }

    private mutating func compareWithOtherUnits(_ envelope: ReportEnvelope, unit: Int) {
        let content = envelope.digestWithoutUnit
        guard let first = unitsByContent[content] else {
            unitsByContent[content] = unit
            return
        }
        guard first != unit, envelope.report.counts.votesCast > 0 else { return }
        find(
            .f502, envelope.report, ["/unitId"],
            "All but the unit equals the report of unit \(definition.units.units[first].id)")
    }

    private mutating func checkTimes(_ envelope: ReportEnvelope) {
        if let received = envelope.receivedAt, let deadline = definition.deadline, received > deadline {
            find(.w502, envelope.report, [], "Received at \(received), after the deadline \(deadline)")
        }
        if let signed = envelope.signedAt, let close = definition.closeOfPoll,
            signed.milliseconds - close.milliseconds < Self.shortestCount
        {
            find(.tooEarly, envelope.report, [], "Signed at \(signed), but the poll closed at \(close)")
        }
    }

    private mutating func compare(_ report: StationReport, with previous: StationReport) {
        let lowered = report.listTotals.indices.filter { index in
            let loss = previous.listTotals[index] - report.listTotals[index]
            return loss > 15 && 100 * loss > 2 * previous.listTotals[index]
        }
        guard !lowered.isEmpty else { return }
        let said = lowered.map { index in
            "list \(definition.lists[index].number) from \(previous.listTotals[index]) to \(report.listTotals[index])"
        }
        find(
            .w503, report, lowered.map { "/listTotals/\($0)/total" },
            "Lowered since version \(previous.version): \(said.joined(separator: ", "))")
    }

    private mutating func find(_ code: FindingCode, _ report: StationReport, _ paths: [String], _ message: String) {
        findings.append(CountFinding(code, unit: report.unitId, version: report.version, paths: paths, message: message))
    }
}
