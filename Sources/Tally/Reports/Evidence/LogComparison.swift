import Daylight
import EvidenceLog

/// Digests of the reports that a file holds for each unit and version, accepted or not.
struct StoredReports {
    struct Place: Hashable {
        let unit: String
        let version: Int64
    }

    private var digests: [Place: Set<Digest>] = [:]

    mutating func add(_ envelope: ReportEnvelope) {
        digests[Place(unit: envelope.report.unitId, version: envelope.report.version), default: []].insert(envelope.digest)
    }

    func at(_ unit: String, _ version: Int64) -> Set<Digest> { digests[Place(unit: unit, version: version)] ?? [] }
}

/// Holds what the log committed to against what is stored, and the log's checkpoints against each other (tally reference,
/// section 2).
struct LogComparison {
    private let file: ReportsFile
    private(set) var findings: [CountFinding] = []

    init(_ file: ReportsFile) { self.file = file }

    /// ALTERED for receipts that do not verify or speak of other reports than those stored, SPLIT_VIEW for two roots of one
    /// size.
    mutating func compare(_ stored: StoredReports) {
        guard let log = file.log else { return }
        var reader = ReceiptReader(log)
        var seen: Set<StationReceipt> = []
        for receipt in file.receipts where file.definition.units.index(of: receipt.unitId) != nil {
            guard let whole = receipt.whole, seen.insert(receipt).inserted else { continue }
            guard let message = Self.fault(of: receipt, whole, stored, file.definition, &reader) else { continue }
            findings.append(CountFinding(.altered, unit: receipt.unitId, version: receipt.version, message: message))
        }
        var roots: [UInt64: Set<Digest>] = [:]
        for checkpoint in log.checkpoints { roots[checkpoint.size, default: []].insert(checkpoint.root) }
        for (size, roots) in roots.sorted(by: { $0.key < $1.key }) where roots.count > 1 {
            findings.append(
                CountFinding(
                    .splitView, unit: log.key.name, message: "The log signed \(roots.count) different roots for the size \(size)")
            )
        }
    }

    /// In what a whole receipt contradicts the stored reports, in words; `nil` when in nothing.
    static func fault(
        of receipt: StationReceipt, _ whole: Receipt, _ stored: StoredReports, _ definition: ElectionDefinition,
        _ reader: inout ReceiptReader
    ) -> String? {
        let logged: LoggedReports
        do throws(VerificationError) {
            logged = try reader.read(whole)
        } catch {
            return "The receipt does not verify: \(error.reason)"
        }
        guard receipt.agrees(with: logged, in: definition) else {
            return "The receipt in the log at leaf \(logged.index) is for another report than is stated beside it"
        }
        let digests = stored.at(receipt.unitId, receipt.version)
        guard let other = digests.min(), let digest = Digest(hex: receipt.digest.lowercased()), !digests.contains(digest) else {
            return nil
        }
        return "The log received the report \(digest.hex.prefix(16))… at leaf \(logged.index), "
            + "stored is \(other.hex.prefix(16))…"
    }
}

extension StationReceipt {
    /// Whether the members beside a whole receipt are those that follow from it.
    func agrees(with logged: LoggedReports, in definition: ElectionDefinition) -> Bool {
        logged.digest(of: unitId, version: version, in: definition.id)?.hex == digest.lowercased()
            && Int64(exactly: logged.index) == leafIndex
    }
}
