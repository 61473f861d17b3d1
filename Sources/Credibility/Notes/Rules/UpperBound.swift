/// The largest intercept that a note could get by one more rating: over the ratings as they are, and with one that says
/// "helpful" from a rater with the lowest intercept and the lowest, no or the highest factor (reference section 2.6).
struct UpperBound: Sendable {
    private let plainRatio: Double
    private let raisedRatio: Double
    private let residual: Double
    private let factors: [Double]

    /// - Parameters:
    ///   - ratingCount: ratings in the final set.
    ///   - noteCount: notes in the final set.
    init(_ raters: FrozenRaters, ratingCount: Int, noteCount: Int) {
        let known = raters.parameters.compactMap { $0 }
        let count = Double(max(noteCount, 1))
        plainRatio = Double(ratingCount) / count
        raisedRatio = Double(ratingCount + noteCount) / count
        residual = 1 - raters.mu - (known.map(\.intercept).min() ?? 0)
        let each = known.map(\.factor)
        factors = [each.min() ?? 0, 0, each.max() ?? 0]
    }

    func of(_ sums: BridgingSums) -> Double {
        factors.reduce(sums.solved(ratingsPerEntity: plainRatio).intercept) { largest, factor in
            var raised = sums
            raised.add(residual: residual, factor: factor)
            return max(largest, raised.solved(ratingsPerEntity: raisedRatio).intercept)
        }
    }
}
