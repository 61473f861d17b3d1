import Daylight

/// What the lists got the time before, from the office that defines the election, so that readers see what changed.
public struct PreviousElection: Hashable, Sendable {
    /// Far more people than there are; sums of such counts fit.
    private static let voteLimit: Int64 = 100_000_000_000

    public let name: String
    public let validVotes: Int64
    /// Votes by the number that the list has now; a list that did not stand has none.
    public let votes: [Int: Int64]

    /// The list's share of the valid votes, 0 to 1; `nil` for one that did not stand.
    public func share(ofList number: Int) -> Double? { votes[number].map { Double($0) / Double(validVotes) } }

    /// - Parameter reader: the member `previous`.
    /// - Throws: ``InputError`` with a JSON pointer.
    init(_ reader: MemberReader, lists: [BallotList]) throws(InputError) {
        name = try reader.title("name")
        validVotes = try reader.integer("validVotes", in: 1...Self.voteLimit)
        var votes: [Int: Int64] = [:]
        var sum: Int64 = 0
        for member in try reader.object("votes").members {
            guard let number = Int(member.name), String(number) == member.name, lists.contains(where: { $0.number == number })
            else {
                throw reader.fault("votes/\(member.name)", "the number of a list", member.value)
            }
            guard let count = member.value.integerValue, (0...validVotes).contains(count), votes[number] == nil else {
                throw reader.fault("votes/\(member.name)", "a whole number up to the valid votes", member.value)
            }
            votes[number] = count
            sum += count
        }
        guard sum <= validVotes else {
            throw reader.fault("validVotes", "\(sum) or more: the sum of the lists", .integer(validVotes))
        }
        self.votes = votes
    }
}
