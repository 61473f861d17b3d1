/// What the model knows about a note or rater: how much better it does than expected, and with whom.
public struct BridgingParameters: Hashable, Sendable {
    public var intercept: Double
    public var factor: Double

    public init(intercept: Double, factor: Double) {
        self.intercept = intercept
        self.factor = factor
    }
}

/// Strength of the pull of all parameters towards 0 (reference section 2.1), as a mean over parameters.
enum Ridge {
    static let intercept = 0.15
    static let factor = 0.03
}

/// Everything a note or rater must know about its ratings to be solved for with the other side frozen: with e the residual
/// without its own parameters and x the other side's factor, the number of ratings, Σx, Σx², Σe and Σe·x.
public struct BridgingSums: Hashable, Sendable {
    public var count = 0.0
    public var x = 0.0
    public var xx = 0.0
    public var e = 0.0
    public var ex = 0.0

    public init() {}

    /// Adds one rating.
    @inline(__always)
    public mutating func add(residual: Double, factor: Double) {
        count += 1
        x += factor
        xx += factor * factor
        e += residual
        ex += residual * factor
    }

    /// Takes a rating away that was added before.
    public mutating func remove(residual: Double, factor: Double) {
        count -= 1
        x -= factor
        xx -= factor * factor
        e -= residual
        ex -= residual * factor
    }

    /// The parameters at which the loss is least: a system of two equations.
    ///
    /// - Parameter ratingsPerEntity: what the means in the loss turn the ridge into, above 0.
    @inline(__always)
    public func solved(ratingsPerEntity: Double) -> BridgingParameters {
        let c = count + Ridge.intercept * ratingsPerEntity
        let sxx = xx + Ridge.factor * ratingsPerEntity
        let determinant = c * sxx - x * x
        return BridgingParameters(
            intercept: (e * sxx - ex * x) / determinant, factor: (c * ex - x * e) / determinant)
    }
}
