public import Daylight

/// What is asked of a run over shares.
public struct CoordinationParameters: Hashable, Sendable {
    /// Which rules apply.
    public enum Semantics: String, CaseIterable, Sendable {
        /// Exact repeats dropped, edges judged by how unlikely they are.
        case daylight
        /// CooRTweet 2.1.3: repeats kept, edges judged by a quantile of their weights.
        case cooRTweet = "coortweet"
    }

    public var semantics: Semantics
    /// Widest time between two shares that count together, in milliseconds, inclusive.
    public var windowMilliseconds: Int64
    /// Fewest rows an account needs to be looked at, and fewest of its rows in pairs (participation). 0 and 1 filter nothing.
    public var minimumParticipation: Int
    /// Quantile of the edge weights above which an edge is over the threshold, in 0...1.
    public var edgeQuantile: Double
    /// Whether pairs of one account, of one content, or with somebody's own post are dropped. CooRTweet can keep them.
    public var removesLoops = true
    /// Bonferroni level over all pairs of accounts, between 0 and 1.
    public var alpha: Double

    /// The defaults of the semantics: a 60 s window and no participation filter, or CooRTweet's own 10 s and 2.
    public init(_ semantics: Semantics) {
        self.semantics = semantics
        windowMilliseconds = semantics == .daylight ? 60_000 : 10_000
        minimumParticipation = semantics == .daylight ? 1 : 2
        edgeQuantile = 0.5
        alpha = 0.01
    }

    /// The parameters as evidence files carry them.
    public var json: JSONValue {
        .object([
            "semantics": .string(semantics.rawValue),
            "window_s": .number(JSONNumber(spelling: Seconds.text(milliseconds: windowMilliseconds))),
            "min_participation": .integer(minimumParticipation),
            "alpha": .real(alpha),
        ])
    }
}
