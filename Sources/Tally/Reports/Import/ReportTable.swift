import Daylight

/// Reads a table with one station in a row: the columns `unitId`, the boxes by their names in a report, and `list N` for each list.
/// A publication's own table has these columns.
struct ReportTable {
    private enum Column: Hashable {
        case unit, version, phase, method
        case count(String)
        case list(Int)
        /// What a publication's table has besides.
        case passedOver
    }

    private static let needed = ["pollCards", "proxies", "admittedVoters", "validVotes", "blank", "invalid", "votesCast"]
    private static let passedOver: Set<String> = ["unitName", "parent", "sha256"]

    let definition: ElectionDefinition
    private var columns: [Column] = []
    private(set) var reports: [JSONObject] = []

    init(_ definition: ElectionDefinition) { self.definition = definition }

    mutating func read(_ row: borrowing TableRow) throws(InputError) {
        if row.isEmptyLine { return }
        guard !columns.isEmpty else {
            try readHeader(row)
            return
        }
        guard row.count == columns.count else {
            throw InputError(place: .line(row.line), expected: "\(columns.count) cells", found: "\(row.count)")
        }
        guard try isReport(row) else { return }
        guard reports.count < ReportImport.reportLimit else {
            throw InputError(place: .line(row.line), expected: "at most \(ReportImport.reportLimit) reports", found: "more")
        }
        reports.append(try report(row))
    }

    private mutating func readHeader(_ row: borrowing TableRow) throws(InputError) {
        let names = row.texts()
        let counts = Self.needed + ["registeredVoters"] + (definition.hasVoterCards ? ["voterCards"] : [])
        for (place, name) in names.enumerated() {
            let column: Column? =
                switch name {
                case "unitId": .unit
                case "version": .version
                case "phase": .phase
                case "countingMethod": .method
                case _ where Self.passedOver.contains(name): .passedOver
                case _ where counts.contains(name): .count(name)
                default: list(name)
                }
            guard let column, column == .passedOver || !columns.contains(column) else {
                throw row.fault(column: place, column == nil ? "a known column" : "each column once")
            }
            columns.append(column)
        }
        var missing = Self.needed.filter { !columns.contains(.count($0)) }
        if !columns.contains(.unit) { missing.insert("unitId", at: 0) }
        missing += definition.lists.map(\.number).filter { !columns.contains(.list($0)) }.map { "list \($0)" }
        if let first = missing.first {
            throw InputError(place: .line(row.line), expected: "a column \(first)", found: "none")
        }
    }

    private func list(_ name: String) -> Column? {
        guard name.hasPrefix("list "), let number = Int(name.dropFirst(5)),
            definition.lists.contains(where: { $0.number == number })
        else { return nil }
        return .list(number)
    }

    /// Whether the station has reported: the table of a publication has rows for the others too.
    private func isReport(_ row: borrowing TableRow) throws(InputError) -> Bool {
        for (place, column) in columns.enumerated() where !row[place].isEmpty {
            switch column {
            case .count, .list: return true
            case .unit, .version, .phase, .method, .passedOver: continue
            }
        }
        return false
    }

    private func report(_ row: borrowing TableRow) throws(InputError) -> JSONObject {
        var report: JSONObject = [
            "electionId": .string(definition.id), "contestId": .string(definition.contestId),
            "form": .string(ReportForm.totals.rawValue), "version": 1, "phase": .string(CountPhase.first.rawValue),
            "countingMethod": .string(CountingMethod.decentral.rawValue),
        ]
        var totals: [Int: Int64] = [:]
        for (place, column) in columns.enumerated() {
            switch column {
            case .unit: report["unitId"] = .string(row[place].text)
            case .version:
                if !row[place].isEmpty { report["version"] = .integer(try count(row, place, in: StationReport.versionRange)) }
            case .phase: if !row[place].isEmpty { report["phase"] = .string(row[place].text) }
            case .method: if !row[place].isEmpty { report["countingMethod"] = .string(row[place].text) }
            case .count("registeredVoters") where row[place].isEmpty: continue
            case .count(let name): report[name] = .integer(try count(row, place, in: StationReport.countRange))
            case .list(let number): totals[number] = try count(row, place, in: StationReport.countRange)
            case .passedOver: continue
            }
        }
        report["listTotals"] = .array(
            definition.lists.map { ["number": .integer($0.number), "total": .integer(totals[$0.number] ?? 0)] })
        return report
    }

    private func count(
        _ row: borrowing TableRow, _ place: Int, in range: ClosedRange<Int64>
    ) throws(InputError) -> Int64 {
        let cell = row[place]
        guard !cell.isEmpty, cell.count <= 9, cell.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(cell.text),
            range.contains(number)
        else { throw row.fault(column: place, "a whole number from \(range.lowerBound) to \(range.upperBound)") }
        return number
    }
}
