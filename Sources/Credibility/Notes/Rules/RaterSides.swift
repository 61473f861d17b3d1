/// How the two camps of raters see a note: raters with a negative factor, and the others.
public struct RaterSides: Hashable, Sendable {
    /// What one camp says.
    public struct Side: Hashable, Sendable {
        /// Ratings by label: not helpful, somewhat helpful, helpful.
        public internal(set) var counts = [0, 0, 0]

        public var count: Int { counts[0] + counts[1] + counts[2] }
        public var helpfulCount: Int { counts[2] }
        /// Mean of 0, 0.5 and 1; `nil` without ratings.
        public var mean: Double? {
            count > 0 ? (Double(counts[1]) / 2 + Double(counts[2])) / Double(count) : nil
        }
        /// Ratings that say "helpful" less those that say "not helpful".
        public var net: Int { counts[2] - counts[0] }
        /// Whether there are enough ratings to speak of the camp without speaking of single raters.
        public var isNamed: Bool { count >= Thresholds.sideRatings }
    }

    public internal(set) var negative = Side()
    public internal(set) var positive = Side()

    init() {}

    init(_ ratings: [NoteRating], _ raters: FrozenRaters) {
        for rating in ratings {
            guard let known = raters[rating.rater] else { continue }
            add(doubledValue: Int(rating.marks.doubledValue), isNegative: known.factor < 0)
        }
    }

    mutating func add(doubledValue: Int, isNegative: Bool, count: Int = 1) {
        if isNegative { negative.counts[doubledValue] += count } else { positive.counts[doubledValue] += count }
    }

    public var count: Int { negative.count + positive.count }
    /// The net of the less convinced camp, at least 0.
    public var netMin: Int { max(0, min(negative.net, positive.net)) }
    /// `netMin` for each rating; `nil` without ratings.
    public var balance: Double? { count > 0 ? Double(netMin) / Double(count) : nil }
}
