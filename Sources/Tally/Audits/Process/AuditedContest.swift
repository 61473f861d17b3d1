import BigInt
import Daylight

/// A contest under audit: what was reported, and everything that has to be true for the outcome to be right.
public struct AuditedContest: Sendable {
    /// How votes become the outcome.
    public enum Outcome: String, Sendable, CaseIterable {
        case plurality, superMajority, dhondt, sainteLague
        /// Candidates are eliminated one by one.
        case irv
    }

    public let id: String
    public let outcome: Outcome
    /// Candidates or lists, reported votes (first preferences where ballots rank), and ballots of the whole manifest.
    public let contest: AuditContest
    /// Who is left after the eliminations, where ballots rank.
    let winner: String?
    /// Who gets which seats, where lists do.
    private let seats: SeatClaims?
    /// What has to hold, tested by the papers drawn.
    let audit: AssertionAudit
    /// Whether the order of marks counts.
    var isRanked: Bool { outcome == .irv }
    /// Most names on a ballot.
    var marksAllowed: Int { isRanked ? contest.names.count : contest.votesAllowed }

    /// - Parameter rankings: all records of the contest, where ballots rank.
    init(
        _ reader: MemberReader, ballots: Int, rankings: (_ names: [String]) throws(InputError) -> [EliminationSearch.Ranking]
    ) throws(InputError) {
        id = try reader.string("id")
        outcome = try AuditFile.choice(reader, "outcome", Outcome.self)
        guard outcome == .plurality || (reader.optional("winners") == nil && reader.optional("votesAllowed") == nil) else {
            throw reader.fault("winners", "neither winners nor votesAllowed for this outcome", nil)
        }
        let assertions: [Assertion]
        switch outcome {
        case .irv:
            let names = try reader.names("candidates", limit: EliminationSearch.candidateLimit)
            guard names.count >= 2 else { throw reader.fault("candidates", "two or more", .integer(names.count)) }
            let rankings = try rankings(names)
            var first = Array(repeating: 0, count: names.count)
            for ranking in rankings { if let top = ranking.candidates.first { first[top] += ranking.count } }
            contest = try AuditContest(names: names, votes: first, ballots: ballots)
            let winner = try reader.mark("winner", of: names)
            self.winner = names[winner]
            seats = nil
            let claims = try EliminationSearch.claims(rankings, candidates: names.count, winner: winner)
            assertions = Assertion.ranked(claims, ballots: ballots)
        case .plurality, .superMajority, .dhondt, .sainteLague:
            winner = nil
            let votes = try reader.votes("votes")
            contest = try AuditContest(
                names: votes.map(\.name), votes: votes.map(\.count), ballots: ballots,
                winners: reader.small("winners", default: 1), votesAllowed: reader.small("votesAllowed", default: 1))
            switch outcome {
            case .dhondt: seats = try SeatClaims(reader, contest, .dhondt)
            case .sainteLague: seats = try SeatClaims(reader, contest, .sainteLague)
            case .plurality, .superMajority, .irv: seats = nil
            }
            if let seats {
                assertions = seats.assertions
            } else {
                assertions = try Self.assertions(reader, outcome, contest)
            }
        }
        let reported = contest
        guard assertions.allSatisfy({ $0.mean(votes: reported.votes, ballots: ballots) > 0.5 }) else {
            throw reader.fault("votes", "an outcome that the votes bear out, without a tie", .string("another"))
        }
        audit = AssertionAudit(names: contest.names, votes: contest.votes, ballots: ballots, assertions: assertions)
    }

    private static func assertions(
        _ reader: MemberReader, _ outcome: Outcome, _ contest: AuditContest
    ) throws(InputError) -> [Assertion] {
        guard outcome == .superMajority else { return Assertion.plurality(contest) }
        let winner = try reader.mark("winner", of: contest.names)
        let share = try reader.rate("share", "a share above 0 and below 1, as a text such as \"2/3\"") {
            !$0.numerator.isZero && $0 < Quotient(1) && $0.denominator <= 1_000_000
        }
        return [
            Assertion.share(of: winner, Int(share.numerator), of: Int(share.denominator), candidates: contest.names.count)
        ]
    }

    /// Whether these votes, of all paper, have the reported outcome.
    func isOutcomeRight(_ votes: [Int]) -> Bool {
        seats?.areRight(votes) ?? audit.assertions.allSatisfy { ($0.claim?.sum(votes) ?? 0) > 0 }
    }

    /// The names as indices: in order where ballots rank, else sorted.
    func marks(_ names: [String]) throws(InputError) -> [Int] {
        guard names.count <= marksAllowed else {
            throw InputError(field: id, expected: "at most \(marksAllowed) names on a ballot", found: "\(names.count)")
        }
        var marks: [Int] = []
        for name in names {
            guard let mark = contest.names.firstIndex(of: name), !marks.contains(mark) else {
                throw InputError(field: id, expected: "names of the contest, each once", found: "\"\(name)\"")
            }
            marks.append(mark)
        }
        return isRanked ? marks : marks.sorted()
    }

    /// Votes by index.
    func votes(_ byName: [String: Int], ballots: Int) throws(InputError) -> [Int] {
        var votes = Array(repeating: 0, count: contest.names.count)
        var total = 0
        for (name, count) in byName {
            guard let index = contest.names.firstIndex(of: name) else {
                throw InputError(field: id, expected: "names of the contest", found: "\"\(name)\"")
            }
            guard (0...ballots).contains(count) else {
                throw InputError(field: id, expected: "0 to \(ballots) votes, one a ballot", found: "\(count) for \"\(name)\"")
            }
            votes[index] = count
            total += count
        }
        guard total <= ballots * contest.votesAllowed else {
            throw InputError(
                field: id, expected: "at most \(contest.votesAllowed) votes on each of \(ballots) ballots", found: "\(total)")
        }
        return votes
    }
}
