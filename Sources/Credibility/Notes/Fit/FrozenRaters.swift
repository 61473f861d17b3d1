/// The raters of the second fit, frozen: with them every note is a system of two equations (reference section 2.6).
public struct FrozenRaters: Sendable {
    let mu: Double
    /// N₂/M₂: scales the ridge of each note.
    let ratingsPerNote: Double
    let parameters: [BridgingParameters?]

    init(mu: Double, ratingsPerNote: Double, parameters: [BridgingParameters?]) {
        (self.mu, self.ratingsPerNote, self.parameters) = (mu, ratingsPerNote, parameters)
    }

    init(_ fit: BridgingFit) { self.init(mu: fit.mu, ratingsPerNote: fit.ratingsPerNote, parameters: fit.raters) }

    /// What is known of the rater at a place of the archive; `nil` for all others.
    @inline(__always)
    subscript(rater: Int) -> BridgingParameters? { rater < parameters.count ? parameters[rater] : nil }

    /// What a rating says beyond what its rater says anyway.
    @inline(__always)
    func residual(_ marks: RatingMarks, _ rater: BridgingParameters) -> Double { marks.value - mu - rater.intercept }

    /// The five sums of a note over its ratings by these raters.
    @inline(__always)
    func sums(_ ratings: [NoteRating], where isCounted: (NoteRating) -> Bool = { _ in true }) -> BridgingSums {
        var sums = BridgingSums()
        for rating in ratings {
            guard let known = self[rating.rater], isCounted(rating) else { continue }
            sums.add(residual: residual(rating.marks, known), factor: known.factor)
        }
        return sums
    }

    /// A note's parameters; `nil` for a note without ratings by these raters.
    func solved(_ sums: BridgingSums) -> BridgingParameters? {
        sums.count > 0 ? sums.solved(ratingsPerEntity: ratingsPerNote) : nil
    }
}
