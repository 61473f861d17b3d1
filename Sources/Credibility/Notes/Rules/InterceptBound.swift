/// How far one more rating could move a note's intercept: over the ratings as they are, and with one from a rater with an
/// extreme intercept and the lowest, no or the highest factor (reference section 2.6, there for the upper bound).
struct InterceptBound: Sendable {
    /// Which way the rating goes.
    enum Direction: Sendable {
        /// "Helpful" from the rater who is hardest to please.
        case upper
        /// "Not helpful" from the rater who is easiest to please.
        case lower
    }

    private let direction: Direction
    private let plainRatio: Double
    private let raisedRatio: Double
    private let residual: Double
    private let factors: [Double]

    /// - Parameters:
    ///   - ratingCount: ratings in the final set.
    ///   - noteCount: notes in the final set.
    init(_ direction: Direction, _ raters: FrozenRaters, ratingCount: Int, noteCount: Int) {
        self.direction = direction
        let known = raters.parameters.compactMap { $0 }
        let count = Double(max(noteCount, 1))
        plainRatio = Double(ratingCount) / count
        raisedRatio = Double(ratingCount + noteCount) / count
        let intercepts = known.map(\.intercept)
        residual =
            switch direction {
            case .upper: 1 - raters.mu - (intercepts.min() ?? 0)
            case .lower: 0 - raters.mu - (intercepts.max() ?? 0)
            }
        let each = known.map(\.factor)
        factors = [each.min() ?? 0, 0, each.max() ?? 0]
    }

    /// The bound for a note with these sums.
    func of(_ sums: BridgingSums) -> Double {
        factors.reduce(sums.solved(ratingsPerEntity: plainRatio).intercept) { extreme, factor in
            var raised = sums
            raised.add(residual: residual, factor: factor)
            let intercept = raised.solved(ratingsPerEntity: raisedRatio).intercept
            return direction == .upper ? max(extreme, intercept) : min(extreme, intercept)
        }
    }
}
