import Daylight

/// A number on a publisher's own scale (credibility reference, section 4.2).
struct RatingScale {
    let value: Double?
    let best: Double?
    let worst: Double?

    enum Score: Hashable {
        case none
        /// The value cannot be meant: it is −1, the sign for no rating, or far outside the scale.
        case outOfScale
        /// From 0 for worst to 1 for best.
        case share(Double)
    }

    var score: Score {
        if value == -1 { return .outOfScale }
        guard let value, let best, let worst, value.isFinite, best.isFinite, worst.isFinite, best != worst else { return .none }
        let (low, high) = (min(best, worst), max(best, worst))
        let width = high - low
        guard width.isFinite else { return .none }
        guard value >= low - width, value <= high + width else { return .outOfScale }
        let share = (value - worst) / (best - worst)
        // Adding zero makes a negative zero positive.
        return .share(min(max(share, 0), 1) + 0)
    }

    /// Reads a number, or a text of an optional sign and digits with at most one point or comma between them.
    static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .number(let number)?: return number.double
        case let value?: return value.linkedText.flatMap(number)
        case nil: return nil
        }
    }

    private static func number(_ text: String) -> Double? {
        let digits = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        let parts = digits.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2E || $0 == 0x2C }
        guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else {
            return nil
        }
        return Double(text.replacing(",", with: "."))
    }
}
