import Daylight

/// An audit of seats given to lists by highest averages, by single ballots or by the reported totals of stations: European
/// counts have reports of stations, but no electronic record of each ballot (tally reference, section 8.5).
public struct ListSeatsAudit: Sendable {
    public let claims: SeatClaims
    public let audit: AssertionAudit
    /// The reported totals; `nil` when single ballots are compared.
    public let batches: BatchAudit?
    private let errorRate: Double
    private let limit: RiskLimit

    /// Two-vote overstatements expected in one ballot of ten thousand.
    static let defaultErrorRate = 1e-4

    /// Reads the members `outcome` (`dhondt` or `sainteLague`), `seats`, `threshold` and either `batches`, or `ballots`, `votes`
    /// and `errorRate`.
    init(_ reader: MemberReader, limit: RiskLimit) throws(InputError) {
        let divisors = try AuditFile.choice(reader, "outcome", Assertion.Divisors.self)
        guard reader.optional("votesAllowed") == nil else {
            throw reader.fault("votesAllowed", "nothing: a ballot names one list", reader.object["votesAllowed"])
        }
        var claims: SeatClaims?
        func read(_ contest: AuditContest) throws(InputError) -> SeatClaims {
            let read = try SeatClaims(reader, contest, divisors)
            claims = read
            return read
        }
        let contest: AuditContest
        if reader.optional("batches") == nil {
            contest = try AuditContest(reader)
            batches = nil
            self.claims = try read(contest)
        } else {
            let batches = try BatchAudit(reader) { contest throws(InputError) in
                try read(contest).assertions.compactMap(\.claim)
            }
            guard let claims, batches.claims.count * batches.batches.count <= AuditFile.workLimit else {
                throw reader.fault("batches", "fewer batches or lists", .integer(batches.batches.count))
            }
            self.batches = batches
            self.claims = claims
            contest = batches.contest
        }
        guard contest.ballots > 0 else { throw reader.fault("ballots", "at least one ballot", .integer(0)) }
        audit = AssertionAudit(
            names: contest.names, votes: contest.votes, ballots: contest.ballots, assertions: self.claims.assertions)
        errorRate =
            reader.optional("errorRate") == nil
            ? Self.defaultErrorRate : try reader.figure("errorRate", "a rate from 0 to 1") { (0...1).contains($0) }
        self.limit = limit
    }

    /// How many ballots, or batches, to draw; `nil` when only all of them will do.
    var size: Int? {
        guard let batches else {
            return audit.expectedSize(.comparison(errorRate: errorRate), withReplacement: false, limit: limit)
        }
        let size = batches.size(limit: limit)
        return size < batches.batches.count ? size : nil
    }

    /// The seats, everything that is claimed, and how many to draw.
    var plan: JSONObject {
        var seats = JSONObject()
        for (name, count) in zip(audit.names, claims.seats) { seats[name] = .integer(count) }
        let assertions = claims.assertions.map { assertion -> JSONValue in
            [
                "winner": .string(audit.names[assertion.winner]),
                "loser": assertion.loser.map { .string(audit.names[$0]) } ?? .null,
                "lead": .integer(assertion.claim?.sum(audit.votes) ?? 0),
                "mean": .real(assertion.mean(votes: audit.votes, ballots: audit.ballots)),
                "margin": .real(audit.relativeMargin(assertion)),
            ]
        }
        return [
            "seats": .object(seats), "assertions": .array(assertions),
            "size": .integer(size ?? batches?.batches.count ?? audit.ballots), "fullHandCount": .bool(size == nil),
        ]
    }

    /// Reads the member `sample` and measures the risk of every assertion.
    func measure(_ reader: MemberReader) throws(InputError) -> AssertionMeasure {
        guard let batches else {
            return try audit.measure(reader, .comparison(errorRate: errorRate), limit: limit)
        }
        let draws = try batches.draws(reader)
        guard draws.count * batches.claims.count <= AuditFile.workLimit else {
            throw reader.fault("sample", "fewer draws", .integer(draws.count))
        }
        return AssertionMeasure(audit, risks: batches.risks(draws), limit: limit)
    }
}

extension ListSeatsAudit {
    /// The plan in words: seats, the closest claim, and how many to draw.
    public var text: String {
        var lines = zip(audit.names, claims.seats).map { "\($0): \($1) seats" }
        if let closest = claims.assertions.min(by: { audit.relativeMargin($0) < audit.relativeMargin($1) }) {
            let rival = closest.loser.map { " before \(audit.names[$0])" } ?? " at the threshold"
            lines.append("closest of \(claims.assertions.count) claims: \(audit.names[closest.winner])\(rival)")
        }
        let unit = batches == nil ? "ballots" : "batches"
        lines.append(size.map { "\(unit) to draw: \($0)" } ?? "count all \(unit) by hand")
        return lines.joined(separator: "\n")
    }
}
