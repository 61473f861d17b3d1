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
            if let others = part.others {
                add(part.segment.totals[field.index])
                remove(others, column, part.amounts)
            } else {
                add(matches.rows, part.rows, column, part.amounts)
            }
        }
    }

    /// Adds rows of a segment, with what each costs.
    mutating func add(_ rows: [UInt16], _ range: Range<Int>, _ column: [UInt32], _ amounts: [Segment.Band]) {
        makeRoom(range.count)
        guard places.count <= Self.fewGroups, range.count > places.count * Self.lanes else {
            return Self.add(rows, range, column, amounts, &places, &groups, &tallies)
        }
        for (group, tally) in Self.tallies(rows, range, column, amounts, groupCount: places.count).enumerated()
        where tally.ads > 0 {
            if places[group] == 0 {
                groups.append(UInt32(group))
                places[group] = UInt32(groups.count)
            }
            tallies[Int(places[group]) - 1].add(tally)
        }
    }

    private static let fewGroups = 64
    private static let lanes = 4

    /// What rows of each group cost. A sum has to wait for what was added to it last: where rows share few groups, each has
    /// several sums in turn.
    private static func tallies(
        _ rows: [UInt16], _ range: Range<Int>, _ column: [UInt32], _ amounts: [Segment.Band], groupCount: Int
    ) -> [Tally] {
        var found = [Tally](repeating: Tally(), count: groupCount * lanes)
        let (rows, column, amounts) = (rows.span, column.span, amounts.span)
        var sums = found.mutableSpan
        for index in amounts.indices {
            let group = Int(column[Int(rows[range.lowerBound + index])])
            sums[group &* lanes &+ index & (lanes - 1)].add(amounts[index])
        }
        return (0..<groupCount).map { group in
            (1..<lanes).reduce(into: found[group * lanes]) { $0.add(found[group * lanes + $1]) }
        }
    }

    private static func add(
        _ rows: [UInt16], _ range: Range<Int>, _ column: [UInt32], _ amounts: [Segment.Band],
        _ places: inout [UInt32], _ groups: inout [UInt32], _ tallies: inout [Tally]
    ) {
        let (rows, column, amounts) = (rows.span, column.span, amounts.span)
        var places = places.mutableSpan
        var tallies = tallies.mutableSpan
        for index in amounts.indices {
            let group = column[Int(rows[range.lowerBound + index])]
            var place = places[Int(group)]
            if place == 0 {
                groups.append(group)
                place = UInt32(groups.count)
                places[Int(group)] = place
            }
            tallies[Int(place) - 1].add(amounts[index])
        }
    }

    private mutating func add(_ totals: GroupTotals) {
        makeRoom(totals.groups.count)
        Self.add(totals, &places, &groups, &tallies)
    }

    private static func add(
        _ totals: GroupTotals, _ places: inout [UInt32], _ groups: inout [UInt32], _ tallies: inout [Tally]
    ) {
        let (newGroups, newTallies) = (totals.groups.span, totals.tallies.span)
        var places = places.mutableSpan
        var tallies = tallies.mutableSpan
        for index in newGroups.indices {
            let group = newGroups[index]
            var place = places[Int(group)]
            if place == 0 {
                groups.append(group)
                place = UInt32(groups.count)
                places[Int(group)] = place
            }
            tallies[Int(place) - 1].add(newTallies[index])
        }
    }

    /// Takes back rows that were added.
    private mutating func remove(_ rows: [UInt16], _ column: [UInt32], _ amounts: [Segment.Band]) {
        Self.remove(rows, column, amounts, places, &tallies)
    }

    private static func remove(
        _ rows: [UInt16], _ column: [UInt32], _ amounts: [Segment.Band], _ places: [UInt32], _ tallies: inout [Tally]
    ) {
        let (rows, column, amounts, places) = (rows.span, column.span, amounts.span, places.span)
        var tallies = tallies.mutableSpan
        for index in rows.indices {
            tallies[Int(places[Int(column[Int(rows[index])])]) - 1].remove(amounts[index])
        }
    }

    /// Room for so many groups more, as far as there are so many.
    private mutating func makeRoom(_ more: Int) {
        let wanted = min(places.count, groups.count + more)
        if tallies.count < wanted { tallies += [Tally](repeating: Tally(), count: wanted - tallies.count) }
    }
}

/// What all rows of one segment cost together by the groups of one field, in the order of their numbers, in which they are
/// added quickest.
struct GroupTotals: Sendable {
    let groups: [UInt32]
    let tallies: [Tally]

    init(_ column: [UInt32], _ amounts: [Segment.Band]) {
        var found = GroupTallies(groupCount: Int(column.max() ?? 0) + 1)
        found.add((0..<column.count).map { UInt16($0) }, 0..<column.count, column, amounts)
        let sorted = zip(found.groups, found.tallies).sorted { $0.0 < $1.0 }
        groups = sorted.map(\.0)
        tallies = sorted.map(\.1)
    }
}
