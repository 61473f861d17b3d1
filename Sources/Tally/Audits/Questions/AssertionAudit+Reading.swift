import BigInt
import Daylight

extension AssertionAudit {
    private enum Outcome: String, CaseIterable {
        case plurality, superMajority, dhondt, sainteLague
    }

    /// Reads the members `outcome`, `ballots`, `votes` and what the outcome needs.
    init(_ reader: MemberReader) throws(InputError) {
        let outcome = try AuditFile.choice(reader, "outcome", Outcome.self)
        let contest = try AuditContest(reader)
        let assertions: [Assertion] =
            switch outcome {
            case .plurality: Assertion.plurality(contest)
            case .superMajority: try Self.superMajority(reader, contest)
            case .dhondt: try Self.seats(reader, contest, .dhondt, .dhondt)
            case .sainteLague: try Self.seats(reader, contest, .sainteLague, .sainteLague)
            }
        guard contest.ballots > 0 else { throw reader.fault("ballots", "at least one ballot", reader.object["ballots"]) }
        guard outcome == .plurality || contest.votesAllowed == 1 else {
            throw reader.fault("votesAllowed", "one vote a ballot for this outcome", reader.object["votesAllowed"])
        }
        self.init(names: contest.names, votes: contest.votes, ballots: contest.ballots, assertions: assertions)
    }

    private static func superMajority(_ reader: MemberReader, _ contest: AuditContest) throws(InputError) -> [Assertion] {
        let name = try reader.string("winner")
        guard let winner = contest.names.firstIndex(of: name) else {
            throw reader.fault("winner", "a candidate of the contest", .string(name))
        }
        let share = try reader.figure("share", "a share above 0 and below 1") { $0 > 0.001 && $0 < 1 }
        return Assertion.superMajority(winner: winner, share: share)
    }

    private static func seats(
        _ reader: MemberReader, _ contest: AuditContest, _ method: SeatMethod, _ divisors: Assertion.Divisors
    ) throws(InputError) -> [Assertion] {
        let lists = zip(contest.names, contest.votes).map { SeatQuestion.List(id: $0, votes: BigUInt($1)) }
        let seats = Int(try reader.integer("seats", in: 1...SeatQuestion.seatLimit))
        let allocation = try SeatAllocation(SeatQuestion(method: method, seats: seats, lists: lists))
        guard allocation.isFinal else { throw reader.fault("seats", "an allocation without a tie", .string("an open tie")) }
        return Assertion.seats(divisors, allocation.seats)
    }

    /// Reads the members `withReplacement`, `errorRate` and `sample`, and measures the risk.
    func measure(_ reader: MemberReader, limit: RiskLimit) throws(InputError) -> AssertionMeasure {
        var withReplacement = false
        if let value = reader.optional("withReplacement") {
            guard let flag = value.boolValue else { throw reader.fault("withReplacement", "true or false", value) }
            withReplacement = flag
        }
        let evidence: Evidence =
            reader.optional("errorRate") == nil
            ? .polling : .comparison(errorRate: try reader.figure("errorRate", "a rate from 0 to 1") { (0...1).contains($0) })
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
            draws.append(Draw(paper: try marks(draw, "paper"), record: try marks(draw, "record")))
        }
        let risks = risks(draws, evidence, withReplacement: withReplacement)
        return AssertionMeasure(self, risks: risks, limit: limit)
    }

    /// The names on a ballot, by index; `nil` when the member is absent or null.
    private func marks(_ reader: MemberReader, _ name: String) throws(InputError) -> Set<Int>? {
        guard let value = reader.optional(name) else { return nil }
        guard let elements = value.arrayValue, elements.count <= names.count else {
            throw reader.fault(name, "an array of names, or null", value)
        }
        var marks: Set<Int> = []
        for (index, element) in elements.enumerated() {
            guard let text = element.stringValue, let mark = names.firstIndex(of: text) else {
                throw reader.fault("\(name)/\(index)", "a name of the contest", element)
            }
            marks.insert(mark)
        }
        return marks
    }
}
