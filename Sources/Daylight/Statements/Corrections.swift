/// Whether a logged statement is the last word.
public enum StatementStanding: Hashable, Sendable {
    /// No later statement corrects it.
    case current
    /// It was corrected.
    /// - Parameters:
    ///   - by: numbers of the statements that name it, in order. More than one contradict each other: none of them names
    ///     another.
    ///   - latest: the ends of the chains that lead on from it, in order: what holds now. Empty only if every chain runs
    ///     in a circle, which a log cannot hold, because an entry can name only entries before it.
    case corrected(by: [UInt64], latest: [UInt64])

    public var isCurrent: Bool { self == .current }
}

/// Which statements correct which, as far as it is known; answers whether one is still current.
public struct Corrections: Hashable, Sendable {
    /// One statement naming another.
    public struct Link: Hashable, Sendable {
        /// Number of the statement that is corrected.
        public let earlier: UInt64
        /// Number of the statement that corrects it.
        public let later: UInt64

        public init(earlier: UInt64, later: UInt64) {
            self.earlier = earlier
            self.later = later
        }
    }

    private var later: [UInt64: Set<UInt64>] = [:]

    /// Links may fork, meet again, and even run in circles.
    public init(_ links: some Sequence<Link>) {
        for link in links { later[link.earlier, default: []].insert(link.later) }
    }

    /// Follows every chain from the statement, each statement once.
    public func standing(of number: UInt64) -> StatementStanding {
        guard let direct = later[number] else { return .current }
        var seen: Set<UInt64> = [number]
        var waiting = Array(direct)
        var ends: Set<UInt64> = []
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            if let further = later[next] { waiting += further } else { ends.insert(next) }
        }
        return .corrected(by: direct.sorted(), latest: ends.sorted())
    }
}
