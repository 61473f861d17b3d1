import Daylight
import EvidenceLog

extension EvidenceFacts {
    /// Why the facts do not prove a finding that shows in them, in words; `nil` when they do.
    ///
    /// What stands beside a signature, such as a time, proves nothing: anyone can write it. Only signed reports, verified
    /// receipts and signed checkpoints count.
    func fault(_ finding: CountFinding) -> String? {
        switch finding.code {
        case .equivocation, .stale: signedPair
        case .f502: finding.version == nil ? nil : signedPair
        case .altered: file.receipts.isEmpty ? nil : soundReceipt.fault
        case .tooEarly, .w502: timeFault(finding.code)
        case .omitted: onlySum ?? soundReceipt.fault
        case .f503: onlySum ?? incompleteness
        default: nil
        }
    }

    private var signedPair: String? {
        guard envelopes.count == 2 else { return "Two reports are needed, \(envelopes.count) are shown" }
        return unsigned
    }

    private var unsigned: String? {
        envelopes.first { !$0.isSigned }.map { "The report of \($0.report.unitId) is not signed by a key of that unit" }
    }

    private var onlySum: String? {
        file.aggregates.count == 1 ? nil : "One sum is needed, \(file.aggregates.count) are shown"
    }

    /// The one receipt that is shown.
    private var soundReceipt: (logged: LoggedReports?, fault: String?) {
        guard file.receipts.count == 1, let receipt = receipts.first else {
            return (nil, "A whole receipt and the log it is from are needed: nothing else shows what the log received")
        }
        switch receipt {
        case .success(let logged): return (logged, nil)
        case .failure(let error): return (nil, "The receipt does not verify: \(error.reason)")
        }
    }

    /// The server signed when it received a report; what the envelope says of times, nobody signed.
    private func timeFault(_ code: FindingCode) -> String? {
        guard envelopes.count == 1 else { return "One report is needed, \(envelopes.count) are shown" }
        if let unsigned { return unsigned }
        guard let logged = soundReceipt.logged else {
            return "Nobody signed the time that stands beside the report. " + (soundReceipt.fault ?? "")
        }
        let stated = code == .w502 ? envelopes[0].receivedAt : envelopes[0].signedAt
        let report = envelopes[0].report
        let digest = logged.digest(of: report.unitId, version: report.version, in: file.definition.id)
        guard digest == envelopes[0].digest, stated == logged.receivedAt else {
            return "The receipt is for another report or another time"
        }
        return nil
    }

    /// A wrong sum is proven by all reports it says it was made of, or, where it does not say, by those of all stations.
    private var incompleteness: String? {
        if let unsigned { return unsigned }
        let shown = Dictionary(grouping: envelopes, by: \.report.unitId)
        let inputs = file.aggregates[0].inputs
        if let absent = inputs.first(where: { input in
            !(shown[input.unitId] ?? []).contains { $0.report.version >= input.version }
        }) {
            return "The report of \(absent.unitId), of which the sum says it was made, is not shown"
        }
        guard inputs.isEmpty, let unit = file.definition.units.index(of: file.aggregates[0].unitId) else { return nil }
        let below = file.definition.units.places(of: unit)
        let units = file.definition.units.units
        let absent = units.indices.first { index in
            units[index].level == .station && below.contains(file.definition.units.places(of: index).lowerBound)
                && shown[units[index].id] == nil
        }
        return absent.map { "The sum does not say what it was made of, and the report of \(units[$0].id) is not shown" }
    }
}
