#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One Newton step for one member with everything else frozen. The loss is convex in it, and the step is shortened so that
/// it never leads to a larger loss, however far away it begins (T. Sun and Q. Tran-Dinh, Generalized self-concordant
/// functions, 2019: for a logistic loss by ln(1 + κ)/κ, κ the length of the step times that of the longest row).
struct LogitNewton {
    private var gradient = LogitMember()
    private var diagonal = LogitMember()
    /// Of components 0·1, 0·2, 1·2.
    private var mixed = LogitMember()
    private var longest = 0.0
    /// The loss of the ratings so far.
    private(set) var loss = 0.0

    /// Adds a rating.
    ///
    /// - Parameters:
    ///   - row: the other side's member.
    ///   - logit: what is predicted now.
    ///   - countsLoss: whether the loss is wanted, which costs a logarithm.
    @inline(__always)
    mutating func add(row: LogitMember, logit: Double, target: Double, weight: Double, countsLoss: Bool) {
        let decay = exp(-abs(logit))
        let likely = 1 / (1 + decay)
        let probability = logit >= 0 ? likely : 1 - likely
        if countsLoss { loss += weight * (log1p(decay) + max(target > 0 ? -logit : logit, 0)) }
        let curvature = weight * probability * (1 - probability)
        gradient += row * (weight * (probability - target))
        diagonal += row * row * curvature
        mixed += LogitMember(row[0] * row[1], row[0] * row[2], row[1] * row[2], 0) * curvature
        longest = max(longest, row[0] * row[0] + row[1] * row[1] + row[2] * row[2])
    }

    /// How the free components change. A ridge r adds r·x² to the loss.
    func step(from member: LogitMember, ridge: LogitMember, free: [Int]) -> LogitMember {
        let slope = gradient + 2 * ridge * member
        var step = LogitMember()
        switch free.count {
        case 1:
            let a = free[0]
            step[a] = -slope[a] / (diagonal[a] + 2 * ridge[a])
        case 2:
            // Components 1 and 0 or 2: their mixed term stands at 0 or 2.
            let (a, b) = (free[0], free[1])
            let (aa, bb, ab) = (diagonal[a] + 2 * ridge[a], diagonal[b] + 2 * ridge[b], mixed[a == 0 ? 0 : 2])
            let determinant = aa * bb - ab * ab
            step[a] = (slope[b] * ab - slope[a] * bb) / determinant
            step[b] = (slope[a] * ab - slope[b] * aa) / determinant
        default: step = wholeStep(slope, ridge)
        }
        let length = (longest * (step * step).sum()).squareRoot()
        return length > 1e-9 ? step * (log1p(length) / length) : step
    }

    /// All three components, by Cholesky's method.
    private func wholeStep(_ slope: LogitMember, _ ridge: LogitMember) -> LogitMember {
        let d = diagonal + 2 * ridge
        let l00 = d[0].squareRoot()
        let (l10, l20) = (mixed[0] / l00, mixed[1] / l00)
        let l11 = (d[1] - l10 * l10).squareRoot()
        let l21 = (mixed[2] - l20 * l10) / l11
        let l22 = (d[2] - l20 * l20 - l21 * l21).squareRoot()
        let y0 = -slope[0] / l00
        let y1 = (-slope[1] - l10 * y0) / l11
        let y2 = (-slope[2] - l20 * y0 - l21 * y1) / l22
        let x2 = y2 / l22
        let x1 = (y1 - l21 * x2) / l11
        return LogitMember((y0 - l10 * x1 - l20 * x2) / l00, x1, x2, 0)
    }
}
