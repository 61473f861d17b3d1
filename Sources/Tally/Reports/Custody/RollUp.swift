import Daylight

/// Sums of the current reports of stations, for any unit at once: the stations stand in an order in which those below a unit
/// are side by side, and a sum is the difference of two running sums.
struct RollUp {
    private let definition: ElectionDefinition
    /// For each running sum, the place of its station in the walk of the tree.
    private let places: [Int]
    /// Running sums: one row more than stations, in each the counts and then the lists.
    private let sums: [Int64]
    /// Running numbers of stations whose registered voters are not known.
    private let unknownRegisters: [Int]
    private var width: Int { SumField.allCases.count + definition.lists.count }

    init(_ current: [Int: ReportLedger.Entry], of definition: ElectionDefinition) {
        let tree = definition.units
        let stations = current.filter { tree.units[$0.key].level == .station }
            .map { (place: tree.places(of: $0.key).lowerBound, unit: tree.units[$0.key], report: $0.value.report) }
            .sorted { $0.place < $1.place }
        let width = SumField.allCases.count + definition.lists.count
        var row = [Int64](repeating: 0, count: width)
        var sums = row
        var unknown = [0]
        sums.reserveCapacity((stations.count + 1) * width)
        for (_, unit, report) in stations {
            var isUnknown = false
            for (column, field) in SumField.allCases.enumerated() {
                let count = field.count(in: report.counts, registeredVoters: unit.registeredVoters)
                row[column] += count ?? 0
                isUnknown = isUnknown || count == nil
            }
            for (index, total) in report.listTotals.enumerated() { row[SumField.allCases.count + index] += total }
            sums += row
            unknown.append(unknown[unknown.count - 1] + (isUnknown ? 1 : 0))
        }
        self.definition = definition
        self.sums = sums
        unknownRegisters = unknown
        places = stations.map(\.place)
    }

    /// The sum below a unit: counts in the order of ``SumField``, then lists; `nil` for registered voters that are not known of
    /// every station.
    func sum(below unit: Int) -> [Int64?] {
        let walk = definition.units.places(of: unit)
        let (from, to) = (rank(of: walk.lowerBound), rank(of: walk.upperBound))
        var sum: [Int64?] = (0..<width).map { sums[to * width + $0] - sums[from * width + $0] }
        if unknownRegisters[to] > unknownRegisters[from] { sum[0] = nil }
        return sum
    }

    /// How many stations stand before a place.
    private func rank(of place: Int) -> Int {
        var (low, high) = (0, places.count)
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Where the aggregate of a unit differs from the sum of the reports: pointers into it, and each difference in words.
    func differences(_ aggregate: Aggregate, unit: Int) -> [(path: String, message: String)] {
        let sum = sum(below: unit)
        var differences: [(path: String, message: String)] = []
        for (field, stated) in aggregate.fields {
            guard let column = SumField.allCases.firstIndex(of: field), let summed = sum[column], summed != stated else {
                continue
            }
            differences.append(("/fields/\(field.rawValue)", "\(field.rawValue) \(stated), the reports make \(summed)"))
        }
        guard let stated = aggregate.listTotals else { return differences }
        var rest: [Int64: Int64] = [:]
        for (index, list) in definition.lists.enumerated() {
            rest[Int64(list.number)] = sum[SumField.allCases.count + index] ?? 0
        }
        for (index, list) in stated.enumerated() {
            let summed = rest.removeValue(forKey: list.number) ?? 0
            guard summed != list.total else { continue }
            differences.append(
                ("/fields/listTotals/\(index)/total", "list \(list.number) \(list.total), the reports make \(summed)"))
        }
        for (number, summed) in rest.sorted(by: { $0.key < $1.key }) where summed != 0 {
            differences.append(("/fields/listTotals", "list \(number) not stated, the reports make \(summed)"))
        }
        return differences
    }
}
