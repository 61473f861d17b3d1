import Daylight

/// Compares sums and receipts with the accepted reports (tally reference, sections 1.5 and 2).
struct Reconciliation {
    private let definition: ElectionDefinition
    private let current: [Int: ReportLedger.Entry]
    private(set) var findings: [CountFinding] = []

    init(_ current: [Int: ReportLedger.Entry], of definition: ElectionDefinition) {
        self.definition = definition
        self.current = current
    }

    /// F503 for every sum that the current reports do not make.
    mutating func checkSums(_ aggregates: [Aggregate]) {
        let rollUp = RollUp(current, of: definition)
        for aggregate in aggregates {
            guard let unit = definition.units.index(of: aggregate.unitId) else {
                findUnknown(aggregate.unitId)
                continue
            }
            let differences = rollUp.differences(aggregate, unit: unit)
            guard !differences.isEmpty else { continue }
            var message = differences.prefix(3).map(\.message).joined(separator: "; ")
            if differences.count > 3 { message += "; and \(differences.count - 3) more" }
            let changed = changedUnits(since: aggregate)
            if !changed.isEmpty { message += ". Changed since: \(changed.prefix(5).joined(separator: ", "))" }
            findings.append(
                CountFinding(.f503, unit: aggregate.unitId, paths: differences.map(\.path), message: message))
        }
    }

    /// The inputs of a sum whose unit has another current report by now.
    private func changedUnits(since aggregate: Aggregate) -> [String] {
        aggregate.inputs.filter { input in
            guard let index = definition.units.index(of: input.unitId), let entry = current[index] else { return false }
            return entry.report.version != input.version || entry.digest.hex != input.digest
        }.map(\.unitId)
    }

    /// OMITTED for every receipt that a later sum above its unit leaves out.
    mutating func checkReceipts(_ receipts: [StationReceipt], _ aggregates: [Aggregate]) {
        var sums: [Int: [(treeSize: Int64, versions: [String: Int64])]] = [:]
        for aggregate in aggregates {
            guard let size = aggregate.treeSize, let unit = definition.units.index(of: aggregate.unitId) else { continue }
            var versions: [String: Int64] = [:]
            for input in aggregate.inputs { versions[input.unitId] = max(versions[input.unitId] ?? 0, input.version) }
            sums[unit, default: []].append((size, versions))
        }
        var seen: Set<StationReceipt> = []
        for receipt in receipts where seen.insert(receipt).inserted {
            guard let unit = definition.units.index(of: receipt.unitId) else {
                findUnknown(receipt.unitId)
                continue
            }
            let omitting = definition.units.ancestors(of: unit).first { ancestor in
                (sums[ancestor] ?? []).contains { sum in
                    receipt.leafIndex < sum.treeSize && (sum.versions[receipt.unitId] ?? 0) < receipt.version
                }
            }
            guard let omitting else { continue }
            let above = definition.units.units[omitting].id
            findings.append(
                CountFinding(
                    .omitted, unit: receipt.unitId, version: receipt.version,
                    message: "Receipt for leaf \(receipt.leafIndex), but the later sum of \(above) has no such version"))
        }
    }

    /// MISSING for every station without an accepted report once the deadline is over.
    mutating func checkMissing(asOf moment: Timestamp?) {
        guard let moment, let deadline = definition.deadline, moment >= deadline else { return }
        for (index, unit) in definition.units.units.enumerated() where unit.level == .station && current[index] == nil {
            findings.append(
                CountFinding(.missing, unit: unit.id, message: "No accepted report at \(moment); the deadline was \(deadline)"))
        }
    }

    private mutating func findUnknown(_ unit: String) {
        findings.append(CountFinding(.f504, unit: unit, message: "Unit \(unit) is not in the definition"))
    }
}
