/// The ratings that a logistic model learns from, by note and by rater. Those without the target come first, those with it after
/// them.
struct LogitSet: Sendable {
    /// One side: for each of its members the ratings.
    struct Side: Sendable {
        /// Two places a member: where the ratings without and with the target begin. At the end, their number.
        var starts: [UInt32]
        /// The other side's member.
        var others: [UInt32]

        var count: Int { starts.count / 2 }

        init(keys: [UInt32], count: Int, others: [UInt32]) {
            let order = CountingSort.order(of: keys, count: 2 * count, after: nil)
            starts = CountingSort.starts(of: keys, count: 2 * count).map { UInt32($0) }
            self.others = order.map { others[Int($0)] }
        }
    }

    /// Places of notes and raters in the archive, ascending.
    let notes: [UInt32]
    let raters: [UInt32]
    let byNote: Side
    let byRater: Side

    var ratingCount: Int { byNote.others.count }
    /// Ratings with the target.
    var targetCount: Int {
        notes.indices.reduce(0) { $0 + Int(byNote.starts[2 * $1 + 2] - byNote.starts[2 * $1 + 1]) }
    }

    /// - Parameters:
    ///   - isNote: which notes of the archive take part.
    ///   - isRater: which raters take part.
    ///   - hasTarget: whether a rating, by its place in the archive, has the target; `nil` where it says neither.
    init(_ archive: NoteArchive, isNote: [Bool], isRater: [Bool], hasTarget: (Int) -> Bool?) {
        var raterNumbers = [UInt32](repeating: 0, count: isRater.count)
        var (raters, notes): ([UInt32], [UInt32]) = ([], [])
        for rater in isRater.indices where isRater[rater] {
            raterNumbers[rater] = UInt32(raters.count)
            raters.append(UInt32(rater))
        }
        var (noteKeys, raterKeys, noteOf, raterOf): ([UInt32], [UInt32], [UInt32], [UInt32]) = ([], [], [], [])
        for note in isNote.indices where isNote[note] {
            for rating in archive.ratings(of: note) where isRater[Int(archive.raters[rating])] {
                guard let isTarget = hasTarget(rating) else { continue }
                let rater = raterNumbers[Int(archive.raters[rating])]
                let target: UInt32 = isTarget ? 1 : 0
                noteKeys.append(2 * UInt32(notes.count) + target)
                raterKeys.append(2 * rater + target)
                noteOf.append(UInt32(notes.count))
                raterOf.append(rater)
            }
            notes.append(UInt32(note))
        }
        (self.notes, self.raters) = (notes, raters)
        byNote = Side(keys: noteKeys, count: notes.count, others: raterOf)
        byRater = Side(keys: raterKeys, count: raters.count, others: noteOf)
    }
}
