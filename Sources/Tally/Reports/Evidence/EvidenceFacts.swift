import Daylight
import EvidenceLog

/// The facts of an evidence file, read and checked once more as a file of reports.
struct EvidenceFacts {
    let file: ReportsFile
    let check: CountCheck
    let envelopes: [ReportEnvelope]
    /// What each whole receipt says, or why it does not verify.
    let receipts: [Result<LoggedReports, VerificationError>]
    /// SHA-256 of the canonical bytes of the definition, and of each sum, by which they are published.
    let definitionDigest: Digest
    let aggregateDigests: [Digest]

    /// - Throws: ``InputError`` when they are no file of reports, or a report is not built as the definition demands.
    init(_ facts: JSONObject) throws(InputError) {
        let file = try ReportsFile(CanonicalJSON.lineBytes(.object(facts)))
        self.file = file
        check = try CountCheck(file)
        var envelopes: [ReportEnvelope] = []
        var rejection: ReportEnvelope.Rejection?
        try file.forEachEnvelope { _, envelope in
            switch envelope {
            case .success(let envelope): envelopes.append(envelope)
            case .failure(let fault): rejection = rejection ?? fault
            }
        }
        if let rejection { throw rejection.fault }
        self.envelopes = envelopes
        var receipts: [Result<LoggedReports, VerificationError>] = []
        if let log = file.log {
            var reader = ReceiptReader(log)
            for receipt in file.receipts {
                guard let whole = receipt.whole else { continue }
                do throws(VerificationError) {
                    let logged = try reader.read(whole)
                    let agrees = receipt.agrees(with: logged, in: file.definition)
                    receipts.append(
                        agrees ? .success(logged) : .failure(VerificationError("the receipt is not what is stated beside it")))
                } catch {
                    receipts.append(.failure(error))
                }
            }
        }
        self.receipts = receipts
        definitionDigest = Digest(of: try CanonicalJSON.bytes(of: facts["election"] ?? .null))
        var digests: [Digest] = []
        for sum in facts["aggregates"]?.arrayValue ?? [] { digests.append(Digest(of: try CanonicalJSON.bytes(of: sum))) }
        aggregateDigests = digests
    }

    /// The finding that the facts are to show; `nil` when they do not.
    func finding(_ kind: FindingCode, unit: String, version: Int64?) -> CountFinding? {
        check.findings.first { $0.code == kind && $0.unit == unit && $0.version == version }
    }

    /// What the finding says, with the digests of everything it follows from.
    func claim(_ finding: CountFinding) -> String {
        var parts = [finding.message]
        switch envelopes.count {
        case 0: break
        case 1...2: parts.append("reports " + envelopes.map(\.digest.hex).joined(separator: " and "))
        default: parts.append("\(envelopes.count) signed reports")
        }
        if !aggregateDigests.isEmpty { parts.append("sum " + aggregateDigests.map(\.hex).joined(separator: " and ")) }
        if let log = file.log { parts.append("log \(log.key.description)") }
        parts.append("definition \(definitionDigest.hex)")
        let version = finding.version.map { " version \($0)" } ?? ""
        return "\(finding.code.rawValue): \(finding.unit)\(version): " + parts.joined(separator: "; ")
    }
}
