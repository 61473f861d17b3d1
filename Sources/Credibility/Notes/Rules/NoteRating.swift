/// One rating of a note, as the rules look at it.
struct NoteRating: Sendable {
    /// The rater's place in the archive; beyond all places for a rater who is not in it.
    var rater: Int
    var marks: RatingMarks
}

extension NoteArchive {
    /// The ratings of a note, by ascending rater.
    func noteRatings(_ note: Int) -> [NoteRating] {
        ratings(of: note).map { NoteRating(rater: Int(raters[$0]), marks: marks[$0]) }
    }
}
