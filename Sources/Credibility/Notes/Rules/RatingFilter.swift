/// Which notes and raters take part (reference section 2.3).
struct RatingFilter: Sendable {
    /// 2022-10-03: until then the form for notes that call a post not misleading asked something else.
    private static let newFormMilliseconds: Int64 = 1_664_755_200_000

    /// Ratings of each note that count at all: k of the rules.
    let ratingCounts: [Int]
    /// Notes with enough ratings of any raters.
    let isRated: [Bool]
    /// Raters with enough ratings of such notes.
    let isActive: [Bool]
    /// Notes with enough ratings of such raters.
    let isTrained: [Bool]

    init(_ archive: NoteArchive, _ parameters: NoteScoringParameters) {
        let notes = archive.noteIDs.indices
        let counts = notes.map { Self.isInScope($0, archive) ? archive.ratings(of: $0).count : 0 }
        let isRated = counts.map { $0 > 0 && $0 >= parameters.minNoteRatings }
        var raterCounts = [Int](repeating: 0, count: archive.raterIDs.count)
        for note in notes where isRated[note] {
            for rating in archive.ratings(of: note) { raterCounts[Int(archive.raters[rating])] += 1 }
        }
        let isActive = raterCounts.map { $0 > 0 && $0 >= parameters.minRaterRatings }
        isTrained = notes.map { note in
            guard isRated[note] else { return false }
            let count = archive.ratings(of: note).count { isActive[Int(archive.raters[$0])] }
            return count > 0 && count >= parameters.minNoteRatings
        }
        (ratingCounts, self.isRated, self.isActive) = (counts, isRated, isActive)
    }

    /// Ratings of notes that are deleted and unknown to the status history are left out, and those of notes that call the
    /// post not misleading and were rated in the old form.
    static func isInScope(_ note: Int, _ archive: NoteArchive) -> Bool {
        switch archive.facts[note]?.classification {
        case nil, .deleted: archive.histories[note] != nil
        case .notMisleading: (archive.facts[note]?.created ?? 0) > newFormMilliseconds
        case .misleading, .unknown: true
        }
    }
}
