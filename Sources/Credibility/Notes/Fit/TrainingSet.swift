/// The ratings that a fit learns from, once by note and once by rater.
struct TrainingSet: Sendable {
    /// One side: for each of its members the ratings, those that say "not helpful" first, then "somewhat", then "helpful".
    /// With the ratings in this order a sum over labels needs no label.
    struct Side: Sendable {
        /// Three places a member: where each label's ratings begin. At the end, their number.
        var starts: [UInt32]
        /// The other side's member.
        var others: [UInt32]

        var count: Int { starts.count / 3 }

        /// Ratings of a member.
        @inline(__always) func ratingCount(_ member: Int) -> Int { Int(starts[3 * member + 3] - starts[3 * member]) }
    }

    /// Places of notes and raters in the archive, ascending.
    let notes: [UInt32]
    let raters: [UInt32]
    let byNote: Side
    let byRater: Side

    var ratingCount: Int { byNote.others.count }

    /// - Parameters:
    ///   - isNote: which notes of the archive take part.
    ///   - isRater: which raters take part.
    init(_ archive: NoteArchive, isNote: [Bool], isRater: [Bool]) {
        var keys: [UInt32] = []
        var raterOfRating: [UInt32] = []
        var notes: [UInt32] = []
        var isUsed = [Bool](repeating: false, count: isRater.count)
        for note in isNote.indices where isNote[note] {
            let before = keys.count
            for rating in archive.ratings(of: note) where isRater[Int(archive.raters[rating])] {
                keys.append(UInt32(notes.count) * 3 + archive.marks[rating].doubledValue)
                raterOfRating.append(archive.raters[rating])
                isUsed[Int(archive.raters[rating])] = true
            }
            if keys.count > before { notes.append(UInt32(note)) }
        }
        self.notes = notes
        raters = isUsed.indices.filter { isUsed[$0] }.map { UInt32($0) }
        var numbers = [UInt32](repeating: 0, count: isRater.count)
        for (number, rater) in raters.enumerated() { numbers[Int(rater)] = UInt32(number) }
        for rating in raterOfRating.indices { raterOfRating[rating] = numbers[Int(raterOfRating[rating])] }
        byNote = Self.side(keys: keys, count: notes.count, others: raterOfRating)
        let noteOfRating = keys.map { $0 / 3 }
        let raterKeys = keys.indices.map { raterOfRating[$0] * 3 + keys[$0] % 3 }
        byRater = Self.side(keys: raterKeys, count: raters.count, others: noteOfRating)
    }

    private static func side(keys: [UInt32], count: Int, others: [UInt32]) -> Side {
        let order = CountingSort.order(of: keys, count: count * 3, after: nil)
        return Side(
            starts: CountingSort.starts(of: keys, count: count * 3).map { UInt32($0) },
            others: order.map { others[Int($0)] })
    }
}
