/// Counts and sums the matching ads by the values of a field.
struct FacetCounter {
    private let table: FieldTable
    private let tables: LibraryTables
    private let field: LibraryField
    /// By group.
    private var tallies: [Tally]

    init(_ field: LibraryField, of matches: Matches, tables: LibraryTables) {
        self.field = field
        self.tables = tables
        table = tables[field]
        tallies = [Tally](repeating: Tally(), count: table.groups.count)
        for part in matches.parts {
            let columns = part.segment.columns
            let groups = columns.groups[field.index]
            for index in part.rows {
                let row = Int(matches.rows[index])
                tallies[Int(groups[row])].add(low: columns.low[row], high: columns.high[row])
            }
        }
    }

    /// The number that stands for "unknown" behind those of the values.
    private var unknown: Int { table.texts.count }

    func members(_ group: Int) -> [Int] {
        let members = table.sets[Int(table.groups[group].set)]
        return members.isEmpty ? [unknown] : members.map { Int($0) }
    }

    func value(_ number: Int) -> LibraryValue { number == unknown ? .unknown : table.value(number) }

    /// The most frequent values.
    func facet(limit: Int) -> LibraryFacet {
        let (chosen, distinct) = mostFrequent(limit)
        var places = [Int](repeating: -1, count: unknown + 1)
        for (place, number) in chosen.enumerated() { places[number] = place }
        var sums = [CurrencyTallies](repeating: CurrencyTallies(), count: chosen.count)
        for (group, tally) in tallies.enumerated() where tally.ads > 0 {
            for number in members(group) where places[number] >= 0 {
                sums[places[number]].add(tally, currency: table.groups[group].currency)
            }
        }
        let rows = zip(chosen, sums).map { LibraryFacet.Row(value: value($0), ads: $1.ads, sums: $1.sums(tables)) }
        return LibraryFacet(field: field, rows: rows, distinct: distinct)
    }

    /// Numbers of values, the most frequent first, and how many there are in all.
    func mostFrequent(_ limit: Int) -> (numbers: [Int], distinct: Int) {
        var counts = [Int](repeating: 0, count: unknown + 1)
        for (group, tally) in tallies.enumerated() where tally.ads > 0 {
            for number in members(group) { counts[number] += Int(tally.ads) }
        }
        let present = counts.indices.filter { counts[$0] > 0 }
        let sorted = present.sorted { left, right in
            counts[left] != counts[right] ? counts[left] > counts[right] : precedes(left, right)
        }
        return (Array(sorted.prefix(limit)), present.count)
    }

    private func precedes(_ left: Int, _ right: Int) -> Bool {
        switch (value(left), value(right)) {
        case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        case (.text, _): true
        case (.none, .unknown): true
        default: false
        }
    }

    /// The sums of all ads; only where each ad has at most one value.
    var sums: [LibrarySum] {
        var all = CurrencyTallies()
        for (group, tally) in tallies.enumerated() where tally.ads > 0 {
            all.add(tally, currency: table.groups[group].currency)
        }
        return all.sums(tables)
    }
}
