import Daylight
import EvidenceLog

extension EvidenceTrail {
    /// Bytes of the definition and the reports that a step rests on: nearly all that its file will have.
    func byteCount(of step: Step) -> Int { file.byteCount(ofEnvelopes: reports(of: step)) }

    /// The smallest file of reports that shows the finding of a step.
    func facts(of step: Step) throws(InputError) -> JSONObject {
        let receipt = try step.receipt.map { index throws(InputError) in try receiptFacts(index) }
        var envelopes: [JSONValue] = []
        for index in reports(of: step) { envelopes.append(try envelope(index, step)) }
        var facts: JSONObject = ["election": try file.member("election") ?? .null, "reports": .array(envelopes)]
        if let sum = step.aggregate { facts["aggregates"] = [try file.element(sum, of: "aggregates")] }
        if let receipt { facts["receipts"] = [receipt] }
        if step.receipt != nil || !step.checkpoints.isEmpty, let log = try file.member("evidenceLog") {
            facts["evidenceLog"] = .object(logFacts(log, step))
        }
        return facts
    }

    private func logFacts(_ log: JSONValue, _ step: Step) -> JSONObject {
        var facts: JSONObject = ["key": log["key"] ?? .null, "signer": log["signer"] ?? .null]
        guard !step.checkpoints.isEmpty, let notes = log["checkpoints"]?.arrayValue else { return facts }
        facts["checkpoints"] = .array(step.checkpoints.map { notes[$0] })
        return facts
    }

    private func receiptFacts(_ index: Int) throws(InputError) -> JSONValue {
        let receipt = try file.element(index, of: "receipts")
        return .object(Self.kept(["unitId", "version", "sha256", "leafIndex", "receipt"], of: receipt))
    }

    /// What shows that a report was spoilt is kept as it arrived; otherwise only what is signed counts, and a time is the one
    /// in the receipt, where there is one.
    private func envelope(_ index: Int, _ step: Step) throws(InputError) -> JSONValue {
        let value = try file.envelope(at: index)
        // Without a key id the signature is tried with each key of the unit: nothing unsigned is needed.
        let signed = ["report", "signature"]
        switch step.finding.code {
        case .altered, .f505:
            return .object(Self.kept(["report", "sha256", "signedAt", "keyId", "signature"], of: value))
        case .w502, .tooEarly:
            let member = step.finding.code == .w502 ? "receivedAt" : "signedAt"
            var kept = Self.kept(signed, of: value)
            let time = value[member].map { $0 } ?? .null
            kept[member] = receivedAt(step).map { .string($0.description) } ?? time
            return .object(kept)
        default: return .object(Self.kept(signed, of: value))
        }
    }

    private func receivedAt(_ step: Step) -> Timestamp? {
        guard let log = file.log, let whole = step.receipt.flatMap({ file.receipts[$0].whole }) else { return nil }
        var reader = ReceiptReader(log)
        return (try? reader.read(whole))?.receivedAt
    }

    private static func kept(_ names: [String], of value: JSONValue) -> JSONObject {
        var kept = JSONObject()
        for name in names { if let member = value[name], member != .null { kept[name] = member } }
        return kept
    }
}
