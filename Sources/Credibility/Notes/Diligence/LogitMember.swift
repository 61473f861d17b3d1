/// What the diligence model knows of a note or a rater. The logit of a rating is a global value plus the product of both
/// members: a rater has reputation, factor and bias, a note has bias, factor and 1. The last component weighs the loss.
typealias LogitMember = SIMD4<Double>

/// Which components of a side are free in a round, and how strongly they are pulled towards 0.
struct LogitRound: Sendable {
    /// λ of reference section 3.1.
    private static let lambda = 0.03
    private static let noteRidges = LogitMember(1, 1, 0, 0)
    private static let raterRidges = LogitMember(50, 1, 10, 0)

    let freeOfNotes: [Int]
    let freeOfRaters: [Int]
    /// How much a rating with the target weighs; one without it weighs 1.
    let targetWeight: Double

    /// Reputations fixed.
    static let first = LogitRound(freeOfNotes: [0, 1], freeOfRaters: [1, 2], targetWeight: 100)
    /// Biases of notes fixed.
    static let second = LogitRound(freeOfNotes: [1], freeOfRaters: [0, 1, 2], targetWeight: 100)
    /// Biases only, with weights by reputation.
    static let third = LogitRound(freeOfNotes: [0], freeOfRaters: [2], targetWeight: 500)

    /// How much a rater's ratings weigh in the third round.
    static func weight(reputation: Double) -> Double { (0.1 + max(reputation, 0).squareRoot()) / 1.1 }

    static func noteRidge(ratingsPerNote: Double) -> LogitMember { noteRidges * (lambda * ratingsPerNote) }
    static func raterRidge(ratingsPerRater: Double) -> LogitMember { raterRidges * (lambda * ratingsPerRater) }
}
