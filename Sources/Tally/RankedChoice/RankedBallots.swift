import Daylight

/// Ballots with rankings, equal ones counted together: a tabulation treats them alike, whatever their order.
public struct RankedBallots: Sendable {
    /// Most ballots of one contest.
    public static let limit = 1 << 40
    /// Most different rankings of one contest.
    public static let patternLimit = 1 << 31
    /// Highest rank that can be written.
    public static let highestRank = 65_535

    private var patterns = ByteTable()
    private(set) var counts: [Int] = []
    /// How many ballots there are.
    public private(set) var total = 0

    public init() {}

    /// How many different rankings there are.
    public var patternCount: Int { counts.count }

    /// Adds ballots with the same marks, given in any order; the same mark twice counts once.
    ///
    /// - Throws: ``InputError`` when there are too many.
    mutating func add(_ marks: inout [RankMark], count: Int = 1) throws(InputError) {
        if zip(marks, marks.dropFirst()).contains(where: { $0 >= $1 }) {
            marks.sort()
            var kept = 0
            for mark in marks where kept == 0 || marks[kept - 1] != mark {
                marks[kept] = mark
                kept += 1
            }
            marks.removeLast(marks.count - kept)
        }
        guard total + count <= Self.limit, patternCount < Self.patternLimit else {
            throw InputError(expected: "at most \(Self.limit) ballots in \(Self.patternLimit) rankings", found: "more")
        }
        let index = marks.withUnsafeBytes { patterns.insert($0) }
        if index == counts.count { counts.append(0) }
        counts[index] += count
        total += count
    }

    /// The marks of a ranking, by rank and then by candidate.
    func withMarks<Result>(of pattern: Int, _ body: (UnsafeBufferPointer<RankMark>) -> Result) -> Result {
        patterns.withBytes(of: pattern) { body($0.assumingMemoryBound(to: RankMark.self)) }
    }
}

/// One mark on a ballot: a candidate, or "too many were marked", at a rank.
struct RankMark: Hashable, Comparable, Sendable {
    /// What a mark says when the record only says that too many were marked.
    static let overvote = 0xFFFF
    /// Most candidates.
    static let candidateLimit = 1_000

    private let bits: UInt32

    /// - Parameters:
    ///   - rank: from 1 to ``RankedBallots/highestRank``.
    ///   - candidate: a number from 0, or ``overvote``.
    init(rank: Int, candidate: Int) { bits = UInt32(rank) << 16 | UInt32(candidate) }

    var rank: Int { Int(bits >> 16) }
    var candidate: Int { Int(bits & 0xFFFF) }

    static func < (one: RankMark, other: RankMark) -> Bool { one.bits < other.bits }
}
