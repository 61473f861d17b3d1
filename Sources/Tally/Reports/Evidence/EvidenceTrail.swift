import Daylight
import EvidenceLog

/// Follows the reports of a file as the ledger takes them, and keeps which of them each finding about their way rests on.
struct EvidenceTrail {
    /// A finding and what is needed to show it, by places in the file.
    struct Step {
        let finding: CountFinding
        var reports: [Int] = []
        var aggregate: Int?
        var receipt: Int?
        /// Two of the log's checkpoints.
        var checkpoints: [Int] = []
    }

    let file: ReportsFile
    private(set) var steps: [Step] = []
    private var ledger: ReportLedger
    /// Place of the envelope that each unit's current report came in.
    private var current: [Int: Int] = [:]
    private var stored = StoredReports()
    /// The first envelope of each unit and version, and the first accepted one.
    private var first: [StoredReports.Place: Int] = [:]
    private var accepted: [StoredReports.Place: Int] = [:]
    /// The first accepted envelope of each content, whatever its unit.
    private var contents: [Digest: Int] = [:]

    init(_ file: ReportsFile) throws(InputError) {
        self.file = file
        ledger = ReportLedger(file.definition)
        var receipts: [Digest: Int] = [:]
        for (index, receipt) in file.receipts.enumerated() where receipt.whole != nil {
            guard let digest = Digest(hex: receipt.digest.lowercased()) else { continue }
            receipts[digest] = index
        }
        var steps: [Step] = []
        try file.forEachEnvelope { index, envelope in
            if case .success(let envelope) = envelope { steps += take(envelope, at: index, receipts) }
        }
        self.steps = steps + wrongSums + repeatedUnits + contradictedReceipts + splitViews
    }

    /// Hands one envelope to the ledger and returns what it finds in it.
    private mutating func take(_ envelope: ReportEnvelope, at index: Int, _ receipts: [Digest: Int]) -> [Step] {
        let report = envelope.report
        let place = StoredReports.Place(unit: report.unitId, version: report.version)
        let unit = file.definition.units.index(of: report.unitId)
        let before = unit.flatMap { ledger[$0]?.report.version }
        let found = ledger.findings.count
        ledger.take(envelope)
        stored.add(envelope)
        first[place] = first[place] ?? index
        var steps: [Step] = []
        for finding in ledger.findings[found...] where CountEvidence.kinds.contains(finding.code) {
            var step = Step(finding: finding, reports: [index])
            switch finding.code {
            case .equivocation: step.reports.insert(accepted[place] ?? index, at: 0)
            case .stale: step.reports.insert(unit.flatMap { current[$0] } ?? index, at: 0)
            case .f502: step.reports.insert(contents[envelope.digestWithoutUnit] ?? index, at: 0)
            case .tooEarly, .w502: step.receipt = receipts[envelope.digest]
            default: break
            }
            steps.append(step)
        }
        guard let unit, ledger[unit]?.report.version != before else { return steps }
        accepted[place] = index
        current[unit] = index
        contents[envelope.digestWithoutUnit] = contents[envelope.digestWithoutUnit] ?? index
        return steps
    }

    private var wrongSums: [Step] {
        let rollUp = RollUp(ledger.current, of: file.definition)
        return file.aggregates.enumerated().compactMap { index, aggregate in
            guard let unit = file.definition.units.index(of: aggregate.unitId),
                let difference = rollUp.differences(aggregate, unit: unit).first
            else { return nil }
            return Step(finding: CountFinding(.f503, unit: aggregate.unitId, message: difference.message), aggregate: index)
        }
    }

    private var repeatedUnits: [Step] {
        file.definition.units.repeatedIds.map { id in
            Step(finding: CountFinding(.f502, unit: id, message: "Unit \(id) is listed more than once"))
        }
    }

    private var contradictedReceipts: [Step] {
        let versions = file.aggregates.map { aggregate in
            Dictionary(aggregate.inputs.map { ($0.unitId, $0.version) }, uniquingKeysWith: max)
        }
        let sums = Dictionary(
            grouping: file.aggregates.indices, by: { file.definition.units.index(of: file.aggregates[$0].unitId) })
        var reader = file.log.map { ReceiptReader($0) }
        var seen: Set<StationReceipt> = []
        var steps: [Step] = []
        for (index, receipt) in file.receipts.enumerated() where seen.insert(receipt).inserted {
            guard let unit = file.definition.units.index(of: receipt.unitId) else { continue }
            let above = file.definition.units.ancestors(of: unit).flatMap { sums[$0] ?? [] }
            let omitting = above.first { sum in
                receipt.leafIndex < file.aggregates[sum].treeSize ?? 0
                    && (versions[sum][receipt.unitId] ?? 0) < receipt.version
            }
            if let omitting {
                let message = "The sum of \(file.aggregates[omitting].unitId) leaves it out"
                let finding = CountFinding(.omitted, unit: receipt.unitId, version: receipt.version, message: message)
                steps.append(Step(finding: finding, aggregate: omitting, receipt: index))
            }
            guard let whole = receipt.whole, var open = reader else { continue }
            let message = LogComparison.fault(of: receipt, whole, stored, file.definition, &open)
            reader = open
            guard let message else { continue }
            let finding = CountFinding(.altered, unit: receipt.unitId, version: receipt.version, message: message)
            let report = first[StoredReports.Place(unit: receipt.unitId, version: receipt.version)]
            steps.append(Step(finding: finding, reports: report.map { [$0] } ?? [], receipt: index))
        }
        return steps
    }

    private var splitViews: [Step] {
        guard let log = file.log else { return [] }
        var firsts: [UInt64: Int] = [:]
        var sizes: Set<UInt64> = []
        return log.checkpoints.enumerated().compactMap { index, checkpoint in
            let first = firsts[checkpoint.size] ?? index
            firsts[checkpoint.size] = first
            guard log.checkpoints[first].root != checkpoint.root, sizes.insert(checkpoint.size).inserted else { return nil }
            let finding = CountFinding(.splitView, unit: log.key.name, message: "Two roots for the size \(checkpoint.size)")
            return Step(finding: finding, checkpoints: [first, index])
        }
    }

    /// Findings that leave nothing to show: the same report again, and none at all.
    var unshown: [CountFinding] {
        var reconciliation = Reconciliation(ledger.current, of: file.definition)
        reconciliation.checkMissing(asOf: file.asOf)
        return ledger.findings.filter { $0.code == .duplicate } + reconciliation.findings
    }

    /// The places of the reports that a step rests on; for a wrong sum, of all current ones below its unit.
    func reports(of step: Step) -> [Int] {
        guard step.finding.code == .f503, let sum = step.aggregate else { return step.reports }
        let units = file.definition.units
        guard let unit = units.index(of: file.aggregates[sum].unitId) else { return [] }
        let below = units.places(of: unit)
        return current.filter { below.contains(units.places(of: $0.key).lowerBound) && units.units[$0.key].level == .station }
            .map(\.value).sorted()
    }
}
