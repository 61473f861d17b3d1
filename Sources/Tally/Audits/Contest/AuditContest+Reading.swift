import Daylight

extension AuditContest {
    /// Reads the members `ballots`, `votes`, `winners` and `votesAllowed`.
    init(_ reader: MemberReader) throws(InputError) {
        let votes = try reader.votes("votes")
        try self.init(
            names: votes.map(\.name), votes: votes.map(\.count),
            ballots: Int(reader.integer("ballots", in: 0...Self.countLimit)),
            winners: reader.small("winners", default: 1), votesAllowed: reader.small("votesAllowed", default: 1))
    }

    /// Reads the member `sample`: ballots found for each candidate, by index.
    func sample(_ reader: MemberReader) throws(InputError) -> [Int] {
        var sample = Array(repeating: 0, count: names.count)
        for (name, count) in try reader.votes("sample") {
            guard let candidate = names.firstIndex(of: name) else {
                throw reader.fault("sample/\(pointerStep(name))", "a candidate of the contest", .string(name))
            }
            sample[candidate] = count
        }
        return sample
    }
}

extension MemberReader {
    /// Candidates and their votes, in the order of the input.
    func votes(_ name: String) throws(InputError) -> [(name: String, count: Int)] {
        let object = try self.object(name)
        guard object.members.count <= AuditContest.candidateLimit else {
            throw fault(name, "at most \(AuditContest.candidateLimit) candidates", .integer(object.members.count))
        }
        var votes: [(name: String, count: Int)] = []
        for member in object.members {
            guard let count = member.value.integerValue, (0...AuditContest.countLimit).contains(count) else {
                throw fault(
                    "\(name)/\(pointerStep(member.name))", "a whole number from 0 to \(AuditContest.countLimit)", member.value)
            }
            votes.append((member.name, Int(count)))
        }
        return votes
    }

    /// A whole number from 1 to 1,000.
    func small(_ name: String, default fallback: Int) throws(InputError) -> Int {
        optional(name) == nil ? fallback : Int(try integer(name, in: 1...1_000))
    }

    /// A probability or other figure spelt as a decimal or fraction in a string, or as a JSON number.
    func figure(_ name: String, _ expected: String, in isAllowed: (Double) -> Bool) throws(InputError) -> Double {
        let value = optional(name)
        let figure = value?.doubleValue ?? value?.stringValue.flatMap(Quotient.figure)
        guard let figure, figure.isFinite, isAllowed(figure) else { throw fault(name, expected, object[name]) }
        return figure
    }
}
