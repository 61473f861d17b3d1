public import Daylight

/// A contest whose reported outcome is audited: the candidates with the most votes win.
public struct AuditContest: Sendable {
    /// Bounds of the input.
    public static let countLimit: Int64 = 1_000_000_000_000
    public static let candidateLimit = 200

    /// A winner and a loser, by index: the outcome is right when every winner beats every loser.
    public struct Pair: Hashable, Sendable {
        public let winner: Int
        public let loser: Int
    }

    public let names: [String]
    public let votes: [Int]
    /// Ballots on which the contest stands.
    public let ballots: Int
    /// How many candidates a ballot may name.
    public let votesAllowed: Int
    public let pairs: [Pair]

    /// - Throws: ``InputError`` for impossible numbers.
    public init(names: [String], votes: [Int], ballots: Int, winners: Int = 1, votesAllowed: Int = 1) throws(InputError) {
        guard (2...Self.candidateLimit).contains(names.count) else {
            throw InputError(field: "/votes", expected: "2 to \(Self.candidateLimit) candidates", found: "\(names.count)")
        }
        guard (1..<names.count).contains(winners) else {
            throw InputError(
                field: "/winners", expected: "a number from 1 to \(names.count - 1), since somebody has to lose",
                found: "\(winners)")
        }
        let total = votes.reduce(Int128(0)) { $0 + Int128($1) }
        guard total <= Int128(ballots) * Int128(votesAllowed) else {
            throw InputError(
                field: "/votes", expected: "at most \(votesAllowed) votes on each of \(ballots) ballots", found: "\(total)")
        }
        if let index = votes.firstIndex(where: { $0 > ballots }) {
            throw InputError(
                field: "/votes/\(pointerStep(names[index]))", expected: "at most one vote on each of \(ballots) ballots",
                found: "\(votes[index])")
        }
        self.names = names
        self.votes = votes
        self.ballots = ballots
        self.votesAllowed = votesAllowed
        let order = votes.indices.sorted { (votes[$1], $0) < (votes[$0], $1) }
        pairs = order.prefix(winners).flatMap { winner in order.dropFirst(winners).map { Pair(winner: winner, loser: $0) } }
    }

    /// By how many votes the winner leads.
    public func margin(_ pair: Pair) -> Int { votes[pair.winner] - votes[pair.loser] }

    /// The smallest lead; 0 at a tie.
    public var smallestMargin: Int { pairs.map(margin).min() ?? 0 }

    /// The smallest lead as a share of all ballots.
    public var dilutedMargin: Double { ballots == 0 ? 0 : Double(smallestMargin) / Double(ballots) }
}
