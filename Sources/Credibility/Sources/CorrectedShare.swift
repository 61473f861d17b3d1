/// How many of a source's posts had claims that were corrected, with its uncertainty (credibility reference, section 7.4).
public struct CorrectedShare: Hashable, Sendable {
    public let corrected: Int
    public let posts: Int
    /// Wilson score interval at 95 %; `nil` without posts.
    public let interval: ClosedRange<Double>?

    /// The quantile of the normal distribution that leaves 2.5 % above.
    private static let quantile = 1.959963984540054

    /// `nil` for counts that cannot be.
    public init?(corrected: Int, of posts: Int) {
        guard corrected >= 0, posts >= corrected else { return nil }
        (self.corrected, self.posts) = (corrected, posts)
        guard posts > 0 else {
            interval = nil
            return
        }
        let (n, square) = (Double(posts), Self.quantile * Self.quantile)
        let share = Double(corrected) / n
        let center = (share + square / (2 * n)) / (1 + square / n)
        let half = Self.quantile / (1 + square / n) * (share * (1 - share) / n + square / (4 * n * n)).squareRoot()
        let low = corrected == 0 ? 0 : max(0, center - half)
        interval = low...max(low, corrected == posts ? 1 : min(1, center + half))
    }

    /// The count itself; `nil` without posts.
    public var share: Double? { posts == 0 ? nil : Double(corrected) / Double(posts) }
}
