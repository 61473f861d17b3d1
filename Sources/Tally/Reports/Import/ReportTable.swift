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

    private let definition: ElectionDefinition
    private let limit: Int
    private var columns: [Column] = []
    private(set) var reports: [JSONObject] = []

    init(_ definition: ElectionDefinition, limit: Int) { (self.definition, self.limit) = (definition, limit) }

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
        guard reports.count < limit else {
            throw InputError(place: .line(row.line), expected: "at most \(limit) reports", found: "more")
        }
        reports.append(try report(row))
    }

    private mutating func readHeader(_ row: borrowing TableRow) throws(InputError) {
        var names: [String] = []
        for place in 0..<row.count { names.append(try text(row, place)) }
        let needed = Self.needed + (definition.hasVoterCards ? ["voterCards"] : [])
        let counts = needed + ["registeredVoters"]
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
        var missing = needed.filter { !columns.contains(.count($0)) }
        if !columns.contains(.unit) { missing.insert("unitId", at: 0) }
        missing += definition.lists.map(\.number).filter { !columns.contains(.list($0)) }.map { "list \($0)" }
        if let first = missing.first {
            throw InputError(place: .line(row.line), expected: "a column \(first)", found: "none")
        }
    }

    private func list(_ name: String) -> Column? {
        guard name.hasPrefix("list "), let number = Int(name.dropFirst(5)), name.dropFirst(5) == String(number),
            definition.lists.contains(where: { $0.number == number })
        else { return nil }
        return .list(number)
    }

    /// Whether the station has reported: the table of a publication has rows for the others too.
    private func isReport(_ row: borrowing TableRow) throws(InputError) -> Bool {
        for (place, column) in columns.enumerated() where !row[place].isEmpty {
            switch column {
            // How many may vote is often written down before the poll.
            case .count("registeredVoters"), .unit, .version, .phase, .method, .passedOver: continue
            case .count, .list: return true
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
            case .unit:
                guard !row[place].isEmpty else { throw row.fault(column: place, "an id of a unit") }
                report["unitId"] = .string(try text(row, place))
            case .version:
                if !row[place].isEmpty { report["version"] = .integer(try count(row, place, in: StationReport.versionRange)) }
            case .phase:
                if !row[place].isEmpty { report["phase"] = .string(try word(row, place, of: CountPhase.self)) }
            case .method:
                if !row[place].isEmpty { report["countingMethod"] = .string(try word(row, place, of: CountingMethod.self)) }
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

    private func text(_ row: borrowing TableRow, _ place: Int) throws(InputError) -> String {
        guard let text = String(validating: row[place], as: UTF8.self) else { throw row.fault(column: place, "UTF-8") }
        return text
    }

    private func word<Word: RawRepresentable & CaseIterable>(
        _ row: borrowing TableRow, _ place: Int, of type: Word.Type
    ) throws(InputError) -> String where Word.RawValue == String {
        guard let word = Word(rawValue: try text(row, place)) else {
            throw row.fault(column: place, Word.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return word.rawValue
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
