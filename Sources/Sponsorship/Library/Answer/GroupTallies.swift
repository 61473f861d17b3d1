/// What the matching ads of each group cost together; only groups that were seen are held.
struct GroupTallies: Sendable {
    /// For each group its place among `groups` and one; 0 where it was not seen.
    private var places: [UInt32]
    private(set) var groups: [UInt32] = []
    /// Of the groups, in their order; there may be more of them.
    private(set) var tallies: [Tally] = []

    init(groupCount: Int) { places = [UInt32](repeating: 0, count: groupCount) }

    init(_ field: LibraryField, of matches: Matches, groupCount: Int) {
        self.init(groupCount: groupCount)
        for part in matches.parts where !part.rows.isEmpty {
            let column = part.segment.columns.groups[field.index]
            let amounts = part.segment.columns.amounts
            if let others = part.others, !part.segment.totals.isEmpty {
                add(part.segment.totals[field.index])
                remove(others, column, amounts)
            } else {
                add(matches.rows, part.rows, column, amounts)
            }
        }
    }

    /// Adds rows of a segment.
    mutating func add(_ rows: [UInt16], _ range: Range<Int>, _ column: [UInt32], _ amounts: [Segment.Band]) {
        makeRoom(range.count)
        Self.add(rows, range, column, amounts, &places, &groups, &tallies)
    }

    private static func add(
        _ rows: [UInt16], _ range: Range<Int>, _ column: [UInt32], _ amounts: [Segment.Band],
        _ places: inout [UInt32], _ groups: inout [UInt32], _ tallies: inout [Tally]
    ) {
        let (rows, column, amounts) = (rows.span, column.span, amounts.span)
        var places = places.mutableSpan
        var tallies = tallies.mutableSpan
        for index in range {
            let row = Int(rows[index])
            let group = column[row]
            var place = places[Int(group)]
            if place == 0 {
                groups.append(group)
                place = UInt32(groups.count)
                places[Int(group)] = place
            }
            tallies[Int(place) - 1].add(amounts[row])
        }
    }

    private mutating func add(_ totals: GroupTotals) {
        makeRoom(totals.groups.count)
        for (index, group) in totals.groups.enumerated() {
            if places[Int(group)] == 0 {
                groups.append(group)
                places[Int(group)] = UInt32(groups.count)
            }
            tallies[Int(places[Int(group)]) - 1].add(totals.tallies[index])
        }
    }

    /// Takes back rows that were added.
    private mutating func remove(_ rows: [UInt16], _ column: [UInt32], _ amounts: [Segment.Band]) {
        for row in rows {
            let place = places[Int(column[Int(row)])]
            tallies[Int(place) - 1].remove(amounts[Int(row)])
        }
    }

    /// Room for so many groups more, as far as there are so many.
    private mutating func makeRoom(_ more: Int) {
        let wanted = min(places.count, groups.count + more)
        if tallies.count < wanted { tallies += [Tally](repeating: Tally(), count: wanted - tallies.count) }
    }
}

/// What all rows of one segment cost together by the groups of one field.
struct GroupTotals: Sendable {
    let groups: [UInt32]
    let tallies: [Tally]

    init(_ column: [UInt32], _ amounts: [Segment.Band]) {
        var found = GroupTallies(groupCount: Int(column.max() ?? 0) + 1)
        found.add((0..<column.count).map { UInt16($0) }, 0..<column.count, column, amounts)
        groups = found.groups
        tallies = Array(found.tallies.prefix(found.groups.count))
    }
}
