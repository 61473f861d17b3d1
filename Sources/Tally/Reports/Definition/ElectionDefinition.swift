public import Daylight

/// What a contest consists of: its lists, its units and the keys they sign with (tally reference, sections 1 and 11.3).
public struct ElectionDefinition: Sendable {
    public let id: String
    public let contestId: String
    /// Whether the contest admits voters by voter card (box C); otherwise the field must be absent from reports.
    public let hasVoterCards: Bool
    public let closeOfPoll: Timestamp?
    /// When reports are due.
    public let deadline: Timestamp?
    /// Whether a report without a signature is refused.
    public let requiresSignatures: Bool
    /// By strictly increasing number.
    public let lists: [BallotList]
    public let units: UnitTree

    /// - Throws: ``InputError`` with a JSON pointer when list numbers do not increase strictly.
    public init(
        id: String, contestId: String, hasVoterCards: Bool, closeOfPoll: Timestamp? = nil, deadline: Timestamp? = nil,
        requiresSignatures: Bool = false, lists: [BallotList], units: UnitTree
    ) throws(InputError) {
        for index in lists.indices.dropFirst() where lists[index].number <= lists[index - 1].number {
            throw InputError(
                field: "/election/lists/\(index)/number", expected: "a number above \(lists[index - 1].number)",
                found: "\(lists[index].number)")
        }
        self.id = id
        self.contestId = contestId
        self.hasVoterCards = hasVoterCards
        self.closeOfPoll = closeOfPoll
        self.deadline = deadline
        self.requiresSignatures = requiresSignatures
        self.lists = lists
        self.units = units
    }
}

/// A list on the ballot paper. Its candidates are numbered from 1.
public struct BallotList: Hashable, Sendable {
    /// Most lists in one contest.
    public static let countLimit = 1_000
    public static let numberRange: ClosedRange<Int64> = 1...999_999
    public static let candidateRange: ClosedRange<Int64> = 0...9_999

    public let number: Int
    public let candidateCount: Int

    public init(number: Int, candidateCount: Int) {
        self.number = number
        self.candidateCount = candidateCount
    }
}
