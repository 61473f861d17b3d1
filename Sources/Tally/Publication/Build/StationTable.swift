import Daylight

/// All stations in one table (CSV, RFC 4180): who they are, which report is published, and one column for each count and list.
/// Stations without a report have empty cells.
enum StationTable {
    static func bytes(of definition: ElectionDefinition, _ reports: [Int: CollectedReport]) -> [UInt8] {
        let tree = definition.units
        let fields = SumField.allCases.filter { $0 != .voterCards || definition.hasVoterCards }
        var names = ["unitId", "unitName", "parent", "version", "sha256"] + fields.map(\.rawValue)
        names += definition.lists.map { "list \($0.number)" }
        var bytes: [UInt8] = []
        bytes.append(contentsOf: names.joined(separator: ",").utf8)
        bytes.append(contentsOf: "\r\n".utf8)
        for (index, unit) in tree.units.enumerated() where unit.level == .station {
            append(unit.id, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            append(unit.title, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            append(unit.parent ?? "", to: &bytes)
            if let collected = reports[index] {
                bytes.append(contentsOf: ",\(collected.report.version),\(collected.digest.hex)".utf8)
                for field in fields {
                    let count = field.count(in: collected.report.counts, registeredVoters: unit.registeredVoters)
                    bytes.append(UInt8(ascii: ","))
                    if let count { bytes.append(contentsOf: String(count).utf8) }
                }
                for total in collected.report.listTotals {
                    bytes.append(UInt8(ascii: ","))
                    bytes.append(contentsOf: String(total).utf8)
                }
            } else {
                let cells = 2 + fields.count + definition.lists.count
                bytes.append(contentsOf: [UInt8](repeating: UInt8(ascii: ","), count: cells))
            }
            bytes.append(contentsOf: "\r\n".utf8)
        }
        return bytes
    }

    /// A cell, quoted where it must be.
    private static func append(_ text: String, to bytes: inout [UInt8]) {
        guard text.utf8.contains(where: isSpecial) else {
            bytes.append(contentsOf: text.utf8)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
    }
}
