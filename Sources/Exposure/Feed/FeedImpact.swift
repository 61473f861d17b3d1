import Foundation

/// How much a policy lowers the visibility of disputed posts, over the feeds of a sample of readers.
///
/// Visibility of a place is taken as 1/log₂(1 + rank) down to the last place that is looked at, and 0 below (the discount of
/// Järvelin and Kekäläinen 2002). It is a model of attention, not a measurement of it.
public struct FeedImpact: Sendable {
    /// One reader's feed: which share of the visible places disputed posts take, 0…1.
    public struct Shares: Hashable, Sendable {
        public let before: Double
        public let after: Double

        public init(before: Double, after: Double) { (self.before, self.after) = (before, after) }
    }

    /// Mean over readers.
    public let before: Double
    public let after: Double
    /// after − before, and the 95 % interval of its mean over readers.
    public let change: Double
    public let low: Double
    public let high: Double
    public let feeds: Int

    /// Which share of the visibility of the first places the disputed posts have.
    public static func share(of isDisputed: (FeedCandidates.Item) -> Bool, in feed: RankedFeed, top: Int) -> Double {
        var (all, disputed) = (0.0, 0.0)
        for item in feed.items.prefix(top) {
            let weight = 1 / log2(Double(1 + item.rank))
            all += weight
            if isDisputed(item.candidate) { disputed += weight }
        }
        return all == 0 ? 0 : disputed / all
    }

    private static let resamples = 2000
    /// Where the draw of readers starts: the same sample gives the same interval.
    private static let seed: UInt64 = 0x6461_796C_6967_6874

    /// Summarises at least one feed. The interval is that of the bootstrap's percentiles over readers (Efron 1979), from 2,000
    /// draws that are the same each time.
    public init?(_ shares: [Shares]) {
        guard !shares.isEmpty else { return nil }
        let count = Double(shares.count)
        before = shares.reduce(0) { $0 + $1.before } / count
        after = shares.reduce(0) { $0 + $1.after } / count
        change = after - before
        feeds = shares.count
        let changes = shares.map { $0.after - $0.before }
        var draw = Draw(state: Self.seed)
        var means = (0..<Self.resamples).map { _ in
            changes.indices.reduce(0.0) { sum, _ in sum + changes[draw.index(below: changes.count)] } / count
        }
        means.sort()
        low = means[Self.resamples * 25 / 1000]
        high = means[Self.resamples * 975 / 1000 - 1]
    }
}

/// SplitMix64, for drawing readers again.
private struct Draw {
    var state: UInt64

    mutating func index(below count: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ value >> 31).multipliedFullWidth(by: UInt64(count)).high)
    }
}
