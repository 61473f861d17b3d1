/// The reach of an ad as it may be published: nobody can be found in it (reference 7).
///
/// A cell stands for at least ``MeasureThreshold/smallestPublishedCell`` people. Rows that have smaller ones are given broad ages,
/// then merged with other regions of their country; what is still too small is hidden, and never one cell of a row alone,
/// because the row's total would give it away. Figures are rounded.
public struct PublishedReach: Hashable, Sendable {
    /// One place.
    public struct Row: Hashable, Sendable {
        public struct Cell: Hashable, Sendable {
            public let ages: AudienceCell.Ages
            public let gender: String
            /// People reached, to three figures; `nil` when it is hidden.
            public let reach: Int64?
        }

        public let place: AudienceCell.Place
        /// By age, then gender.
        public let cells: [Cell]
    }

    /// In order of country and region; empty when too few cells could be shown.
    public let rows: [Row]

    /// - Parameter reach: people reached per cell; negative counts are taken for 0.
    public init(_ reach: [AudienceCell: Int64]) {
        var rows = Dictionary(grouping: reach, by: \.key.place).mapValues { cells in
            SafeRow(cells.map { (SafeRow.Column(ages: $0.key.ages, gender: $0.key.gender), max(0, $0.value)) })
        }
        for (place, row) in rows where !row.isSafe { rows[place] = row.broadened }
        for country in Set(rows.keys.map(\.country)) { Self.mergeRegions(of: country, in: &rows) }
        let published = rows.sorted { $0.key < $1.key }.map { Row(place: $0.key, cells: $0.value.published) }
        let shown = published.reduce(0) { $0 + $1.cells.count { $0.reach != nil } }
        self.rows = shown >= MeasureThreshold.fewestPublishedCells ? published : []
    }

    /// A number of people as it may be published: to three figures, halves up.
    public static func rounded(_ count: Int64) -> Int64 { SafeRow.rounded(count) }

    /// Merges the rows of regions that are not safe alone; a single one takes the smallest of the others with it.
    private static func mergeRegions(of country: String, in rows: inout [AudienceCell.Place: SafeRow]) {
        let whole = AudienceCell.Place(country: country)
        let regions = rows.keys.filter { $0.country == country && $0.region != nil }.sorted()
        var merged = regions.filter { rows[$0]?.isSafe == false }
        guard !merged.isEmpty else { return }
        if merged.count == 1, rows[whole] == nil {
            let others = regions.filter { $0 != merged[0] }
            merged += others.min { (rows[$0]?.total ?? 0) < (rows[$1]?.total ?? 0) }.map { [$0] } ?? []
        }
        for place in merged {
            guard let row = rows.removeValue(forKey: place)?.broadened else { continue }
            rows[whole] = rows[whole].map { $0.broadened.adding(row) } ?? row
        }
    }
}

/// The cells of one place while they are made safe.
struct SafeRow {
    struct Column: Hashable, Comparable {
        let ages: AudienceCell.Ages
        let gender: String

        static func < (left: Column, right: Column) -> Bool { (left.ages, left.gender) < (right.ages, right.gender) }
    }

    private var counts: [Column: Int64] = [:]

    init(_ cells: some Sequence<(Column, Int64)>) {
        for (column, count) in cells { add(count, to: column) }
    }

    private mutating func add(_ count: Int64, to column: Column) {
        let (sum, overflow) = counts[column, default: 0].addingReportingOverflow(count)
        counts[column] = overflow ? .max : sum
    }

    var isSafe: Bool { counts.values.allSatisfy { $0 >= MeasureThreshold.smallestPublishedCell } }

    /// For comparing rows only.
    var total: Double { counts.values.reduce(0) { $0 + Double($1) } }

    var broadened: SafeRow {
        SafeRow(counts.map { (Column(ages: $0.key.ages.broadened, gender: $0.key.gender), $0.value) })
    }

    func adding(_ other: SafeRow) -> SafeRow {
        SafeRow(counts.map { ($0.key, $0.value) } + other.counts.map { ($0.key, $0.value) })
    }

    var published: [PublishedReach.Row.Cell] {
        let columns = counts.keys.sorted()
        var hidden = Set(columns.filter { counts[$0, default: 0] < MeasureThreshold.smallestPublishedCell })
        if hidden.count == 1 {
            let second = columns.filter { !hidden.contains($0) }.min { counts[$0, default: 0] < counts[$1, default: 0] }
            if let second { hidden.insert(second) }
        }
        return columns.map { column in
            let reach = hidden.contains(column) ? nil : Self.rounded(counts[column, default: 0])
            return .init(ages: column.ages, gender: column.gender, reach: reach)
        }
    }

    /// To three figures, halves up.
    static func rounded(_ count: Int64) -> Int64 {
        var unit: Int64 = 1
        while count / unit >= MeasureThreshold.publishedFigureLimit { unit *= 10 }
        let rest = count % unit
        return count - rest + (rest > (unit - 1) / 2 ? unit : 0)
    }
}
