extension NoteArchive {
    /// Takes the ratings over from the rows as they were read. ``noteIDs`` must hold every rated note.
    ///
    /// - Returns: the rows of pairs whose rows differ, as places in the table, ascending.
    mutating func take(_ rows: consuming RatingRows) -> [Int] {
        renumber(&rows)
        let byRater = CountingSort.order(of: rows.raters, count: raterIDs.count, after: nil)
        let order = CountingSort.order(of: rows.notes, count: noteIDs.count, after: byRater)
        var conflicting: [Int] = []
        var isActive = [Bool](repeating: false, count: raterIDs.count)
        starts = [0]
        starts.reserveCapacity(noteIDs.count + 1)
        raters.reserveCapacity(order.count)
        marks.reserveCapacity(order.count)
        times.reserveCapacity(order.count)
        var position = 0
        for note in noteIDs.indices {
            while position < order.count, rows.notes[Int(order[position])] == note {
                let row = Int(order[position])
                var end = position + 1
                var isSettled = true
                while end < order.count, rows.raters[Int(order[end])] == rows.raters[row], rows.notes[Int(order[end])] == note {
                    isSettled = isSettled && rows.digests[Int(order[end])] == rows.digests[row]
                    end += 1
                }
                if !isSettled {
                    conflicting += order[position..<end].map(Int.init)
                } else if rows.marks[row].label != nil {
                    raters.append(rows.raters[row])
                    marks.append(rows.marks[row])
                    times.append(rows.times[row])
                    isActive[Int(rows.raters[row])] = true
                }
                position = end
            }
            starts.append(raters.count)
        }
        activeRaterCount = isActive.count { $0 }
        return conflicting.sorted()
    }

    /// Gives notes and raters of the rows their numbers in the archive.
    private mutating func renumber(_ rows: inout RatingRows) {
        (rows.noteNumbers, rows.raterNumbers) = ([:], [:])
        let names = rows.raterIDs
        let sorted = names.indices.sorted { names[$0] < names[$1] }
        var ranks = [UInt32](repeating: 0, count: names.count)
        for (rank, number) in sorted.enumerated() { ranks[number] = UInt32(rank) }
        raterIDs = sorted.map { names[$0] }
        for row in rows.raters.indices { rows.raters[row] = ranks[Int(rows.raters[row])] }
        let noteRanks = rows.noteIDs.map { UInt32(index(ofNote: $0) ?? 0) }
        for row in rows.notes.indices { rows.notes[row] = noteRanks[Int(rows.notes[row])] }
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
