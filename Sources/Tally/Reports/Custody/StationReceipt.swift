import Daylight
import EvidenceLog

/// What a station got for a report: where the log holds it (tally reference, section 11.3).
struct StationReceipt: Hashable {
    let unitId: String
    let version: Int64
    let digest: String
    let leafIndex: Int64
    /// The log's own receipt, from which the other members follow; `nil` when only those are given.
    let whole: Receipt?

    init(_ value: JSONValue, path: String) throws(InputError) {
        let reader = try MemberReader(value, path: path)
        unitId = try reader.string("unitId")
        version = try reader.integer("version", in: StationReport.versionRange)
        digest = try reader.string("sha256")
        leafIndex = try reader.integer("leafIndex", in: Aggregate.countRange)
        guard reader.optional("receipt") != nil else {
            whole = nil
            return
        }
        let receipt = try MemberReader(.object(try reader.object("receipt")), path: path + "receipt/")
        guard let entry = Base64.decode(try receipt.string("entry")) else {
            throw receipt.fault("entry", "standard base64", receipt.optional("entry"))
        }
        whole = Receipt(entry: entry, proof: Array(try receipt.string("proof").utf8))
    }
}
