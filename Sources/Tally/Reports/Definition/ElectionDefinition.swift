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
    public let facts: ElectionFacts

    /// - Throws: ``InputError`` with a JSON pointer when list numbers do not increase strictly.
    public init(
        id: String, contestId: String, hasVoterCards: Bool, closeOfPoll: Timestamp? = nil, deadline: Timestamp? = nil,
        requiresSignatures: Bool = false, lists: [BallotList], units: UnitTree, facts: ElectionFacts = ElectionFacts()
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
        self.facts = facts
    }

    /// The name, or the id where there is none.
    public var title: String { facts.name ?? id }

    /// What stands for a definition wherever one is pinned: SHA-256 of its canonical bytes (RFC 8785).
    ///
    /// - Throws: ``InputError`` for a number outside the range of a double.
    public static func digest(of value: JSONValue) throws(InputError) -> Digest {
        Digest(of: try CanonicalJSON.bytes(of: value))
    }
}
