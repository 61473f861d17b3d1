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
    private var values: [LibraryValue?] = [nil]
    /// For each group of the split field a bit for each line that its ads belong to; the first is every ad's.
    private var lines: [UInt16] = []
    /// For each group of the time field a cell for each line.
    private var cells: [Cell] = []

    init(_ query: LibraryQuery.Trend, of matches: Matches, tables: LibraryTables) {
        self.query = query
        self.tables = tables
        if let split = query.split { self.split(split, matches) }
        cells = [Cell](repeating: Cell(), count: tables[query.field].groups.count * values.count)
        for part in matches.parts { Self.add(part, of: matches, query, lines, width: values.count, to: &cells) }
    }

    private static func add(
        _ part: Matches.Part, of matches: Matches, _ query: LibraryQuery.Trend, _ lines: [UInt16], width: Int,
        to cells: inout [Cell]
    ) {
        let columns = part.segment.columns
        let timeColumn = columns.groups[query.field.index]
        let splitColumn = query.split.map { columns.groups[$0.index] } ?? []
        let (times, splits, rows, lines) = (timeColumn.span, splitColumn.span, matches.rows.span, lines.span)
        let (amounts, reaches) = (columns.amounts.span, columns.reaches.span)
        var cells = cells.mutableSpan
        for index in part.rows {
            let row = Int(rows[index])
            let first = Int(times[row]) * width
            var left = splits.isEmpty ? 1 : lines[Int(splits[row])]
            while left != 0 {
                cells[first + left.trailingZeroBitCount].add(amounts[row], reaches[row])
                left &= left - 1
            }
        }
    }

    /// Makes lines for the most frequent values and the rest.
    private mutating func split(_ field: LibraryField, _ matches: Matches) {
        let counter = FacetCounter(field, of: matches, tables: tables)
        let chosen = counter.mostFrequent(LibraryQuery.splitLimit).numbers
        let bits = Dictionary(uniqueKeysWithValues: zip(chosen, (1...chosen.count + 1).map { UInt16(1) << $0 }))
        let rest = UInt16(1) << (chosen.count + 1)
        var lines: [UInt16] = []
        tables[field].groups.visit { _, group in
            let found = counter.members(group).reduce(0) { $0 | bits[$1, default: 0] }
            lines.append(1 | (found == 0 ? rest : found))
        }
        self.lines = lines
        values += chosen.map { counter.value($0) } + [nil]
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
