/// Counts, sums and reach over time.
struct TrendCounter {
    private struct Cell {
        var tally = Tally()
        var reach = ReachTally()

        mutating func add(_ amount: Segment.Band, _ reach: Segment.Band) {
            tally.add(amount)
            self.reach.add(reach)
        }
    }

    private let query: LibraryQuery.Trend
    private let tables: LibraryTables
    /// What each line stands for; `nil` for all ads in the first and the rest in the last.
    private let values: [LibraryValue?]
    /// For each group of the split field the lines besides the first that its ads belong to.
    private let lines: [[Int]]
    /// For each group of the time field a cell for each line.
    private var cells: [Cell]

    init(_ query: LibraryQuery.Trend, of matches: Matches, tables: LibraryTables) {
        self.query = query
        self.tables = tables
        (values, lines) = query.split.map { Self.split($0, matches, tables) } ?? ([nil], [])
        cells = []
        var cells = [Cell](repeating: Cell(), count: tables[query.field].groups.count * values.count)
        for part in matches.parts {
            add(part, of: matches, to: &cells)
        }
        self.cells = cells
    }

    private func add(_ part: Matches.Part, of matches: Matches, to cells: inout [Cell]) {
        let columns = part.segment.columns
        let timeColumn = columns.groups[query.field.index]
        let splitColumn = query.split.map { columns.groups[$0.index] } ?? []
        let (times, splits, rows) = (timeColumn.span, splitColumn.span, matches.rows.span)
        let (amounts, reaches) = (columns.amounts.span, columns.reaches.span)
        var cells = cells.mutableSpan
        let width = values.count
        for index in part.rows {
            let row = Int(rows[index])
            let first = Int(times[row]) * width
            cells[first].add(amounts[row], reaches[row])
            guard !splits.isEmpty else { continue }
            for line in lines[Int(splits[row])] { cells[first + line].add(amounts[row], reaches[row]) }
        }
    }

    /// All ads, the most frequent values, the rest; and the lines of each group.
    private static func split(
        _ field: LibraryField, _ matches: Matches, _ tables: LibraryTables
    ) -> (values: [LibraryValue?], lines: [[Int]]) {
        let table = tables[field]
        let counter = FacetCounter(field, of: matches, tables: tables)
        let chosen = counter.mostFrequent(LibraryQuery.splitLimit).numbers
        let places = Dictionary(uniqueKeysWithValues: zip(chosen, 1...))
        var lines: [[Int]] = []
        table.groups.visit { _, group in
            let found = counter.members(group).compactMap { places[$0] }
            lines.append(found.isEmpty ? [chosen.count + 1] : found)
        }
        return ([nil] + chosen.map { counter.value($0) } + [nil], lines)
    }

    var trend: LibraryTrend {
        let all = values.indices.map { LibraryTrend.Line(value: values[$0], points: points(of: $0)) }
        let isRestEmpty = all.count > 1 && all[all.count - 1].points.isEmpty
        return LibraryTrend(query: query, lines: isRestEmpty ? all.dropLast() : all)
    }

    private func points(of line: Int) -> [LibraryTrend.Point] {
        let table = tables[query.field]
        var byTime: [String: (sums: CurrencyTallies, reach: ReachTally)] = [:]
        for group in 0..<table.groups.count {
            let cell = cells[group * values.count + line]
            guard cell.tally.ads > 0, let number = table.sets[Int(table.groups[group].set)].first else { continue }
            let time = table.texts[Int(number)]
            byTime[time, default: (CurrencyTallies(), ReachTally())].sums.add(cell.tally, currency: table.groups[group].currency)
            byTime[time]?.reach.add(cell.reach)
        }
        return byTime.sorted { $0.key < $1.key }.map { time, found in
            LibraryTrend.Point(start: time, ads: found.sums.ads, sums: found.sums.sums(tables), reach: found.reach.reach)
        }
    }
}

extension LibraryQuery.Trend {
    /// The field whose values are the points of time.
    fileprivate var field: LibraryField {
        switch step {
        case .week: .week
        case .month: .month
        }
    }
}
