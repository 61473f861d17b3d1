/// A list on the ballot paper. Its candidates are numbered from 1.
public struct BallotList: Hashable, Sendable {
    /// Most lists in one contest.
    public static let countLimit = 1_000
    public static let numberRange: ClosedRange<Int64> = 1...999_999
    public static let candidateRange: ClosedRange<Int64> = 0...9_999

    public let number: Int
    public let candidateCount: Int
    /// What stands above it on the ballot paper, where the definition says.
    public let name: String?
    /// By candidate number; empty, or one for each candidate.
    public let candidateNames: [String]

    public init(number: Int, candidateCount: Int, name: String? = nil) {
        self.number = number
        self.candidateCount = candidateCount
        self.name = name
        candidateNames = []
    }

    /// A list whose candidates are known by name, the first being number 1.
    public init(number: Int, candidateNames: [String], name: String? = nil) {
        self.number = number
        candidateCount = candidateNames.count
        self.name = name
        self.candidateNames = candidateNames
    }

    /// The name, or "List" and the number where there is none.
    public var title: String { name ?? "List \(number)" }

    /// The name of a candidate, counted from 1, or "Candidate" and the number where there is none.
    public func candidateTitle(_ candidate: Int) -> String {
        candidateNames.indices.contains(candidate - 1) ? candidateNames[candidate - 1] : "Candidate \(candidate)"
    }
}
