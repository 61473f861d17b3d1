import Daylight

extension BatchAudit {
    /// Reads the members `batches`, `winners`, `votesAllowed`, `pending` and `unauditable`. A candidate that a batch does not
    /// name has no votes there.
    ///
    /// - Parameter claims: what makes the outcome right; the pairs of winners and losers if not given.
    init(
        _ reader: MemberReader, claims: ((AuditContest) throws(InputError) -> [LinearClaim])? = nil
    ) throws(InputError) {
        let elements = try reader.array("batches")
        guard (1...AuditFile.batchLimit).contains(elements.count) else {
            throw reader.fault("batches", "1 to \(AuditFile.batchLimit) batches", .integer(elements.count))
        }
        let votesAllowed = try reader.small("votesAllowed", default: 1)
        var rows: [Row] = []
        var names: [String] = []
        var known: [String: Int] = [:]
        var seen: Set<String> = []
        for (index, element) in elements.enumerated() {
            let row = try Row(element, path: "/batches/\(index)/", votesAllowed: votesAllowed)
            guard seen.insert(row.name).inserted else {
                throw InputError(field: "/batches/\(index)/batch", expected: "each batch once", found: "\"\(row.name)\" again")
            }
            for (name, _) in row.votes where known[name] == nil {
                known[name] = names.count
                names.append(name)
            }
            rows.append(row)
        }
        guard names.count <= AuditContest.candidateLimit, names.count * names.count * rows.count <= 4 * AuditFile.workLimit
        else {
            throw InputError(field: "/batches", expected: "fewer batches or candidates", found: "\(names.count) candidates")
        }
        let batches = rows.map { row in
            var votes = Array(repeating: 0, count: names.count)
            for (name, count) in row.votes { votes[known[name] ?? 0] = count }
            return Batch(name: row.name, ballots: row.ballots, votes: votes)
        }
        let contest = try AuditContest(
            names: names, votes: names.indices.map { index in batches.reduce(0) { $0 + $1.votes[index] } },
            ballots: batches.reduce(0) { $0 + $1.ballots }, winners: reader.small("winners", default: 1),
            votesAllowed: votesAllowed)
        var withheld: Int64 = 0
        for name in ["pending", "unauditable"] where reader.optional(name) != nil {
            withheld += try reader.integer(name, in: 0...AuditContest.countLimit)
        }
        guard let claims else {
            self.init(contest, batches: batches, withheld: Int(withheld))
            return
        }
        guard contest.ballots <= AuditContest.countLimit else {
            throw reader.fault("batches", "at most \(AuditContest.countLimit) ballots", .integer(contest.ballots))
        }
        self.init(contest, claims: try claims(contest), batches: batches, withheld: Int(withheld))
    }

    private struct Row {
        let name: String
        let ballots: Int
        let votes: [(name: String, count: Int)]

        init(_ element: JSONValue, path: String, votesAllowed: Int) throws(InputError) {
            let reader = try MemberReader(element, path: path)
            name = try reader.string("batch")
            ballots = Int(try reader.integer("ballots", in: 0...AuditContest.countLimit))
            votes = try reader.votes("votes")
            try reader.check(votes, ballots: ballots, votesAllowed: votesAllowed)
        }
    }

    /// Reads the member `sample`: for each draw the batch and the votes that were found in it.
    func draws(_ reader: MemberReader) throws(InputError) -> [Draw] {
        let places = Dictionary(batches.enumerated().map { ($1.name, $0) }) { first, _ in first }
        let candidates = Dictionary(contest.names.enumerated().map { ($1, $0) }) { first, _ in first }
        var draws: [Draw] = []
        var found: [Int: [Int]] = [:]
        for (index, element) in try reader.array("sample").enumerated() {
            let draw = try MemberReader(element, path: "/sample/\(index)/")
            guard let batch = places[try draw.string("batch")] else {
                throw draw.fault("batch", "the name of a batch", draw.object["batch"])
            }
            var votes = Array(repeating: 0, count: contest.names.count)
            let named = try draw.votes("votes")
            for (name, count) in named {
                guard let candidate = candidates[name] else {
                    throw draw.fault("votes/\(pointerStep(name))", "a candidate of the contest", .string(name))
                }
                votes[candidate] = count
            }
            try draw.check(named, ballots: batches[batch].ballots, votesAllowed: contest.votesAllowed)
            if let earlier = found[batch], earlier != votes {
                throw draw.fault("votes", "the same votes each time the batch is drawn", .string("other votes"))
            }
            found[batch] = votes
            draws.append(Draw(batch: batch, votes: votes))
        }
        return draws
    }
}

extension MemberReader {
    /// No more votes than the ballots can hold.
    fileprivate func check(_ votes: [(name: String, count: Int)], ballots: Int, votesAllowed: Int) throws(InputError) {
        let total = votes.reduce(Int128(0)) { $0 + Int128($1.count) }
        guard total <= Int128(ballots) * Int128(votesAllowed) else {
            throw fault("votes", "at most \(votesAllowed) votes on each of \(ballots) ballots", .integer(total))
        }
    }

    /// The member `gamma`, the error inflation.
    func gamma() throws(InputError) -> Double {
        guard optional("gamma") != nil else { return SuperSimple.defaultGamma }
        return try figure("gamma", "a number from 1 to 1000") { (1...1000).contains($0) }
    }
}
