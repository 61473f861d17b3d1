import Daylight

extension AssertionAudit {
    private enum Outcome: String, CaseIterable {
        case plurality, superMajority, dhondt, sainteLague, irv
    }

    /// Reads the members `outcome`, `ballots`, `votes` and what the outcome needs.
    init(_ reader: MemberReader) throws(InputError) {
        let outcome = try AuditFile.choice(reader, "outcome", Outcome.self)
        if outcome == .irv {
            self = try Self.ranked(reader)
            return
        }
        let contest = try AuditContest(reader)
        let assertions: [Assertion] =
            switch outcome {
            case .plurality: Assertion.plurality(contest)
            case .superMajority: try Self.superMajority(reader, contest)
            case .dhondt: try SeatClaims(reader, contest, .dhondt).assertions
            case .sainteLague: try SeatClaims(reader, contest, .sainteLague).assertions
            case .irv: []
            }
        guard contest.ballots > 0 else { throw reader.fault("ballots", "at least one ballot", reader.object["ballots"]) }
        guard outcome == .plurality || contest.votesAllowed == 1 else {
            throw reader.fault("votesAllowed", "one vote a ballot for this outcome", reader.object["votesAllowed"])
        }
        self.init(names: contest.names, votes: contest.votes, ballots: contest.ballots, assertions: assertions)
    }

    private static func superMajority(_ reader: MemberReader, _ contest: AuditContest) throws(InputError) -> [Assertion] {
        let winner = try reader.mark("winner", of: contest.names)
        let share = try reader.figure("share", "a share above 0 and below 1") { $0 > 0.001 && $0 < 1 }
        return Assertion.superMajority(winner: winner, share: share)
    }

    /// An elimination: its members are `candidates`, `winner`, `ballots` and `rankings`.
    private static func ranked(_ reader: MemberReader) throws(InputError) -> AssertionAudit {
        let names = try reader.names("candidates", limit: EliminationSearch.candidateLimit)
        guard names.count >= 2 else { throw reader.fault("candidates", "two or more", .integer(names.count)) }
        let ballots = Int(try reader.integer("ballots", in: 1...AuditContest.countLimit))
        var rankings: [EliminationSearch.Ranking] = []
        var first = Array(repeating: 0, count: names.count)
        for (index, element) in try reader.array("rankings").enumerated() {
            let row = try MemberReader(element, path: "/rankings/\(index)/")
            let ranking = try row.marks("ranking", of: names) ?? []
            let count = Int(try row.integer("count", in: 0...AuditContest.countLimit))
            rankings.append(EliminationSearch.Ranking(ranking, count: count))
            if let top = ranking.first { first[top] += count }
        }
        guard rankings.reduce(0, { $0 + $1.count }) <= ballots else {
            throw reader.fault("rankings", "at most the \(ballots) ballots of the contest", .string("more"))
        }
        let winner = try reader.mark("winner", of: names)
        let claims = try EliminationSearch.claims(rankings, candidates: names.count, winner: winner)
        return AssertionAudit(
            names: names, votes: first, ballots: ballots, assertions: Assertion.ranked(claims, ballots: ballots))
    }

    /// Reads the members `errorRate`, `withReplacement` and `sample`, and measures the risk.
    func measure(_ reader: MemberReader, limit: RiskLimit) throws(InputError) -> AssertionMeasure {
        let evidence: Evidence =
            reader.optional("errorRate") == nil
            ? .polling : .comparison(errorRate: try reader.figure("errorRate", "a rate from 0 to 1") { (0...1).contains($0) })
        return try measure(reader, evidence, limit: limit)
    }

    /// Reads the members `withReplacement` and `sample`, and measures the risk.
    func measure(_ reader: MemberReader, _ evidence: Evidence, limit: RiskLimit) throws(InputError) -> AssertionMeasure {
        var withReplacement = false
        if let value = reader.optional("withReplacement") {
            guard let flag = value.boolValue else { throw reader.fault("withReplacement", "true or false", value) }
            withReplacement = flag
        }
        let elements = try reader.array("sample")
        guard withReplacement || elements.count <= ballots else {
            throw reader.fault("sample", "at most the \(ballots) ballots of the contest", .integer(elements.count))
        }
        guard elements.count * assertions.count <= AuditFile.workLimit else {
            throw reader.fault("sample", "fewer draws or assertions", .integer(elements.count))
        }
        var draws: [Draw] = []
        for (index, element) in elements.enumerated() {
            let draw = try MemberReader(element, path: "/sample/\(index)/")
            draws.append(Draw(paper: try draw.marks("paper", of: names), record: try draw.marks("record", of: names)))
        }
        let risks = risks(draws, evidence, withReplacement: withReplacement)
        return AssertionMeasure(self, risks: risks, limit: limit)
    }
}

extension SeatClaims {
    init(_ reader: MemberReader, _ contest: AuditContest, _ divisors: Assertion.Divisors) throws(InputError) {
        try self.init(reader, names: contest.names, votes: contest.votes, divisors: divisors)
    }
}
