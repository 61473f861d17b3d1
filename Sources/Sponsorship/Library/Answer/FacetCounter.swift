/// Counts and sums the matching ads by the values of a field.
struct FacetCounter {
    private let table: FieldTable
    private let tables: LibraryTables
    private let field: LibraryField
    private let found: GroupTallies

    init(_ field: LibraryField, of matches: Matches, tables: LibraryTables) {
        self.field = field
        self.tables = tables
        table = tables[field]
        found = GroupTallies(field, of: matches, groupCount: table.groups.count)
    }

    /// The number that stands for "unknown" behind those of the values.
    private var unknown: Int { table.texts.count }

    /// The numbers of the values that the ads of a group have.
    func members(_ group: FieldTable.Group) -> [Int] {
        group.value == FieldTable.Group.unknown ? [unknown] : table.sets[Int(group.set)].map { Int($0) }
    }

    /// Shows each value of each group that has ads.
    private func visit(_ body: (_ value: Int, _ group: FieldTable.Group, _ tally: Tally) -> Void) {
        for (number, tally) in zip(found.groups, found.tallies) where tally.ads > 0 {
            let group = table.groups[Int(number)]
            if group.value < FieldTable.Group.several {
                body(Int(group.value), group, tally)
            } else {
                for value in members(group) { body(value, group, tally) }
            }
        }
    }

    func value(_ number: Int) -> LibraryValue { number == unknown ? .unknown : table.value(number) }

    /// The most frequent values.
    func facet(limit: Int) -> LibraryFacet {
        let (chosen, distinct) = mostFrequent(limit)
        var places = [Int](repeating: -1, count: unknown + 1)
        for (place, number) in chosen.enumerated() { places[number] = place }
        var sums = [CurrencyTallies](repeating: CurrencyTallies(), count: chosen.count)
        if !chosen.isEmpty {
            visit { value, group, tally in
                if places[value] >= 0 { sums[places[value]].add(tally, currency: group.currency) }
            }
        }
        let rows = zip(chosen, sums).map { LibraryFacet.Row(value: value($0), ads: $1.ads, sums: $1.sums(tables)) }
        return LibraryFacet(field: field, rows: rows, distinct: distinct)
    }

    /// A value and how many ads have it; what the library took first comes first among equals.
    private struct Frequency: Comparable {
        let ads: Int
        let number: Int

        static func < (left: Frequency, right: Frequency) -> Bool {
            left.ads != right.ads ? left.ads < right.ads : left.number > right.number
        }
    }

    /// Numbers of values, the most frequent first, and how many there are in all.
    func mostFrequent(_ limit: Int) -> (numbers: [Int], distinct: Int) {
        var counts = [Int](repeating: 0, count: unknown + 1)
        visit { value, _, tally in counts[value] += Int(tally.ads) }
        var distinct = 0
        var top = Largest<Frequency>(limit)
        for (number, ads) in counts.enumerated() where ads > 0 {
            distinct += 1
            top.insert(Frequency(ads: ads, number: number))
        }
        return (top.sorted.map(\.number), distinct)
    }

    /// The sums of all ads; only where each ad has at most one value.
    var sums: [LibrarySum] {
        var all = CurrencyTallies()
        visit { _, group, tally in all.add(tally, currency: group.currency) }
        return all.sums(tables)
    }
}
