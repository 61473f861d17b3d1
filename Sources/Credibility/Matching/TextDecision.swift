/// What two texts are to each other (credibility reference, section 5.2).
public enum TextDecision: String, Hashable, Sendable {
    /// The same wording; may be acted on, with the evidence shown.
    case same
    /// One stands in the other, which may say anything about it: for a person to look at.
    case quoted
    /// Much of the wording is the same: for a person to look at.
    case near

    /// How far a decision carries.
    public enum Level: String, Hashable, Sendable {
        /// Enough to act automatically.
        case match
        /// Enough to put before a person.
        case suggest
    }

    public var level: Level { self == .same ? .match : .suggest }
}

/// How many shingles two texts have, and how many they share.
public struct ShingleOverlap: Hashable, Sendable {
    public let first: Int
    public let second: Int
    public let shared: Int

    /// - Parameters: numbers of shingles, all at least 0; shared at most the smaller of the two.
    public init(first: Int, second: Int, shared: Int) {
        (self.first, self.second, self.shared) = (first, second, shared)
    }

    /// Shared by all, 0…1.
    public var jaccard: Double { first + second == 0 ? 0 : Double(shared) / Double(first + second - shared) }

    /// Shared by the smaller, 0…1.
    public var containment: Double { min(first, second) == 0 ? 0 : Double(shared) / Double(min(first, second)) }

    /// The decision; `nil` for nothing.
    ///
    /// - Parameter numbersAgree: whether the numbers of one text are all in the other; asked only when it matters.
    public func decision(numbersAgree: () -> Bool) -> TextDecision? {
        let (all, smaller) = (first + second - shared, min(first, second))
        guard smaller > 0 else { return nil }
        if 5 * shared >= 4 * all { return numbersAgree() ? .same : .near }
        if smaller >= Self.quotableShingles, 10 * shared >= 9 * smaller { return .quoted }
        return 2 * shared >= all ? .near : nil
    }

    /// Fewest shingles of a text that can be found quoted.
    public static let quotableShingles = 40
}

extension TextKey {
    /// Compares two texts by the exact rules; `nil` for nothing in common worth saying.
    public func compared(with other: TextKey) -> (decision: TextDecision, overlap: ShingleOverlap)? {
        if isShort || other.isShort {
            guard self == other, length > 0 else { return nil }
            let count = shingles.count
            return (.same, ShingleOverlap(first: count, second: count, shared: count))
        }
        let (mine, others) = (shingles, other.shingles)
        let overlap = ShingleOverlap(first: mine.count, second: others.count, shared: mine.intersection(others).count)
        let decision = overlap.decision { numbersAgree(with: other) }
        return decision.map { ($0, overlap) }
    }

    /// Whether the numbers of one text are all in the other.
    func numbersAgree(with other: TextKey) -> Bool {
        let (mine, others) = (numbers, other.numbers)
        return mine.isSubset(of: others) || others.isSubset(of: mine)
    }
}
