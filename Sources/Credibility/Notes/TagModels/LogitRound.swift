/// What a logistic model of a tag knows of a note or a rater. The logit of a rating is a global value plus the product of both
/// members: a rater has reputation, factor and bias, a note has bias, factor and 1. The last component weighs the loss.
typealias LogitMember = SIMD4<Double>

/// How strongly the parameters are pulled towards 0, as means over notes, over raters, and for the global value.
struct LogitRidges: Sendable {
    let notes: LogitMember
    let raters: LogitMember
    let global: Double

    func note(ratingsPerNote: Double) -> LogitMember { notes * ratingsPerNote }
    func rater(ratingsPerRater: Double) -> LogitMember { raters * ratingsPerRater }
}

/// Which components of a side are free in a round of training.
struct LogitRound: Sendable {
    let freeOfNotes: [Int]
    let freeOfRaters: [Int]
    /// How much a rating with the target weighs; one without it weighs 1.
    let targetWeight: Double
    let ridges: LogitRidges
}
