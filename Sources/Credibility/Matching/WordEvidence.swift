public import Daylight

/// Which words of two texts agree, in their order: what a person sees before deciding.
public struct WordEvidence: Hashable, Sendable {
    /// A stretch of words.
    public enum Part: Hashable, Sendable {
        case both([String])
        case onlyQuery([String])
        case onlyClaim([String])
    }

    /// Texts with more words are not laid side by side.
    public static let wordLimit = 1_000

    public let parts: [Part]

    /// Lays the normalised words of two texts side by side so that most of them agree. `nil` when one has more than
    /// ``wordLimit`` words.
    public init?(query: TextKey, claim: TextKey) {
        let (first, second) = (Self.words(query), Self.words(claim))
        guard first.count <= Self.wordLimit, second.count <= Self.wordLimit else { return nil }
        // The longest common sequence from each pair of places on.
        let width = second.count + 1
        var longest = [UInt16](repeating: 0, count: (first.count + 1) * width)
        for row in first.indices.reversed() {
            for column in second.indices.reversed() {
                longest[row * width + column] =
                    first[row] == second[column]
                    ? longest[(row + 1) * width + column + 1] + 1
                    : max(longest[(row + 1) * width + column], longest[row * width + column + 1])
            }
        }
        var (row, column) = (0, 0)
        var stretches = Stretches()
        while row < first.count || column < second.count {
            if row < first.count, column < second.count, first[row] == second[column] {
                stretches.both.append(first[row])
                (row, column) = (row + 1, column + 1)
            } else if column == second.count
                || row < first.count && longest[(row + 1) * width + column] >= longest[row * width + column + 1]
            {
                stretches.onlyQuery.append(first[row])
                row += 1
            } else {
                stretches.onlyClaim.append(second[column])
                column += 1
            }
        }
        parts = stretches.finished
    }

    /// For programs: `both`, `query` or `claim` with its words, part by part.
    public var json: JSONValue {
        .array(
            parts.map { part in
                switch part {
                case .both(let words): ["both": .array(words.map { .string($0) })]
                case .onlyQuery(let words): ["query": .array(words.map { .string($0) })]
                case .onlyClaim(let words): ["claim": .array(words.map { .string($0) })]
                }
            })
    }

    private static func words(_ key: TextKey) -> [String] {
        key.scalars.split(separator: 0x20).map { TextKey(scalars: Array($0)).description }
    }

    /// Gathers words until the kind changes.
    private struct Stretches {
        private var parts: [Part] = []
        var both: [String] = [] {
            didSet { if !both.isEmpty { flushDifferent() } }
        }
        var onlyQuery: [String] = [] {
            didSet { if !onlyQuery.isEmpty { flushBoth() } }
        }
        var onlyClaim: [String] = [] {
            didSet { if !onlyClaim.isEmpty { flushBoth() } }
        }

        var finished: [Part] {
            mutating get {
                flushBoth()
                flushDifferent()
                return parts
            }
        }

        private mutating func flushBoth() {
            guard !both.isEmpty else { return }
            parts.append(.both(both))
            both = []
        }

        private mutating func flushDifferent() {
            if !onlyQuery.isEmpty { parts.append(.onlyQuery(onlyQuery)) }
            if !onlyClaim.isEmpty { parts.append(.onlyClaim(onlyClaim)) }
            (onlyQuery, onlyClaim) = ([], [])
        }
    }
}
