import Daylight

extension Minerva {
    /// Reads the members `votes` of two candidates and `rounds`, and gives the risk after each round.
    static func history(_ reader: MemberReader, limit: RiskLimit) throws(InputError) -> [Double] {
        let votes = try reader.votes("votes").map(\.count)
        guard votes.count == 2, let most = votes.max(), let least = votes.min(), most > 0 else {
            throw reader.fault("votes", "two candidates with votes", .integer(votes.count))
        }
        var rounds: [Round] = []
        var work = 0
        for (index, element) in try reader.array("rounds").enumerated() {
            let round = try MemberReader(element, path: "/rounds/\(index)/")
            let earlier = rounds.last ?? Round(ballots: 0, won: 0)
            let ballots = Int(try round.integer("n", in: Int64(earlier.ballots) + 1...AuditContest.countLimit))
            let added = ballots - earlier.ballots
            let won = Int(try round.integer("winnerVotes", in: Int64(earlier.won)...Int64(earlier.won + added)))
            let (steps, isTooLong) = (earlier.ballots + 1).multipliedReportingOverflow(by: added)
            guard !isTooLong, steps <= workLimit - work else {
                throw round.fault("n", "rounds of fewer ballots", .integer(ballots))
            }
            work += steps
            rounds.append(Round(ballots: ballots, won: won))
        }
        // A tie leaves nothing to confirm.
        guard most > least else { return rounds.map { _ in 1 } }
        return history(rounds, share: Double(most) / (Double(most) + Double(least)), limit: limit)
    }
}
