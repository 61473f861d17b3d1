/// The ratings of raters who were asked as part of a sample of the population: they cannot be organised.
struct PopulationSample: Sendable {
    private static let leastRatings = 8
    private static let leastOfSide = 2
    private static let ratingsPerNote = 10.0
    private static let intercept = 0.30
    private static let distance = 0.15

    private let sums: BridgingSums
    private let sides: RaterSides

    init(_ ratings: [NoteRating], _ raters: FrozenRaters) {
        sums = raters.sums(ratings)
        sides = RaterSides(ratings, raters)
    }

    /// Whether the sample finds the note clearly less helpful than all ratings together.
    func refuses(_ note: BridgingParameters) -> Bool {
        guard sides.count >= Self.leastRatings, min(sides.negative.count, sides.positive.count) >= Self.leastOfSide else {
            return false
        }
        let sample = sums.solved(ratingsPerEntity: Self.ratingsPerNote).intercept
        return sample < Self.intercept && note.intercept - sample >= Self.distance
    }
}
