extension NoteArchive {
    /// Takes the ratings over from the rows as they were read. ``noteIDs`` must hold every rated note.
    ///
    /// - Returns: the rows of pairs whose rows differ, as places in the table and lines, ascending.
    mutating func take(_ rows: inout RatingRows) -> [(row: Int, line: Int)] {
        renumber(&rows)
        let all = 0..<rows.count
        let byRater = CountingSort.order(of: all.map { rows[$0].rater }, count: raterIDs.count, after: nil)
        let order = CountingSort.order(of: all.map { rows[$0].note }, count: noteIDs.count, after: byRater)
        var conflicting: [(row: Int, line: Int)] = []
        var isActive = [Bool](repeating: false, count: raterIDs.count)
        starts = [0]
        starts.reserveCapacity(noteIDs.count + 1)
        raters.reserveCapacity(order.count)
        marks.reserveCapacity(order.count)
        times.reserveCapacity(order.count)
        var position = 0
        for note in noteIDs.indices {
            while position < order.count, rows[Int(order[position])].note == note {
                let row = rows[Int(order[position])]
                var end = position + 1
                var isSettled = true
                while end < order.count {
                    let other = rows[Int(order[end])]
                    guard other.rater == row.rater, other.note == note else { break }
                    isSettled = isSettled && other.digest == row.digest
                    end += 1
                }
                if !isSettled {
                    conflicting += order[position..<end].map { (Int($0), Int(rows[Int($0)].line)) }
                } else if row.marks.label != nil {
                    raters.append(row.rater)
                    marks.append(row.marks)
                    times.append(row.time)
                    isActive[Int(row.rater)] = true
                }
                position = end
            }
            starts.append(raters.count)
        }
        rows = RatingRows()
        activeRaterCount = isActive.count { $0 }
        return conflicting.sorted { $0.row < $1.row }
    }

    /// Gives notes and raters of the rows their numbers in the archive.
    private mutating func renumber(_ table: inout RatingRows) {
        table.forgetNumbers()
        let names = table.raterIDs
        let sorted = names.indices.sorted { names[$0] < names[$1] }
        var ranks = [UInt32](repeating: 0, count: names.count)
        for (rank, number) in sorted.enumerated() { ranks[number] = UInt32(rank) }
        raterIDs = sorted.map { names[$0] }
        let noteRanks = table.noteIDs.map { UInt32(index(ofNote: $0) ?? 0) }
        table.renumber(notes: noteRanks, raters: ranks)
    }
}

/// Sorting by small whole numbers, in time that grows with the number of items only.
enum CountingSort {
    /// Places of the items by ascending key; equal keys keep the order in which they came.
    ///
    /// - Parameters:
    ///   - count: keys are below this.
    ///   - before: the order in which the items come; `nil` as they stand.
    static func order(of keys: [UInt32], count: Int, after before: [UInt32]?) -> [UInt32] {
        var next = starts(of: keys, count: count)
        return [UInt32](unsafeUninitializedCapacity: keys.count) { order, size in
            for step in keys.indices {
                let item = before.map { $0[step] } ?? UInt32(step)
                let key = Int(keys[Int(item)])
                order[next[key]] = item
                next[key] += 1
            }
            size = keys.count
        }
    }

    /// Where the items of each key begin when sorted, and at the end their number.
    static func starts(of keys: [UInt32], count: Int) -> [Int] {
        var starts = [Int](repeating: 0, count: count + 1)
        for key in keys { starts[Int(key) + 1] += 1 }
        for key in 0..<count { starts[key + 1] += starts[key] }
        return starts
    }
}
