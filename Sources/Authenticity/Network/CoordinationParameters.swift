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

    /// What chance is taken to be.
    public enum Null: String, CaseIterable, Sendable {
        /// Pairs within the window fall on accounts in proportion to their rows.
        case degree
        /// The bipartite configuration model: accounts share objects in proportion to both fitnesses, at any time.
        case bipartite
    }

    /// How p-values are corrected for the many pairs of accounts.
    public enum Correction: String, CaseIterable, Sendable {
        /// Bounds the chance of flagging anything at all in noise.
        case bonferroni
        /// Bounds the part of what is flagged that is noise.
        case benjaminiHochberg = "benjamini-hochberg"
    }

    /// A check of every group by shuffled times.
    public struct Permutations: Hashable, Sendable {
        /// Most shuffles that can be asked for.
        public static let limit = 100_000

        public let count: Int
        public let seed: UInt64

        /// `nil` unless there are 1 to ``limit`` shuffles.
        public init?(count: Int, seed: UInt64) {
            guard (1...Self.limit).contains(count) else { return nil }
            self.count = count
            self.seed = seed
        }
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
    /// Level over all pairs of accounts, between 0 and 1.
    public var alpha: Double
    public var null = Null.degree
    public var correction = Correction.bonferroni
    public var permutations: Permutations?

    /// The defaults of the semantics: a 60 s window and no participation filter, or CooRTweet's own 10 s and 2.
    public init(_ semantics: Semantics) {
        self.semantics = semantics
        windowMilliseconds = semantics == .daylight ? 60_000 : 10_000
        minimumParticipation = semantics == .daylight ? 1 : 2
        edgeQuantile = 0.5
        alpha = 0.01
    }

    /// The parameters as evidence files carry them; what is newer than the first such files only where it is not usual.
    public var json: JSONValue {
        var object: JSONObject = [
            "semantics": .string(semantics.rawValue),
            "window_s": .number(JSONNumber(spelling: Seconds.text(milliseconds: windowMilliseconds))),
            "min_participation": .integer(minimumParticipation),
            "alpha": .real(alpha),
        ]
        if null != .degree { object["null"] = .string(null.rawValue) }
        if correction != .bonferroni { object["correction"] = .string(correction.rawValue) }
        if let permutations {
            object["permutations"] = .integer(permutations.count)
            object["seed"] = .string(String(permutations.seed))
        }
        return .object(object)
    }

    /// The name of what p-values are made by, as evidence files give it.
    public var model: String {
        let null = null == .degree ? "degree-poisson" : "bipartite-poisson-binomial"
        return "\(null)-\(correction.rawValue)-\(JSONNumber(alpha).text)"
    }
}
